"""What the first nurse of the day should not wait for: the pages, the rules' engine and the timetable.

A web process reads it all before it serves, a matter of seconds: else its first answers would take as long,
and under load everybody behind them would wait. Compiled templates lie in files, and so does the timetable's
compiled search (`./run warm`).
"""

from __future__ import annotations

import gc
import random
import time
from typing import cast

import structlog
from django.conf import settings
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import reverse
from django.utils import timezone, translation

from skjuts.core.kernel.errors import SkjutsError
from skjuts.core.ports.timetables import timetables

ROOMY = 100_000
"""New objects between two searches for rings of them."""
log = structlog.get_logger(__name__)


def warm_up() -> None:
    """Load the pages and the rules."""
    began = time.monotonic()
    _read_pages()
    _load_rules()
    _settle_memory()
    log.debug("warmed", seconds=round(time.monotonic() - began, 1))


def _settle_memory() -> None:
    """What has been read in stays as long as the process does: no search for rings of objects need pass it.

    An answer makes some ten thousand objects; searching among new ones now and then is enough.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ROOMY)


def _read_pages() -> None:
    """Every view, with its addresses in each language, and every template."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("registry:start")
    _read_templates()


def _read_templates() -> None:
    """Each process in an order of its own.

    Processes that start side by side thus find what the others have compiled, instead of all compiling all.
    """
    environment = cast("Jinja2", engines["jinja2"]).env
    names = environment.list_templates(extensions=["html"])
    for name in random.sample(names, len(names)):
        environment.get_template(name)


def _load_rules() -> None:
    """What hints and assessments need. A timetable that cannot be read is told of when it is asked."""
    try:
        _ask_timetable()
    except SkjutsError as error:
        log.warning("warming_failed", code=error.code)


def _ask_timetable() -> None:
    import skjuts.apps.permits.hinting  # noqa: F401, PLC0415  (loading it is the point)
    from skjuts.cli.tiny_timetable import tiny_questions, tiny_timetable  # noqa: PLC0415
    from skjuts.core.timetable.asking import ask_visit  # noqa: PLC0415
    from skjuts.core.timetable.opening import OpenFeed  # noqa: PLC0415

    feed = OpenFeed(tiny_timetable())
    for question in tiny_questions():
        ask_visit(feed, question)
    timetables.get().find_feed(timezone.localdate())
