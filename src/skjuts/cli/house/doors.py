"""The sockets on which the pages are served: one that every process shares, and one of each process's own.

They outlive the processes: a caller waits while one starts again. The shared one is answered by whoever is
free, so that nobody misses a process which hangs behind it; its own is answered by itself or not at all.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from skjuts.cli.house.plan import LOOPBACK, HousePlan
from skjuts.core.kernel.errors import InvalidField

_BACKLOG = 2048


@dataclass(frozen=True, slots=True)
class Doors:
    """The door that people come to, and one on this machine for each process, by which it is asked."""

    shared: socket.socket
    own: tuple[socket.socket, ...]


@contextlib.contextmanager
def open_doors(plan: HousePlan) -> Iterator[Doors]:
    """Open all of them. Raises `InvalidField` when the port is taken or not ours to take."""
    with contextlib.ExitStack() as opened:
        shared = opened.enter_context(_open_shared(plan))
        own = [opened.enter_context(socket.create_server((LOOPBACK, 0))) for _ in range(plan.web_processes)]
        yield Doors(shared, tuple(own))


def _open_shared(plan: HousePlan) -> socket.socket:
    family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Inherited by every connection; the processes get the socket from us and do not set it.
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
