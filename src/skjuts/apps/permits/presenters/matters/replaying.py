"""An assessment opened: what was weighed by which book, and whether the same comes out again."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Assessment
from skjuts.apps.permits.presenters.matters.proposal import ShownProposal, show_proposal
from skjuts.apps.permits.presenters.matters.words import tell_moment
from skjuts.apps.permits.services.assess import Replayed
from skjuts.web.elements import Fact, Status


@dataclass(frozen=True, slots=True)
class ShownAssessment:
    """An assessment by its number, signed, with its stamp and the answer of a replay."""

    number: int
    signed: str
    when: str
    stamps: tuple[Fact, ...]
    rules: Status
    timetable: Status | None
    proposal: ShownProposal


def show_assessment(assessment: Assessment, replayed: Replayed) -> ShownAssessment:
    """The page of an assessment."""
    book = assessment.book
    stamps = []
    if book is not None:
        stamps += [
            Fact(_("Regelbok"), book.book),
            Fact(_("Version"), book.version),
            Fact(_("Kontrollsumma"), book.digest),
        ]
    if assessment.feed_version:
        stamps.append(Fact(_("Tidtabell"), assessment.feed_version))
    return ShownAssessment(
        number=assessment.number,
        signed=assessment.signed,
        when=tell_moment(assessment.at),
        stamps=tuple(stamps),
        rules=_rules(is_same=replayed.is_same),
        timetable=_timetable(replayed.timetable) if replayed.timetable else None,
        proposal=show_proposal(assessment),
    )


def _rules(*, is_same: bool) -> Status:
    if is_same:
        return Status(_("Samma svar igen"), "success", "circle-check")
    return Status(_("Ett annat svar än det sparade"), "danger", "octagon-alert")


def _timetable(replay: str) -> Status:
    return {
        "same": Status(_("Samma svar igen"), "success", "circle-check"),
        "other_feed": Status(_("Huset har en nyare tidtabell; det sparade svaret gäller"), "info", "info"),
        "other_method": Status(_("Sökningen har ändrats; det sparade svaret gäller"), "info", "info"),
        "different": Status(_("Ett annat svar än det sparade"), "danger", "octagon-alert"),
    }[replay]
