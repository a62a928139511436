"""The entry for web servers: Django's pages, and beside them, later, the live stream."""

from __future__ import annotations

from typing import Any

from skjuts.cli.consoles import message_console
from skjuts.cli.failures import report_failure
from skjuts.core.kernel.errors import SkjutsError


def _open() -> Any:  # noqa: ANN401  (whatever Django serves)
    """Django's application; a configuration that cannot be used ends the process with a sentence."""
    from skjuts.config.guard import stand_guard  # noqa: PLC0415
    from skjuts.config.site.metrics_folder import share_counts  # noqa: PLC0415
    from skjuts.config.started_django import close_connections, start_django  # noqa: PLC0415

    try:
        share_counts()
        start_django()
        stand_guard()
    except SkjutsError as error:
        close_connections()
        raise SystemExit(report_failure(error, message_console())) from None
    from skjuts.config.answering import ThreadedHandler  # noqa: PLC0415  (when the settings stand)
    from skjuts.config.warming import warm_up  # noqa: PLC0415

    warm_up()
    return ThreadedHandler()


application = _open()
