"""Addresses of the app, a module for each kind of work."""

from __future__ import annotations

from django.urls import URLResolver, include, path

from skjuts.apps.insight.urls import (
    billing,
    budgets,
    equity,
    indicators,
    leading,
    measures,
    plans,
    publications,
    reports,
    scenarios,
)

app_name = "insight"
urlpatterns: list[URLResolver] = [
    path("", include(leading.PATHS)),
    path("", include(budgets.PATHS)),
    path("jamlikhet/", include(equity.PATHS)),
    path("indikatorer/", include(indicators.PATHS)),
    path("rapporter/", include(reports.PATHS)),
    path("oppna-data/", include(publications.PATHS)),
    path("granskning/", include(billing.PATHS)),
    path("atgarder/", include(measures.PATHS)),
    path("besparingar/", include(plans.PATHS)),
    path("scenarier/", include(scenarios.PATHS)),
]
