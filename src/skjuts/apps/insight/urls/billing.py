"""Invoice control and drawn samples."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import billing, samples

PATHS: list[URLPattern] = [
    path("", billing.findings, name="findings"),
    path("<int:month>/<slug:finding>/", billing.finding, name="finding"),
    path("stickprov/", samples.samples, name="samples"),
    path("stickprov/nytt/", samples.draw, name="draw-sample"),
    path("stickprov/<uuid:sample_id>/", samples.sample, name="sample"),
    path("stickprov/<uuid:sample_id>/rad/<uuid:line_id>/", samples.line, name="sample-line"),
]
