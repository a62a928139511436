"""What the form for weighing begins with: the visit as it is known, and the facts worth asking for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skjuts.apps.permits.presenters.matters.facts import read_facts
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent
from skjuts.core.rules import Fact

SEPARATE = frozenset({"visit_start", "visit_end", "timetable_fits", "feeder_fits"})
"""Facts that the form has fields of its own for, or that the timetable is asked for."""
SECONDS_PER_HOUR, SECONDS_PER_MINUTE = 3_600, 60


@dataclass(frozen=True, slots=True)
class SuggestedVisit:
    """The form's first values, the facts that it asks for, and what they are now."""

    initial: dict[str, Any]
    asked: tuple[Fact, ...]
    facts: Mapping[str, Any]


def suggest_visit(file: MatterFile, today: dt.date) -> SuggestedVisit:
    """From the assessment before, else from certificate, application and register."""
    facts, sources = read_facts(file)
    told = {name for name, source in sources.items() if source == "officer"}
    missing = set(file.assessment.missing) if file.assessment else set()
    every = file.book.every_fact if file.book else {}
    asked = tuple(one for one in every.values() if one.id in (missing | told) - SEPARATE)
    return SuggestedVisit({**_times(facts), **_places(file), "travel_day": _day(file, today)}, asked, facts)


def _day(file: MatterFile, today: dt.date) -> dt.date:
    """The visit's own day, past or not; where none is known no trip begins before today."""
    if file.assessment is not None:
        return file.assessment.travel_day
    if visit_day := _newest(file).visit_day:
        return max(visit_day, file.row.received_on)
    first = ApplicationContent.decode(file.row.content).valid_from
    return max(first or today, today)


def _times(facts: Mapping[str, Any]) -> dict[str, dt.time | None]:
    return {name: _clock(facts.get(name)) for name in ("visit_start", "visit_end")}


def _clock(seconds: Any) -> dt.time | None:  # noqa: ANN401  (as JSON has it)
    if not isinstance(seconds, int):
        return None
    hours, rest = divmod(seconds, SECONDS_PER_HOUR)
    return dt.time(hours % 24, rest // SECONDS_PER_MINUTE)


def _places(file: MatterFile) -> dict[str, str]:
    """What was asked of the timetable before; else the patient's town and the certificate's place."""
    if file.assessment and file.assessment.timetable:
        question = json.loads(file.assessment.timetable)["question"]
        return {"home": question["home"]["name"], "place": question["visit"]["name"]}
    return {"home": file.locality, "place": _newest(file).to_place}


def _newest(file: MatterFile) -> CertificateContent:
    if not file.certificates:
        return CertificateContent()
    return CertificateContent.decode(file.certificates[-1].content)
