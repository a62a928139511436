"""The scenario workshop."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import scenarios

PATHS: list[URLPattern] = [
    path("", scenarios.scenarios, name="scenarios"),
    path("ny/", scenarios.choose, name="choose-scenario"),
    path("ny/<slug:key>/", scenarios.new_scenario, name="new-scenario"),
    path("jamfor/", scenarios.compare, name="compare-scenarios"),
    path("jamfor/papper/", scenarios.compare_paper, name="compare-scenarios-pdf"),
    path("jamfor/arbetsbok/", scenarios.compare_workbook, name="compare-scenarios-workbook"),
    path("<uuid:scenario_id>/", scenarios.scenario, name="scenario"),
    path("<uuid:scenario_id>/stoppa/", scenarios.stop, name="stop-scenario"),
    path("<uuid:scenario_id>/fortsatt/", scenarios.resume, name="resume-scenario"),
    path("<uuid:scenario_id>/papper/", scenarios.paper, name="scenario-pdf"),
    path("<uuid:scenario_id>/arbetsbok/", scenarios.workbook, name="scenario-workbook"),
]
