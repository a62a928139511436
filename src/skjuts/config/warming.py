"""What the first nurse of the day should not wait for: the rules' engine and the timetable.

Loading takes seconds: the timetable's compiled search, and the feed itself. It runs in a thread of its own
once a web process serves, so that the start is not held up; whoever asks before it is done waits as ever.
"""

from __future__ import annotations

import time
from threading import Thread

import structlog
from django.utils import timezone

from skjuts.core.kernel.errors import SkjutsError
from skjuts.core.ports.timetables import timetables

log = structlog.get_logger(__name__)


def begin_warming() -> Thread:
    """Load in the background; the thread ends with the process whether it is done or not."""
    thread = Thread(target=load_rules, name="warming", daemon=True)
    thread.start()
    return thread


def load_rules() -> None:
    """Load what hints and assessments need. A timetable that cannot be read is told of when it is asked."""
    began = time.monotonic()
    try:
        _load()
    except SkjutsError as error:
        log.warning("warming_failed", code=error.code)
        return
    log.debug("warmed", seconds=round(time.monotonic() - began, 1))


def _load() -> None:
    import skjuts.apps.permits.hinting  # noqa: F401, PLC0415  (loading it is the point)
    from skjuts.cli.tiny_timetable import tiny_questions, tiny_timetable  # noqa: PLC0415
    from skjuts.core.timetable.asking import ask_visit  # noqa: PLC0415
    from skjuts.core.timetable.opening import OpenFeed  # noqa: PLC0415

    feed = OpenFeed(tiny_timetable())
    for question in tiny_questions():
        ask_visit(feed, question)
    timetables.get().find_feed(timezone.localdate())
