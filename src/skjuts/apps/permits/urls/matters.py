"""What officers do: the queue, the three panes, the decision, the permit."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.permits.views.matters import (
    completing,
    deciding,
    decisions,
    matter,
    ordering,
    papers,
    permits,
    queue,
    receiving,
    settings,
)

PATHS: list[URLPattern] = [
    path("arenden/", queue.matters, name="matters"),
    path("arenden/ny/", receiving.find, name="find-applicant"),
    path("arenden/ny/<uuid:patient_id>/", receiving.new, name="new-application"),
    path("arenden/<uuid:application_id>/", matter.matter, name="matter"),
    path("arenden/<uuid:application_id>/ta/", matter.take, name="take"),
    path("arenden/<uuid:application_id>/lagg-tillbaka/", matter.release, name="release"),
    path("arenden/<uuid:application_id>/bedom/", matter.assess, name="assess"),
    path("arenden/<uuid:application_id>/bedomningar/<int:number>/", matter.assessment, name="assessment"),
    path("arenden/<uuid:application_id>/handlingar/<uuid:paper_id>/", papers.paper, name="paper"),
    path(
        "arenden/<uuid:application_id>/handlingar/<uuid:paper_id>/ta-bort/",
        papers.remove,
        name="remove-paper",
    ),
    path("arenden/<uuid:application_id>/komplettera/", completing.ask, name="ask-completion"),
    path("arenden/<uuid:application_id>/svar/", completing.answer, name="answer-completion"),
    path("arenden/<uuid:application_id>/anteckna/", completing.note, name="note"),
    path("arenden/<uuid:application_id>/besluta/<slug:outcome>/", deciding.decide, name="decide"),
    path("arenden/<uuid:application_id>/bekrafta/", deciding.confirm, name="confirm"),
    path("arenden/<uuid:application_id>/skicka-tillbaka/", deciding.back, name="send-back"),
    path("beslut/<uuid:decision_id>/", decisions.decision, name="decision"),
    path("beslut/<uuid:decision_id>/noteringar/", decisions.notice, name="note-notice"),
    path("beslut/<uuid:decision_id>/andra/", decisions.change, name="change-decision"),
    path("beslut/<uuid:decision_id>/uppfoljning/", decisions.follow_up, name="follow-up"),
    path("avsteg/", decisions.overrides, name="overrides"),
    path("delegation/", ordering.delegation, name="delegation"),
    path("delegation/ny/", ordering.grant, name="grant-right"),
    path("delegation/<uuid:right_id>/aterkalla/", ordering.withdraw, name="withdraw-right"),
    path("ansvar/", ordering.responsibility, name="responsibility"),
    path("ansvar/jamforelse/", ordering.comparison, name="comparison"),
    path("installningar/", settings.settings, name="settings"),
    path("installningar/tva-handlaggare/", settings.four_eyes, name="propose-four-eyes"),
    path("installningar/priser/", settings.trip_prices, name="propose-trip-prices"),
    path("installningar/<uuid:setting_id>/", settings.setting, name="setting"),
    path("tillstand/", permits.permits, name="permits"),
    path("tillstand/<uuid:permit_id>/", permits.permit, name="permit"),
    path("tillstand/<uuid:permit_id>/fornya/", permits.renew, name="renew"),
    path("tillstand/<uuid:permit_id>/aterkalla/", permits.revoke, name="revoke"),
    path("tillstand/<uuid:permit_id>/avsluta/", permits.relinquish, name="relinquish"),
]
