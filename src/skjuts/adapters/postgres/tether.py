"""Start a program that does not outlive its parent. Run as a script by `tethered`.

On Linux the kernel sends the child a signal when the parent is gone, even after kill -9. Where there is
no such thing (macOS), the child runs on: the next start finds it and ends it.

The script may also change who the program runs as, because PostgreSQL refuses to be root:
`namespace` maps root to an ordinary number in a user namespace of its own, `nobody` becomes that user.
It is a script and not a `preexec_fn`, because code between fork and exec can lock up a process with threads.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

UNPRIVILEGED = 65534
"""The number of `nobody` on every Linux; root's number inside the namespace."""
_PR_SET_PDEATHSIG = 1
_FAILED = 125


class Way(StrEnum):
    """Who a program runs as."""

    SELF = "self"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def tethered(
    command: Sequence[str | Path], *, last_signal: signal.Signals = signal.SIGTERM, way: Way = Way.SELF
) -> list[str]:
    """The command line that runs `command` tied to this process; `last_signal` is sent when we are gone.

    Start it from a thread that lives as long as the process: the kernel watches the thread.
    """
    script = [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(int(last_signal)), way.value]
    return [*script, *map(str, command)]


def main(arguments: Sequence[str]) -> None:
    """Change user, tie to the parent, and become the program."""
    parent, number, way = int(arguments[0]), int(arguments[1]), Way(arguments[2])
    command = list(arguments[3:])
    if way is Way.NAMESPACE:
        _enter_namespace()
    elif way is Way.NOBODY:
        _become_nobody()
    _tie_to(parent, number)
    os.execv(command[0], command)  # noqa: S606 - becoming the program is the point


def _enter_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{UNPRIVILEGED} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{UNPRIVILEGED} {group} 1", encoding="ascii")


def _become_nobody() -> None:
    os.setgroups([])
    os.setgid(UNPRIVILEGED)
    os.setuid(UNPRIVILEGED)


def _tie_to(parent: int, number: int) -> None:
    """Tie last: a change of user loosens it. The parent may be gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(_FAILED)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except OSError as fault:
        sys.stderr.write(f"{fault} ({' '.join(sys.argv[4:5])})\n")
        sys.exit(_FAILED)
