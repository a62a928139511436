"""Addresses that allauth looks up by name; they stand outside every namespace.

allauth's own addresses are not included: what is not listed here does not exist.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.registry.views import sign_in

urlpatterns: list[URLPattern] = [
    path("logga-in/<slug:provider_id>/", sign_in.begin, name="openid_connect_login"),
    path("logga-in/<slug:provider_id>/svar/", sign_in.complete, name="openid_connect_callback"),
]
