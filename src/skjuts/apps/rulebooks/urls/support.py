"""The support function: questions, answers, the handbook."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.rulebooks.views import answering, asking, handbook

PATHS: list[URLPattern] = [
    path("", asking.own, name="own"),
    path("fraga/", asking.ask, name="ask"),
    path("fragor/<uuid:question_id>/", asking.question, name="question"),
    path("fragor/<uuid:question_id>/foljdfraga/", asking.follow_up, name="follow-up"),
    path("fragor/<uuid:question_id>/aterta/", asking.withdraw, name="withdraw-question"),
    path("fragor/<uuid:question_id>/ta/", answering.take, name="take"),
    path("fragor/<uuid:question_id>/lagg-tillbaka/", answering.release, name="release"),
    path("fragor/<uuid:question_id>/svar/", answering.answer, name="answer"),
    path("fragor/<uuid:question_id>/publicera/", handbook.publish, name="publish"),
    path("ko/", answering.queue, name="queue"),
    path("statistik/", answering.figures, name="figures"),
    path("statistik/minuter/", answering.change_relief, name="change-relief"),
    path("handbok/", handbook.handbook, name="handbook"),
    path("handbok/<uuid:entry_id>/", handbook.entry, name="entry"),
    path("handbok/<uuid:entry_id>/andra/", handbook.edit, name="edit-entry"),
    path("handbok/<uuid:entry_id>/ta-bort/", handbook.withdraw, name="withdraw-entry"),
]
