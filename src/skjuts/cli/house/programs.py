"""The house's own programs and what they are told: pages, worker, migration."""

from __future__ import annotations

import socket
import sys
from collections.abc import Mapping

from skjuts.cli.house.parts import ProgramPart
from skjuts.cli.house.plan import HousePlan
from skjuts.core.kernel.errors import InvalidField

STREAMS_S = 2
"""Open streams are given this long before they are cut."""
JOBS_S = 5
"""A job under way is given this long; cut off, it is run again later."""
_BACKLOG = 2048
_FOR_OWNERS = ("DATABASE_OWNER_URL", "DATABASE_ADMIN_URL")


def open_door(plan: HousePlan) -> socket.socket:
    """The socket on which the pages are served. It outlives them: a caller waits while they start again.

    Raises `InvalidField` when the port is taken or not ours to take.
    """
    family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Inherited by every connection; uvicorn takes the socket for one of another kind and does not set it.
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        door.bind((plan.host, plan.port))
        door.listen(_BACKLOG)
    except OSError:
        door.close()
        raise InvalidField(
            f"Porten {plan.port} är upptagen eller får inte användas.",
            field="--port",
            remedy="Välj en annan port, eller 0 för vilken som helst.",
        ) from None
    return door


def list_pages(plan: HousePlan, environment: Mapping[str, str], door: socket.socket) -> list[ProgramPart]:
    """The processes that serve the pages."""
    told = app_environment(environment)
    return [
        ProgramPart(
            "Webben" if plan.web_processes == 1 else f"Webben ({number})",
            _pages_command(told, door.fileno()),
            told,
            patience_s=STREAMS_S + 4,
            log=plan.log,
            sockets=(door.fileno(),),
        )
        for number in range(1, plan.web_processes + 1)
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


def _pages_command(environment: Mapping[str, str], descriptor: int) -> list[str]:
    command = [sys.executable, "-m", "uvicorn", "skjuts.config.asgi:application", "--fd", str(descriptor)]
    command += ["--timeout-graceful-shutdown", str(STREAMS_S), "--log-level", "warning"]
    command += ["--no-access-log", "--no-server-header"]
    # Without a proxy in front, a caller could write whatever address it likes into the header.
    is_behind_proxy = environment.get("SKJUTS_PROXIES", "0") != "0"
    return [*command, "--proxy-headers" if is_behind_proxy else "--no-proxy-headers"]
