"""An answer as bytes to keep with a decision, and whether the same feed still gives them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.timetable.asking import ask_visit
from skjuts.core.timetable.journey import METHOD, VisitAnswer
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import VisitQuestion


class Replay(StrEnum):
    """What came of asking a stored question again."""

    SAME = "same"
    """The very same bytes."""
    OTHER_FEED = "other_feed"
    """This is not the feed that the answer was found in: nothing was compared."""
    OTHER_METHOD = "other_method"
    """Found by another version of the method, or with walks from elsewhere: nothing was compared."""
    DIFFERENT = "different"
    """Same feed and method, other answer: the house has a fault."""


class _StoredStamp(msgspec.Struct):
    content_sha256: str


class _Stored(msgspec.Struct):
    question: VisitQuestion
    stamp: _StoredStamp
    method: int
    walks_from: str


def store(answer: VisitAnswer) -> bytes:
    """The whole answer as JSON: the same answer gives the same bytes."""
    return msgspec.json.encode(answer, order="deterministic")


def replay(feed: OpenFeed, stored: bytes) -> Replay:
    """Ask a stored question again and compare. Raises `InvalidField` for bytes that hold no answer."""
    try:
        before = msgspec.json.decode(stored, type=_Stored)
    except msgspec.MsgspecError as fault:
        raise InvalidField("Det lagrade svaret går inte att läsa.", field="answer") from fault
    if before.stamp.content_sha256 != feed.timetable.stamp.content_sha256:
        return Replay.OTHER_FEED
    again = ask_visit(feed, before.question)
    if (before.method, before.walks_from) != (METHOD, again.walks_from):
        return Replay.OTHER_METHOD
    return Replay.SAME if store(again) == stored else Replay.DIFFERENT
