"""What a scenario is computed with: who asks, the trips, and whoever does the pieces of long work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from skjuts.apps.tenancy.actor import Actor
from skjuts.core.ports.trip_warehouses import TripWarehouse

if TYPE_CHECKING:
    from skjuts.core.simulation.running import Work

type Answer = Mapping[str, Any]
"""What was computed, of texts, numbers, lists and mappings alone, so that it can be kept."""
type Finish = Callable[[Sequence[Work[Any]]], dict[str, Any]]
"""Finishes pieces of work and gives their results by name. Raises `Stopped` when somebody stops it."""


class Stopped(Exception):
    """The work was stopped; its pieces so far are kept."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a kind computes with.

    `trips` is None where nothing has been read in. Long kinds read the database within `reading()` only, and
    hand the rest to `finish` in pieces whose results can be kept as JSON.
    """

    actor: Actor
    trips: TripWarehouse | None
    today: dt.date
    finish: Finish
    reading: Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made ready: its kind, its inputs as they are kept, and what answers it.

    `rests_on` names the editions that the answer hangs on, beside the program's own version.
    """

    kind: str
    inputs: dict[str, Any]
    is_long: bool
    compute: Callable[[Context], Answer]
    rests_on: Callable[[Context], Mapping[str, str]]


def finish_in_place(work: Sequence[Work[Any]]) -> dict[str, Any]:
    """All pieces, one after another, here and now."""
    return {one.key: one.call() for one in work}
