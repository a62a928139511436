"""Equity."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import equity

PATHS: list[URLPattern] = [path("", equity.equity, name="equity")]
