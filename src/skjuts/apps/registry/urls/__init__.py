"""Addresses of the app; one module for each of its parts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from skjuts.apps.registry.views import sign_in, start

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("patienter/", include("skjuts.apps.registry.urls.patients")),
    path("logga-in/", sign_in.sign_in, name="sign-in"),
    path("logga-ut/", sign_in.sign_out, name="sign-out"),
    path("logga-ut/overallt/", sign_in.sign_out_everywhere, name="sign-out-everywhere"),
    path("uppdrag/valj/", sign_in.choose_assignment, name="choose-assignment"),
]
