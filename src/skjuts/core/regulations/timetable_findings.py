"""What the timetable says of one visit, as facts and sentences that a proposal can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from skjuts.core.rules import Value
from skjuts.core.timetable.asking import ask_visit
from skjuts.core.timetable.journey import Hindrance, VisitAnswer, WayAnswer
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import LONGEST_WALK_M, VisitQuestion
from skjuts.core.timetable.storing import store

NEEDED_FACTS = ("walking_limit",)
"""Facts without which the timetable cannot be asked."""


class TimetableFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A timetable's answer about a visit, with the version of the feed that it was found in.

    `fits`: there is a way there and a way home; `fits_with_feeder`: there is if the patient is driven
    to the stop. None: the timetable does not say. `answer` is the whole answer as
    `core.timetable.storing` keeps it, for replaying against the feed.
    """

    fits: bool | None
    fits_with_feeder: bool | None
    reasons: tuple[str, ...]
    feed: str
    feed_version: str
    feed_sha256: str
    is_demonstration: bool
    answer: msgspec.Raw


class TimetableSource(Protocol):
    """Whoever can say what the timetable of the day gives."""

    def find(self, facts: Mapping[str, Value]) -> TimetableFinding | None:
        """What it says for a patient with these facts; None when it cannot be asked."""


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Asks an open feed about one visit; the patient's walking limit comes from the facts."""

    feed: OpenFeed
    question: VisitQuestion

    def find(self, facts: Mapping[str, Value]) -> TimetableFinding | None:
        """Raises `InvalidField` for a question that cannot be put."""
        limit = facts.get("walking_limit")
        if not isinstance(limit, int):
            return None
        traveller = replace(
            self.question.traveller,
            walk_limit_m=min(limit, LONGEST_WALK_M),
            needs_accessible=facts.get("can_transfer") is False,
        )
        return make_finding(ask_visit(self.feed, replace(self.question, traveller=traveller)))


@dataclass(frozen=True, slots=True)
class StoredSource:
    """Gives again what was found once."""

    finding: TimetableFinding | None

    def find(self, facts: Mapping[str, Value]) -> TimetableFinding | None:
        """The stored finding, whatever the facts."""
        del facts
        return self.finding


def make_finding(answer: VisitAnswer) -> TimetableFinding:
    """The answer as a finding."""
    ways = [way for way in (answer.outward, answer.homeward) if way is not None]
    sentences = [one.sentence for way in ways for one in way.obstacles]
    return TimetableFinding(
        fits=answer.is_possible,
        fits_with_feeder=_all_known([_fits_with_feeder(way) for way in ways]),
        reasons=tuple(dict.fromkeys(sentences)),
        feed=answer.stamp.name,
        feed_version=answer.stamp.version,
        feed_sha256=answer.stamp.content_sha256,
        is_demonstration=answer.stamp.is_demonstration,
        answer=msgspec.Raw(store(answer)),
    )


def _fits_with_feeder(way: WayAnswer) -> bool | None:
    """A way that fails on walking alone fits when somebody is driven to the stop."""
    if way.is_possible is not False:
        return way.is_possible
    return any(one.hindrance is Hindrance.WALK_TOO_LONG and one.near_miss for one in way.obstacles)


def _all_known(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True
