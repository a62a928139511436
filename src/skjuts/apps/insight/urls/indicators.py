"""Indicators."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import indicators

PATHS: list[URLPattern] = [
    path("", indicators.indicators, name="indicators"),
    path("<slug:slug>/", indicators.indicator, name="indicator"),
]
