"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.training.views import certificates, learning, register, rights, testing

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
    path("enhet/", rights.unit, name="unit"),
    path("enhet/delegera/<uuid:assignment_id>/", rights.grant, name="grant"),
    path("delegation/<uuid:delegation_id>/", rights.withdraw, name="withdraw"),
    path("register/", register.register, name="register"),
    path("register/lista.csv", register.board_list, name="board-list"),
    path("register/utskrift/", register.board_page, name="board-page"),
    path("overgangar/", register.transitions, name="transitions"),
    path("overgangar/<uuid:transition_id>/avsluta/", register.end_transition, name="end-transition"),
    path("kontroll/", certificates.check, name="check"),
]
