"""Headings of the tables."""

from __future__ import annotations

from django.utils.translation import gettext as _

from skjuts.web.elements import Column


def head_printed() -> tuple[Column, ...]:
    """What each table says of a package."""
    return Column(_("Tabell")), Column(_("Kolumn")), Column(_("Cell"), numeric=True)


def head_follow_ups() -> tuple[Column, ...]:
    """The follow-ups of a package."""
    return (
        Column(_("När")),
        Column(_("Nyttoägare")),
        Column(_("Hur effekten mäts")),
        Column(_("Utfall"), numeric=True),
        Column(_("Metod")),
        Column(_("Evidens")),
        Column(_("Nästa uppföljning")),
    )


def head_statements(*, can_write: bool) -> tuple[Column, ...]:
    """What the text says."""
    heads = (
        Column(_("Paket")),
        Column(_("Vad meningen säger")),
        Column(_("Orden i texten")),
        Column(_("Sida eller avsnitt")),
    )
    return (*heads, Column(_("Återta"), hidden_label=True)) if can_write else heads
