"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.vault.views import download

app_name = "vault"
urlpatterns: list[URLPattern] = [path("<str:token>/", download, name="download")]
