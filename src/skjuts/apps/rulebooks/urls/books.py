"""The workbench of rule books."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.rulebooks.views import amounts, deciding, tables, trials, versions

TABLE = "<uuid:version_id>/tabell/<slug:table>/"
ROW = f"{TABLE}rad/<slug:row>/"
PARAMETER = "<uuid:version_id>/belopp/<slug:parameter>/"

PATHS: list[URLPattern] = [
    path("", versions.library, name="books"),
    path("programmets/", versions.packaged, name="packaged-books"),
    path("programmets/<slug:book_id>/", versions.take_over, name="take-over"),
    path("<uuid:version_id>/", versions.version, name="version"),
    path("<uuid:version_id>/nytt-utkast/", versions.begin, name="begin-draft"),
    path("<uuid:version_id>/jamfor/", versions.comparison, name="comparison"),
    path("<uuid:version_id>/historik/", versions.history, name="book-history"),
    path("<uuid:version_id>/huvud/", amounts.edition, name="edition"),
    path(TABLE, tables.table, name="table"),
    path(f"{TABLE}ny-rad/", tables.insert, name="insert-row"),
    path(f"{ROW}cell/<str:part>/", tables.cell, name="cell"),
    path(f"{ROW}flytta/<int:place>/", tables.move, name="move-row"),
    path(f"{ROW}ta-bort/", tables.remove, name="remove-row"),
    path("<uuid:version_id>/angra/", tables.undo, name="undo-edit"),
    path("<uuid:version_id>/belopp/", amounts.parameters, name="parameters"),
    path(PARAMETER, amounts.parameter, name="parameter"),
    path(f"{PARAMETER}<int:number>/", amounts.value, name="parameter-value"),
    path(f"{PARAMETER}<int:number>/ta-bort/", amounts.remove_value, name="remove-value"),
    path("<uuid:version_id>/exempel/", trials.cases, name="book-cases"),
    path("<uuid:version_id>/luckor/", trials.findings, name="findings"),
    path("<uuid:version_id>/berorda/", trials.impact, name="impact"),
    path("<uuid:version_id>/foresla/", deciding.propose, name="propose-book"),
    path("<uuid:version_id>/ta-tillbaka/", deciding.take_back, name="take-back-book"),
    path("<uuid:version_id>/godkann/", deciding.approve, name="approve-book"),
    path("<uuid:version_id>/skicka-tillbaka/", deciding.send_back, name="send-back-book"),
    path("<uuid:version_id>/aterta/", deciding.withdraw, name="withdraw-book"),
    path("<uuid:version_id>/kassera/", deciding.discard, name="discard-draft"),
]
