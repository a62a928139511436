"""The month's report by e-mail."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import reports

PATHS: list[URLPattern] = [
    path("", reports.reports, name="reports"),
    path("avsluta/", reports.end, name="end-reports"),
]
