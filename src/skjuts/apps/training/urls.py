"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from skjuts.apps.training.views import (
    arranging,
    certificates,
    editing,
    learning,
    register,
    rights,
    testing,
    versions,
)


class ItemKindConverter(StringConverter):
    """Questions or exercises, by their Swedish names in the address."""

    regex = "fragor|ovningar"
    names = {"fragor": "questions", "ovningar": "exercises"}

    def to_python(self, value: str) -> str:
        """The folder of the files."""
        return self.names[value]

    def to_url(self, value: str) -> str:
        """The name in the address."""
        return {folder: name for name, folder in self.names.items()}[value]


register_converter(ItemKindConverter, "item_kind")
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
    path("register/antal/", register.counts, name="register-counts"),
    path("register/lista.csv", register.board_list, name="board-list"),
    path("register/utskrift/", register.board_page, name="board-page"),
    path("overgangar/", register.transitions, name="transitions"),
    path("overgangar/<uuid:transition_id>/avsluta/", register.end_transition, name="end-transition"),
    path("redaktion/", versions.versions, name="versions"),
    path("redaktion/import/", versions.take_in, name="import"),
    path("redaktion/<uuid:version_id>/", versions.version, name="version"),
    path("redaktion/<uuid:version_id>/utkast/", versions.draft, name="draft"),
    path("redaktion/<uuid:version_id>/granska/", versions.submit, name="submit"),
    path("redaktion/<uuid:version_id>/tillbaka/", versions.send_back, name="send-back"),
    path("redaktion/<uuid:version_id>/publicera/", versions.publish, name="publish"),
    path("redaktion/<uuid:version_id>/export.zip", versions.export, name="export"),
    path("redaktion/<uuid:version_id>/statistik/", versions.figures, name="figures"),
    path("redaktion/<uuid:version_id>/skillnader/", versions.difference, name="difference"),
    path("redaktion/<uuid:version_id>/visa/<slug:slug>/", versions.preview, name="preview"),
    path("redaktion/<uuid:version_id>/ny/", arranging.add, name="add"),
    path("redaktion/<uuid:version_id>/fil/", editing.file, name="edit-file"),
    path("redaktion/<uuid:version_id>/sida/<slug:slug>/", editing.page, name="edit-page"),
    path("redaktion/<uuid:version_id>/sida/<slug:slug>/utkast/", editing.autosave_page, name="autosave-page"),
    path("redaktion/<uuid:version_id>/<item_kind:kind>/<slug:slug>/", arranging.items, name="items"),
    path(
        "redaktion/<uuid:version_id>/<item_kind:kind>/<slug:slug>/ta-bort/angra/",
        arranging.restore_items,
        name="restore-items",
    ),
    path(
        "redaktion/<uuid:version_id>/<item_kind:kind>/<slug:slug>/<slug:item_id>/",
        editing.item,
        name="edit-item",
    ),
    path(
        "redaktion/<uuid:version_id>/<item_kind:kind>/<slug:slug>/<slug:item_id>/utkast/",
        editing.autosave_item,
        name="autosave-item",
    ),
    path(
        "redaktion/<uuid:version_id>/<item_kind:kind>/<slug:slug>/<slug:item_id>/ta-bort/",
        arranging.remove_item,
        name="remove-item",
    ),
    path("kontroll/", certificates.check, name="check"),
]
