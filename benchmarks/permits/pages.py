"""The pages of a certificate and of a ride, asked for by people who are signed in, in the house of the queue.

The rules are those of the demonstration's region, the timetable its generated one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.permits.house import HOME, people, running_house, share_of, signed_in_baseline, time_often
from benchmarks.permits.queue import fill_house
from benchmarks.rows import Row, Session

BOOK = Path("src/skjuts/core/regulations/jamtland_harjedalen/book.yaml")
QUICK, WHOLE = (20_000, 40), (300_000, 200)
FORM_MS, HINT_MS, ANSWER_MS = 200.0, 150.0, 300.0


def measure_form(session: Session) -> list[Row]:
    """Opening the form of a draft that is half written."""
    return _measure(session, "certificate form", FORM_MS, _ask_form)


def measure_hint(session: Session) -> list[Row]:
    """The hint beside it, with everything answered."""
    return _measure(session, "live hint", HINT_MS, _ask_hint)


def measure_answer(session: Session) -> list[Row]:
    """The answer about a person with a permit."""
    return _measure(session, "answer about a ride", ANSWER_MS, _ask_answer)


def _measure(
    session: Session, what: str, target_ms: float, prepare: Callable[[Any], Callable[[], Any]]
) -> list[Row]:
    certificates, times = QUICK if session.is_quick else WHOLE
    with running_house(HOME):
        fill_house(certificates, session)
        with signed_in_baseline() as baseline, _open_world() as world:
            ask = prepare(world)
            began = time.perf_counter()
            ask()
            first_ms = (time.perf_counter() - began) * 1000
            found = list(time_often(ask, times))
    return [
        Row(f"{what}: p95", share_of(found, 0.95), "ms", target_ms),
        *baseline.compare(what, found),
        Row(f"{what}: longest", round(max(found), 1), "ms"),
        Row(f"{what}: the first in a new process", round(first_ms, 1), "ms"),
    ]


@contextmanager
def _open_world() -> Iterator[Any]:
    """A ward, its officers and a patient, beside everybody who is there already."""
    from skjuts.adapters.files.regulations import read_regulation  # noqa: PLC0415
    from skjuts.core.ports.rule_books import rule_books  # noqa: PLC0415

    people()
    from tests.app.permits.world import HeldBook, open_world  # noqa: PLC0415

    with (
        open_world(f"matning-{int(time.time() * 10)}") as world,
        rule_books.holding(HeldBook(read_regulation(BOOK))),
    ):
        yield world


def _ask_form(world: Any) -> Callable[[], Any]:  # noqa: ANN401  (a world of the tests)
    from django.urls import reverse  # noqa: PLC0415

    from tests.app.permits.certificates import make_certifier  # noqa: PLC0415

    nurse = make_certifier(world)
    draft = nurse.begin()
    nurse.write(draft)
    return lambda: nurse.client.get(reverse("permits:certificate-draft", args=[draft.id]))


def _ask_hint(world: Any) -> Callable[[], Any]:  # noqa: ANN401
    from tests.app.permits.certificates import WHOLE as ANSWERS  # noqa: PLC0415
    from tests.app.permits.certificates import make_certifier  # noqa: PLC0415

    nurse = make_certifier(world)
    hidden = nurse.hidden(nurse.begin())
    return lambda: nurse.send("certificate-hint", **hidden, **ANSWERS)


def _ask_answer(world: Any) -> Callable[[], Any]:  # noqa: ANN401
    from django.urls import reverse  # noqa: PLC0415

    permit = world.permit()
    address = reverse("permits:ride-answer", args=[permit.patient_id])
    return lambda: world.agent.client.get(address)
