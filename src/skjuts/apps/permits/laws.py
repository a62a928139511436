"""The kinds of permit as data: each with its law, its clock and its way to a review. Pure.

Sources: lag 1991:419; lag 1997:736; lag 1997:735; kommunallagen 2017:725 6 kap. 38 §, 13 kap. 5 och 8 §§;
förvaltningslagen 2017:900 2, 12, 22, 36-40, 43 och 44 §§; HFD 2019:10.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from skjuts.apps.permits.working_days import add_months, next_working_day, previous_working_day


class PermitKind(StrEnum):
    """What is applied for."""

    PATIENT_TRIP = "patient_trip"
    PARATRANSIT = "paratransit"
    NATIONAL_PARATRANSIT = "national_paratransit"


class ReviewRoute(StrEnum):
    """Where a decision can be tried."""

    LEGALITY_REVIEW = "legality_review"
    """Laglighetsprövning: any member of the region; the court may annul, not replace."""
    ADMINISTRATIVE_APPEAL = "administrative_appeal"
    """Förvaltningsbesvär: the one whom it concerns; the court may replace."""
    NONE = "none"
    """The rule was applied mechanically: no review, unless ECHR 6.1 demands one (HFD 2019:10)."""


class ReviewStart(StrEnum):
    """What starts the clock of a review."""

    ANNOUNCED = "announced"
    """The board's adjusted minutes were announced on the notice board."""
    RECEIVED = "received"
    """The one whom it concerns got to know of the decision."""


class Arrival(StrEnum):
    """How a paper came. A paper found in the post came the working day before (FL 22 §)."""

    POST = "post"
    LETTERBOX = "letterbox"
    HANDED_OVER = "handed_over"
    PHONE = "phone"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Review:
    """A way to have a decision tried. `weeks` is 0 when there is none."""

    route: ReviewRoute
    legal_basis: str
    weeks: int = 0
    starts: ReviewStart | None = None
    may_replace: bool = False

    def last_day(self, started_on: dt.date) -> dt.date | None:
        """The last day on which it can be asked for; None when it cannot."""
        return next_working_day(started_on + dt.timedelta(weeks=self.weeks)) if self.weeks else None


@dataclass(frozen=True, slots=True)
class Law:
    """What one kind of permit stands on. `handling_days` is a target that the authority's setting replaces.

    `delay_months`: after so long the applicant may demand a decision (FL 12 §); None where that is not law.
    `must_give_reasons`: by law (FL 32 §). Every decision here has reasons all the same.
    """

    kind: PermitKind
    act: str
    title: str
    legal_basis: str
    handling_days: int
    must_give_reasons: bool
    delay_months: int | None
    reviewed_by_judgement: Review
    reviewed_mechanically: Review

    def review_of(self, *, uses_judgement: bool) -> Review:
        """How a decision of this kind is reviewed."""
        return self.reviewed_by_judgement if uses_judgement else self.reviewed_mechanically

    def due_on(
        self, received_on: dt.date, *, handling_days: int | None = None, paused_days: int = 0
    ) -> dt.date:
        """When the matter is to be decided. Days spent waiting for the applicant do not count."""
        days = self.handling_days if handling_days is None else handling_days
        return next_working_day(received_on + dt.timedelta(days=days + paused_days))

    def delay_from(self, received_on: dt.date) -> dt.date | None:
        """From when the applicant may demand a decision; None where that is not law."""
        return None if self.delay_months is None else add_months(received_on, self.delay_months)


_WEEKS = 3
_LEGALITY = Review(ReviewRoute.LEGALITY_REVIEW, "kommunallagen 13 kap. 5 §", _WEEKS, ReviewStart.ANNOUNCED)
_MECHANICAL = Review(ReviewRoute.NONE, "HFD 2019:10")
_APPEAL = Review(
    ReviewRoute.ADMINISTRATIVE_APPEAL,
    "förvaltningslagen 40, 43 och 44 §§",
    _WEEKS,
    ReviewStart.RECEIVED,
    may_replace=True,
)


def _paratransit(kind: PermitKind, act: str, title: str, legal_basis: str) -> Law:
    """What the acts on paratransit share: reasons, a demand to be decided on, an appeal."""
    return Law(
        kind=kind,
        act=act,
        title=title,
        legal_basis=legal_basis,
        handling_days=21,
        must_give_reasons=True,
        delay_months=6,
        reviewed_by_judgement=_APPEAL,
        reviewed_mechanically=_APPEAL,
    )


LAWS = {
    PermitKind.PATIENT_TRIP: Law(
        kind=PermitKind.PATIENT_TRIP,
        act="1991:419",
        title="lagen om resekostnadsersättning vid sjukresor",
        legal_basis="lag 1991:419 2 och 3 §§",
        handling_days=14,
        must_give_reasons=False,
        delay_months=None,
        reviewed_by_judgement=_LEGALITY,
        reviewed_mechanically=_MECHANICAL,
    ),
    PermitKind.PARATRANSIT: _paratransit(
        PermitKind.PARATRANSIT, "1997:736", "lagen om färdtjänst", "lag 1997:736 7 §"
    ),
    PermitKind.NATIONAL_PARATRANSIT: _paratransit(
        PermitKind.NATIONAL_PARATRANSIT, "1997:735", "lagen om riksfärdtjänst", "lag 1997:735 5 §"
    ),
}
"""The targets of handling time are assumptions until the authority sets its own."""


def get_law(kind: str) -> Law:
    """The law of a kind."""
    return LAWS[PermitKind(kind)]


def arrived_on(found_on: dt.date, how: str) -> dt.date:
    """The day on which a paper came in, from the day on which somebody found it (FL 22 §)."""
    if Arrival(how) in {Arrival.POST, Arrival.LETTERBOX}:
        return previous_working_day(found_on)
    return found_on
