"""How long a session lasts and what ends it (ASVS 5.0 chapter 7; reliability goal S13).

A session ends twenty minutes after its last use, at most twelve hours after sign-in, when the account's
epoch is raised or the account is closed (Django compares `Account.get_session_auth_hash` each time).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.sessions.backends.base import SessionBase

IDLE = dt.timedelta(minutes=20)
LONGEST = dt.timedelta(hours=12)
WARNING = dt.timedelta(minutes=2)
"""How long before the end the page warns."""
GRAIN = dt.timedelta(seconds=30)
"""Use is written down at most so often; each write costs a row."""

CHOSEN = "assignment_id"
"""Session key of the assignment that the person works by."""
STAMPS = "acting"
"""Session key of `SessionStamps`."""


class Ending(StrEnum):
    """Why a session ended."""

    IDLE = "idle"
    LONGEST = "longest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SessionStamps:
    """What a session remembers of its sign-in: when, how surely, and for which commission."""

    began_at: dt.datetime
    used_at: dt.datetime
    assurance: str
    issuer: str
    commission_hsa_id: str = ""

    def ends_at(self) -> dt.datetime:
        """When it ends if nothing more is done."""
        return min(self.used_at + IDLE, self.began_at + LONGEST)


def write_stamps(session: SessionBase, stamps: SessionStamps) -> None:
    """Put the stamps into the session as JSON holds them."""
    session[STAMPS] = {
        "began_at": stamps.began_at.timestamp(),
        "used_at": stamps.used_at.timestamp(),
        "assurance": stamps.assurance,
        "issuer": stamps.issuer,
        "commission_hsa_id": stamps.commission_hsa_id,
    }


def find_stamps(session: SessionBase) -> SessionStamps | None:
    """The stamps, or None when the session did not come from a sign-in of ours."""
    told = session.get(STAMPS)
    if not isinstance(told, dict):
        return None
    return SessionStamps(
        began_at=dt.datetime.fromtimestamp(told["began_at"], dt.UTC),
        used_at=dt.datetime.fromtimestamp(told["used_at"], dt.UTC),
        assurance=told["assurance"],
        issuer=told["issuer"],
        commission_hsa_id=told["commission_hsa_id"],
    )


def find_ending(stamps: SessionStamps | None, now: dt.datetime) -> Ending | None:
    """Why the session is over, or None while it lasts."""
    if stamps is None:
        return Ending.UNKNOWN
    if now >= stamps.began_at + LONGEST:
        return Ending.LONGEST
    return Ending.IDLE if now >= stamps.used_at + IDLE else None


def note_use(session: SessionBase, stamps: SessionStamps, now: dt.datetime) -> None:
    """Write down that the session was used, when the last note is old enough."""
    if now - stamps.used_at >= GRAIN and STAMPS in session:
        told = session[STAMPS]
        session[STAMPS] = {**told, "used_at": now.timestamp()}
