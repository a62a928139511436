"""What everybody asks: may this person ride so on that day; and the trips that are counted."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.permits.views import answers

ONE = "far-aka/<uuid:patient_id>/"
PATHS: list[URLPattern] = [
    path("far-aka/", answers.ride, name="ride"),
    path(ONE, answers.answer, name="ride-answer"),
    path(f"{ONE}<uuid:permit_id>/rakna/", answers.count, name="ride-count"),
    path(f"{ONE}<uuid:permit_id>/tillbaka/", answers.take_back, name="ride-take-back"),
]
