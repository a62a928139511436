"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.training.views import certificates, learning, testing

app_name = "training"
urlpatterns: list[URLPattern] = [
    path("", learning.home, name="home"),
    path("kurs/<uuid:version_id>/", learning.course, name="course"),
    path("kurs/<uuid:version_id>/borja/", learning.begin, name="begin"),
    path("kurs/<uuid:version_id>/sida/<slug:slug>/", learning.page, name="page"),
    path(
        "kurs/<uuid:version_id>/sida/<slug:slug>/ovning/<slug:exercise_id>/",
        learning.exercise,
        name="exercise",
    ),
    path("kurs/<uuid:version_id>/prov/", testing.start, name="start-test"),
    path("prov/<uuid:attempt_id>/", testing.attempt, name="attempt"),
    path("prov/<uuid:attempt_id>/resultat/", testing.result, name="result"),
    path("bevis/<uuid:certificate_id>/", certificates.certificate, name="certificate"),
    path("bevis/<uuid:certificate_id>/pdf/", certificates.certificate_pdf, name="certificate-pdf"),
    path("kontroll/", certificates.check, name="check"),
]
