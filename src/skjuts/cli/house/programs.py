"""The house's own programs and what they are told: pages, worker, migration."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from skjuts.cli.house.doors import Doors
from skjuts.cli.house.parts import ProgramPart
from skjuts.cli.house.plan import HousePlan

STREAMS_S = 2
"""Open streams are given this long before they are cut."""
JOBS_S = 5
"""A job under way is given this long; cut off, it is run again later."""
_FOR_OWNERS = ("DATABASE_OWNER_URL", "DATABASE_ADMIN_URL")


def list_pages(plan: HousePlan, environment: Mapping[str, str], doors: Doors) -> list[ProgramPart]:
    """The processes that serve the pages, in the order of their own doors."""
    told = app_environment(environment)
    return [
        _pages(plan, told, name, (doors.shared.fileno(), own.fileno()))
        for name, own in zip(_list_names(len(doors.own)), doors.own, strict=True)
    ]


def get_worker(plan: HousePlan, environment: Mapping[str, str]) -> ProgramPart:
    """The process that does the jobs."""
    return ProgramPart(
        "Jobbprocessen",
        [sys.executable, "-m", "skjuts", "worker", "--grace", str(JOBS_S)],
        app_environment(environment),
        patience_s=JOBS_S + 3,
        log=plan.log,
    )


def app_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of pages and worker: the owner's address is not in it."""
    return {name: value for name, value in environment.items() if name not in _FOR_OWNERS}


def _list_names(count: int) -> Iterable[str]:
    return ["Webben"] if count == 1 else [f"Webben ({number})" for number in range(1, count + 1)]


def _pages(plan: HousePlan, told: dict[str, str], name: str, sockets: tuple[int, ...]) -> ProgramPart:
    command = [sys.executable, "-m", "skjuts.cli.house.serving", "skjuts.config.asgi:application"]
    command += [*map(str, sockets), "--streams-s", str(STREAMS_S)]
    if told.get("SKJUTS_PROXIES", "0") != "0":
        command.append("--behind-proxy")
    return ProgramPart(name, command, told, patience_s=STREAMS_S + 4, log=plan.log, sockets=sockets)
