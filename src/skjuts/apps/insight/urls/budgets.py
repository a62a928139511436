"""What is entered beside the trips: budgets and index terms."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import budgets

PATHS: list[URLPattern] = [
    path("budget/", budgets.budget, name="budget"),
    path("budget/lagg-in/", budgets.enter, name="enter-budget"),
    path("index/", budgets.indices, name="indices"),
    path("index/lagg-in/", budgets.enter_indices, name="enter-indices"),
]
