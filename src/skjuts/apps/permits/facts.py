"""Rows to what the rules reason about: the facts of a matter, each with its source; permits to judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from skjuts.apps.permits.models import Application, Certificate, Permit
from skjuts.apps.permits.proposing import Proposal
from skjuts.apps.permits.riding import HeldPermit
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent, Direction, Seat, Terms
from skjuts.apps.permits.working_days import add_months
from skjuts.core.rules.record import JsonValue

SAME_NAMES = (
    "purpose",
    "residence",
    "care_place",
    "care_region",
    "stated_reason",
    "boards_steps",
    "sits_upright",
    "finds_way",
    "waits_alone",
    "rides_with_others",
    "can_go_by_car",
    "can_transfer",
    "is_confused",
    "is_infectious",
    "care_on_the_way",
    "can_be_remote",
    "can_be_by_team",
    "can_be_nearer",
)
"""Fields of a certificate that are facts under the same name."""


@dataclass(slots=True)
class Gathered:
    """The facts of a matter, and where each came from. What is told later takes the place of what was."""

    facts: dict[str, JsonValue] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def take(self, told: Mapping[str, JsonValue], source: str) -> None:
        """Take in what is known from a source; None says nothing."""
        for name, value in told.items():
            if value is not None:
                self.facts[name], self.sources[name] = value, source


def gather_facts(
    application: Application,
    certificates: Iterable[Certificate],
    *,
    born: dt.date | None,
    travel_day: dt.date,
    timetable: Mapping[str, JsonValue],
    told: Mapping[str, JsonValue],
) -> Gathered:
    """Everything known of a matter: register, application, certificates, timetable, then the officer."""
    found = Gathered()
    content = ApplicationContent.decode(application.content)
    service = "paratransit" if application.kind != "patient_trip" else "patient_trip"
    found.take({"age": _age(born, travel_day) if born else None}, "register")
    found.take(
        {"service": service, "travel_mode": content.travel_mode, "asked_trips": content.trips}, "application"
    )
    found.take({"asked_months": _months(content.valid_from, content.valid_to)}, "application")
    found.take(content.facts, "application")
    for certificate in certificates:
        found.take(facts_of(CertificateContent.decode(certificate.content)), f"certificate:{certificate.id}")
    found.take(timetable, "timetable")
    found.take(told, "officer")
    return found


def facts_of(content: CertificateContent) -> dict[str, JsonValue]:
    """What a certificate tells, as facts; what it does not tell is None."""
    is_alone = content.ride_alone_reason is not None
    between_only = content.directions == {Direction.BETWEEN_CARE}
    return {
        **{name: getattr(content, name) for name in SAME_NAMES},
        "rides_with_others": False if is_alone else content.rides_with_others,
        "walking_limit": content.walking_limit_m,
        "visit_start": content.visit_start_s,
        "visit_end": content.visit_end_s,
        "travel_mode": content.travel_mode,
        "flight_proposed": content.travel_mode == "scheduled_flight" if content.travel_mode else None,
        "has_escort": content.escorts > 0,
        "escorts_asked": content.escorts,
        "escort_attested": content.escorts > 0,
        "special_seat": _special_seat(content, is_alone=is_alone),
        "asked_trips": content.trips,
        "asked_months": _months(content.valid_from, content.valid_to),
        "permit_kind": ("between_clinics" if between_only else "home_clinic") if content.directions else None,
        "issuer_trained": True,
    }


def suggest_terms(
    proposal: Proposal, application: ApplicationContent, certificate: CertificateContent | None
) -> Terms:
    """The terms that a yes would have: what is asked for, cut to the rules' own limits."""
    asked = certificate or CertificateContent()
    first, last = asked.valid_from or application.valid_from, asked.valid_to or application.valid_to
    limits = {one.id: one.value for verdict in proposal.verdicts for one in verdict.parameters}
    months, trips = limits.get("most_months"), asked.trips or application.trips
    if isinstance(months, int) and first and last:
        last = min(last, add_months(first, months))
    most = limits.get("most_trips")
    return Terms(
        travel_modes=(proposal.travel_mode,) if proposal.travel_mode else (),
        valid_from=first,
        valid_to=last,
        season=asked.season,
        trips=min(trips, most) if trips and isinstance(most, int) else trips,
        directions=asked.directions,
        aids=asked.aids,
        seats=asked.seats,
        door_to_door=asked.door_to_door,
        escorts=_escorts(proposal, asked.escorts, limits),
        ride_alone=asked.ride_alone_reason is not None,
        longest_ride_s=asked.longest_ride_s,
    )


def held_permit_of(row: Permit) -> HeldPermit:
    """A permit as the judge sees it. Its decision must be at hand."""
    left = None if row.trips_granted is None else row.trips_granted - row.trips_used
    return HeldPermit(
        id=row.id,
        kind=row.kind,
        state=row.state,
        terms=Terms.decode(row.terms),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        trips_left=left,
        decision=f"{row.decision.year}-{row.decision.number}",
    )


def _escorts(proposal: Proposal, asked: int, limits: Mapping[str, JsonValue]) -> int:
    answers = {one.table: one.answer.outcome for one in proposal.verdicts if one.answer.outcome}
    answer = answers["escorts"][0].value if "escorts" in answers else "granted"
    if answer == "not_needed":
        return 0
    most = limits.get("most_escorts")
    return min(asked, most) if answer == "too_many" and isinstance(most, int) else asked


def _special_seat(content: CertificateContent, *, is_alone: bool) -> str:
    if is_alone:
        return "ride_alone"
    if content.door_to_door:
        return "door_to_door"
    return "front_seat" if Seat.FRONT in content.seats else "none"


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _months(first: dt.date | None, last: dt.date | None) -> int | None:
    """Months begun: the day of the month on which the first one began begins the next."""
    if first is None or last is None:
        return None
    months = 0
    while add_months(first, months) <= last:
        months += 1
    return months
