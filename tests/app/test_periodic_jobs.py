"""When the workers do what nobody asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procrastinate.periodic import PeriodicTask

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
"""Midnight before a Monday; the workers' clock is UTC."""

TIMES = {
    "audit.seal": timedelta(seconds=5),
    "audit.checkpoint": timedelta(minutes=1),
    "audit.sweep": timedelta(minutes=1),
    "registry.check_patients": timedelta(minutes=5),
    "audit.clear": timedelta(hours=1),
    "vault.clear_guesses": timedelta(hours=1),
    "vault.sweep_files": timedelta(days=1),
    "audit.detect": timedelta(days=1),
    "audit.ensure_months": timedelta(days=1),
    "training.nightly": timedelta(days=1),
    "permits.nightly": timedelta(days=1),
    "bookings.nightly": timedelta(days=1),
    "insight.gather_trips": timedelta(days=1),
    "insight.send_reports": timedelta(days=1),
    "audit.draw_samples": timedelta(weeks=1),
}


def list_times(name: str, *, most: int) -> list[datetime]:
    """The first times after the midnight at which a task is run."""
    [found] = [task for task in periodic_tasks() if task.task.name == name]
    iterator = found.croniter
    iterator.set_current(start_time=MONDAY.timestamp())
    return [datetime.fromtimestamp(iterator.get_next(ret_type=float), UTC) for _ in range(most)]


def periodic_tasks() -> Iterable[PeriodicTask]:
    """What the house does by the clock."""
    return app.periodic_registry.periodic_tasks.values()


def test_every_periodic_task_is_known_here() -> None:
    """A task that nobody has written a time for is a surprise at night."""
    assert {task.task.name for task in periodic_tasks()} == set(TIMES)


@pytest.mark.parametrize("name", TIMES)
def test_periodic_task_runs_as_often_as_promised(name: str) -> None:
    """Also across the minute, the hour and the day: the sealer must not rest for minutes."""
    times = list_times(name, most=800 if TIMES[name] < timedelta(hours=1) else 60)
    assert {later - earlier for earlier, later in pairwise(times)} == {TIMES[name]}
