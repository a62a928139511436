"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.bookings.views import accounts

app_name = "bookings"
ONE = "<uuid:patient_id>/"
urlpatterns: list[URLPattern] = [
    path(ONE, accounts.account, name="account"),
    path(f"{ONE}resa/", accounts.enter, name="claim"),
    path("resa/<uuid:claim_id>/aterta/", accounts.withdraw, name="claim-withdraw"),
]
