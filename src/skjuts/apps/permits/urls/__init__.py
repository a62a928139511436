"""Addresses of the app, a module for each kind of work."""

from __future__ import annotations

from django.urls import URLPattern

from skjuts.apps.permits.urls import answers, certificates, letters, matters

app_name = "permits"
urlpatterns: list[URLPattern] = [*certificates.PATHS, *matters.PATHS, *answers.PATHS, *letters.PATHS]
