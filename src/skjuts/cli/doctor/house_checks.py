"""The house: its keys, its tables, and how long ago a backup was last restored."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from skjuts.cli.backup.record import MOST_DAYS, find_last_restored
from skjuts.cli.doctor.findings import Finding, Surroundings, judge, untried
from skjuts.core.kernel.errors import SkjutsError

_MIGRATE_S = 120
_MIGRATIONS_WAITING = 5


def make_key_check(read_keys: Callable[[Path | None], object]) -> Callable[[Surroundings], Iterator[Finding]]:
    """The check of the key file; `read_keys` raises when it is missing, open to others or not whole."""

    def check_keys(around: Surroundings) -> Iterator[Finding]:
        """The key file."""
        path = get_key_path(around)
        if around.database is None and not path.exists():
            yield untried("Nycklar", "skapas med databasen")
            return
        try:
            read_keys(path)
        except SkjutsError as fault:
            yield judge("Nycklar", False, fault.message, fault.remedy or "Lägg tillbaka nyckelfilen.")
            return
        yield judge("Nycklar", True, f"hela, i {path}", "")

    return check_keys


def get_key_path(around: Surroundings) -> Path:
    """The key file that the house uses."""
    return Path(around.environment.get("SKJUTS_SECRETS") or around.folder.keys)


def check_tables(around: Surroundings) -> Iterator[Finding]:
    """Whether the database's tables are those of this program: settings are tried by the way."""
    if around.database is None:
        yield untried("Tabeller", "ingen databas finns ännu")
        return
    environment = dict(around.environment) | around.database.environment
    environment.setdefault("SKJUTS_SECRETS", str(get_key_path(around).absolute()))
    environment.setdefault("SKJUTS_MODE", "production")
    done = subprocess.run(
        [sys.executable, "-m", "skjuts", "migrate", "--check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_MIGRATE_S,
    )
    if done.returncode == 0:
        yield judge("Tabeller", True, "stämmer med programmet", "")
    elif done.returncode == _MIGRATIONS_WAITING:
        yield judge(
            "Tabeller", False, "äldre än programmet", "Kör skjuts migrate med DATABASE_OWNER_URL satt."
        )
    else:
        told = [line for line in done.stderr.splitlines() if line.startswith("Fel: ")]
        yield judge(
            "Tabeller",
            False,
            told[-1].removeprefix("Fel: ") if told else "inställningarna går inte att läsa in",
            "Kör skjuts migrate --check och läs hela meddelandet.",
        )


def check_backup(around: Surroundings) -> Iterator[Finding]:
    """A backup that nobody has restored is a hope."""
    folder = Path(around.environment.get("SKJUTS_BACKUPS") or around.folder.backups)
    last = find_last_restored(folder)
    remedy = "Ta en kopia med skjuts backup create och prova den med skjuts backup verify."
    if last is None:
        if around.database is None:
            yield untried("Säkerhetskopia", "ingen databas finns ännu")
        else:
            yield judge("Säkerhetskopia", False, f"ingen i {folder} har provats", remedy)
        return
    age_days = last.age_days()
    yield judge(
        "Säkerhetskopia",
        age_days <= MOST_DAYS,
        f"provad för {age_days:.0f} dygn sedan",
        remedy,
    )


CHECKS = (check_tables, check_backup)
