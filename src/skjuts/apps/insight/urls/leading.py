"""The leader's page and its figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import leading

PATHS: list[URLPattern] = [
    path("", leading.leader, name="home"),
    path("rapport/", leading.report, name="report-pdf"),
    path("orsak/<slug:slug>/", leading.reason, name="reason"),
    path("siffra/<slug:slug>/", leading.figure, name="figure"),
    path("siffra/<slug:slug>/resor/", leading.trips, name="trips"),
]
