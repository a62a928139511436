"""A database of our own to measure permits in, and the emptiest page of the same run to compare with."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".cache" / "bench-queue"
BASELINE_PAGES = 60
WARM = 3
"""First answers that are not counted."""
OK = 200
FIRST_OF_CLOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an empty page costs somebody who is signed in, in milliseconds, in the same run."""

    times: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """The usual cost."""
        return share_of(self.times, 0.5)

    def compare(self, what: str, times: Sequence[float]) -> Iterator[Row]:
        """The median beside the empty page: what a slow machine does not change."""
        yield Row("empty page, signed in: median", self.median_ms, "ms")
        yield Row(
            f"{what}: median over the empty page", round(share_of(times, 0.5) / self.median_ms, 1), "times"
        )


@contextmanager
def running_house(folder: Path) -> Iterator[None]:
    """PostgreSQL under the folder, migrated, and Django on it under the application's role."""
    from skjuts.adapters.postgres.server import running_postgres  # noqa: PLC0415

    with running_postgres(folder / "postgres", durable=False) as server:
        _set_up(server, folder)
        yield


@contextmanager
def signed_in_baseline() -> Iterator[Baseline]:
    """The start page of somebody for whom nothing waits."""
    from skjuts.apps.tenancy.roles import Role  # noqa: PLC0415

    signed_in = people()
    reader = signed_in.make_person(Role.CONTROLLER)
    yield Baseline(tuple(time_often(lambda: reader.client.get("/"), BASELINE_PAGES)))


def people() -> Any:  # noqa: ANN401  (a module of the tests)
    """The makers of people; the house stays between runs, so they are numbered on from the clock."""
    from itertools import count  # noqa: PLC0415

    from tests.app import signed_in  # noqa: PLC0415

    if next(signed_in._numbers) < FIRST_OF_CLOCK:  # noqa: SLF001  (no two runs may share them)
        signed_in._numbers = count(int(time.time() * 100))  # noqa: SLF001
    return signed_in


def time_often(ask: Callable[[], Any], times: int) -> Iterator[float]:
    """Milliseconds of each answer after the first few. Raises SystemExit for an answer that is none."""
    for number in range(WARM + times):
        began = time.perf_counter()
        answer = ask()
        ms = (time.perf_counter() - began) * 1000
        if answer.status_code != OK:
            raise SystemExit(f"{answer.request['PATH_INFO']}: {answer.status_code}")
        if number >= WARM:
            yield ms


def share_of(values: Sequence[float], share: float) -> float:
    """The value below which so large a share lies."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) if ordered else 0.0


def _set_up(server: Any, folder: Path) -> None:  # noqa: ANN401  (the launcher's server)
    from skjuts.config.secrets import make_secrets  # noqa: PLC0415

    keys = folder / "keys.json"
    if not keys.exists():
        make_secrets(keys)
    os.environ |= {
        "DATABASE_URL": server.dsn("skjuts_app"),
        "DATABASE_OWNER_URL": server.dsn("skjuts_owner"),
        "SKJUTS_MODE": "test",
        "SKJUTS_SECRETS": str(keys),
        "SKJUTS_ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "skjuts.config.settings",
    }
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", database="owner", verbosity=0)
