"""Open data inside the house."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import extracts, publications

PATHS: list[URLPattern] = [
    path("", publications.publications, name="publications"),
    path("utdrag/", extracts.extract, name="extract"),
    path("ny/", publications.prepare, name="prepare-publication"),
    path("<uuid:publication_id>/", publications.publication, name="publication"),
    path("<uuid:publication_id>/publicera/", publications.let_out, name="publish"),
    path("<uuid:publication_id>/dra-tillbaka/", publications.withdraw, name="withdraw-publication"),
]
