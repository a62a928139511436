"""Named points at which a test may kill the process, as a power cut would.

    SKJUTS_CRASH_AT=delivery.handled

Only in mode test; everywhere else a point does nothing.
"""

from __future__ import annotations

import os
import signal

from django.conf import settings

POINTS = frozenset(
    {
        "publish.event",
        "publish.deliveries",
        "publish.job",
        "delivery.locked",
        "delivery.handled",
        "delivery.marked",
        "delivery.committed",
        "outbox.leased",
        "outbox.lease_committed",
        "outbox.sent",
        "outbox.marked",
        "outbox.committed",
        "seal.read",
        "seal.written",
        "seal.committed",
        "checkpoint.written",
        "checkpoint.witnessed",
    }
)


def point(name: str) -> None:
    """Die here, without a word and without cleaning up, when a test asked for it."""
    if name not in POINTS:
        raise ValueError(f"{name} is not a crash point")
    if settings.MODE == "test" and os.environ.get("SKJUTS_CRASH_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
