"""The doctor's questions to the platform: whether settings load, tables fit, and production may start.

Asked in a process of its own, because Django's settings are read once and for all. Run as a module it
answers one line of JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import msgspec

from skjuts.cli.doctor.findings import Finding, Surroundings, judge, right, untried, wrong
from skjuts.cli.doctor.house_checks import get_key_path
from skjuts.core.kernel.errors import SkjutsError

_PATIENCE_S = 180
_SETTINGS = "Inställningar"
_TABLES = "Tabeller"
_SAFETY = "Säker drift"
_ASK_YOURSELF = "Kör skjuts migrate --check och läs hela meddelandet."


class Answer(msgspec.Struct, frozen=True):
    """What the platform says of itself; `unloadable` is why its settings cannot be used, and the remedy."""

    mode: str = ""
    is_production: bool = False
    waiting: int = 0
    faults: list[tuple[str, str]] = []
    unloadable: tuple[str, str] | None = None


def examine_platform(around: Surroundings) -> Iterator[Finding]:
    """Settings, tables and safety, with the role that the pages have."""
    if around.database is None:
        yield untried(_SETTINGS, "prövas när databasen finns")
        return
    told = _ask({**around.environment, **_told(around), "DATABASE_URL": around.database.app_url})
    if told.unloadable is not None:
        yield wrong(_SETTINGS, *told.unloadable)
        return
    yield right(_SETTINGS, f"går att läsa in ({told.mode})")
    yield judge(
        _TABLES,
        not told.waiting,
        f"saknar {told.waiting} uppdateringar" if told.waiting else "stämmer med programmet",
        "Kör skjuts migrate med DATABASE_OWNER_URL satt.",
    )
    yield from _tell_safety(told)


def _tell_safety(told: Answer) -> Iterator[Finding]:
    if not told.is_production:
        yield untried(_SAFETY, "krävs bara i produktion")
    elif not told.faults:
        yield right(_SAFETY, "produktion får starta")
    for sentence, remedy in told.faults:
        yield wrong(_SAFETY, sentence, remedy)


def _told(around: Surroundings) -> dict[str, str]:
    """What `skjuts serve` would tell the pages of this house."""
    return {
        "SKJUTS_SECRETS": str(get_key_path(around).absolute()),
        "SKJUTS_MODE": around.environment.get("SKJUTS_MODE") or around.folder.find_mode() or "production",
    }


def _ask(environment: dict[str, str]) -> Answer:
    environment.pop("DATABASE_OWNER_URL", None)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "skjuts.config.platform_checks"],
            env=environment,
            capture_output=True,
            check=True,
            timeout=_PATIENCE_S,
        )
        return msgspec.json.decode(done.stdout.splitlines()[-1], type=Answer)
    except (subprocess.SubprocessError, msgspec.DecodeError, IndexError):
        return Answer(unloadable=("går inte att läsa in", _ASK_YOURSELF))


def answer() -> Answer:
    """Load the settings and ask; what is wrong with them is an answer as well."""
    from skjuts.config.started_django import start_django  # noqa: PLC0415

    try:
        start_django()
        return _examine()
    except SkjutsError as fault:
        told = f"{fault.message} ({fault.field})" if fault.field else fault.message
        return Answer(unloadable=(told, fault.remedy or _ASK_YOURSELF))


def _examine() -> Answer:
    from django.conf import settings  # noqa: PLC0415

    from skjuts.config.guard import list_faults  # noqa: PLC0415
    from skjuts.config.migrate_command import count_waiting  # noqa: PLC0415

    faults = list_faults(settings) if settings.IS_PRODUCTION else []
    return Answer(
        mode=settings.MODE.value,
        is_production=settings.IS_PRODUCTION,
        waiting=count_waiting(),
        faults=[(one.sentence, one.remedy) for one in faults],
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(answer()) + b"\n")
    sys.stdout.flush()
    # The pool's threads would hold the process for seconds, and nothing is left to save.
    os._exit(0)
