"""The columns of the log's tables."""

from __future__ import annotations

from django.utils.translation import gettext as _

from skjuts.web.elements import Column


def columns_of_reviews() -> tuple[Column, ...]:
    """Reviews."""
    return (
        Column(_("Granskning")),
        Column(_("Period")),
        Column(_("Läge")),
        Column(_("Bedömda"), numeric=True),
        Column(_("Klart senast")),
    )


def columns_of_items() -> tuple[Column, ...]:
    """The cases of a review."""
    return (
        Column(_("Medarbetare")),
        Column(_("Enhet")),
        Column(_("Dag")),
        Column(_("Åtkomster"), numeric=True),
        Column(_("Urval")),
        Column(_("Tecken")),
        Column(_("Bedömning")),
    )


def columns_of_alerts() -> tuple[Column, ...]:
    """People whom alerts are about."""
    return (
        Column(_("Medarbetare")),
        Column(_("Enhet")),
        Column(_("Larm"), numeric=True),
        Column(_("Senast")),
        Column(_("Tecken senast")),
        Column(_("Granska"), hidden_label=True),
    )


def columns_of_case() -> tuple[Column, ...]:
    """The accesses of a case."""
    return (
        Column(_("När")),
        Column(_("Enhet")),
        Column(_("Vad")),
        Column(_("Skäl")),
        Column(_("Ärende angivet")),
    )


def columns_of_extract(*, shows_staff: bool) -> tuple[Column, ...]:
    """The accesses of an extract; names only where the authority gives them out."""
    who = (Column(_("Vem")),) if shows_staff else ()
    return (Column(_("När")), *who, Column(_("Enhet")), Column(_("Vad")), Column(_("Skäl")))


def columns_of_stuck() -> tuple[Column, ...]:
    """What waits for a person."""
    return (
        Column(_("Vad")),
        Column(_("Fel")),
        Column(_("Försök"), numeric=True),
        Column(_("Åtgärd"), hidden_label=True),
    )
