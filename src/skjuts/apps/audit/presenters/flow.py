"""What could not be delivered or sent, for those who see to the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from skjuts.apps.audit.queries.standing import FlowStanding, Stuck


@dataclass(frozen=True, slots=True)
class StuckRow:
    """A delivery or message that waits for a person; `drop_href` '' for what may not be given up."""

    what: str
    failure: str
    attempts: int
    retry_href: str
    drop_href: str = ""


@dataclass(frozen=True, slots=True)
class FlowPage:
    """How events and messages stand."""

    waiting_deliveries: int
    waiting_messages: int
    parked: tuple[StuckRow, ...]
    dead: tuple[StuckRow, ...]
    resting: tuple[str, ...]


def show_flow(standing: FlowStanding) -> FlowPage:
    """The page."""
    return FlowPage(
        waiting_deliveries=standing.waiting_deliveries,
        waiting_messages=standing.waiting_messages,
        parked=tuple(_row(one, "audit:retry-delivery") for one in standing.parked),
        dead=tuple(_row(one, "audit:retry-message", "audit:drop-message") for one in standing.dead),
        resting=standing.resting,
    )


def _row(one: Stuck, retry: str, drop: str = "") -> StuckRow:
    return StuckRow(
        what=one.what,
        failure=one.failure,
        attempts=one.attempts,
        retry_href=reverse(retry, args=[one.id]),
        drop_href=reverse(drop, args=[one.id]) if drop else "",
    )
