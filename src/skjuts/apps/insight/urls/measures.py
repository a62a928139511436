"""The evaluation workshop."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import measures

PATHS: list[URLPattern] = [
    path("", measures.measures, name="measures"),
    path("ny/", measures.new_measure, name="new-measure"),
    path("rapport/", measures.reported, name="reported"),
    path("<uuid:measure_id>/", measures.measure, name="measure"),
    path("<uuid:measure_id>/papper/", measures.paper, name="measure-pdf"),
    path("<uuid:measure_id>/utslag/", measures.judge, name="judge-measure"),
]
