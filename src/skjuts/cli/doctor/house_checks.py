"""The house: its keys, and how long ago a backup was last restored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from skjuts.cli.backup.record import MOST_DAYS, find_last_restored
from skjuts.cli.doctor.findings import Finding, Surroundings, judge, right, untried, wrong
from skjuts.core.kernel.errors import SkjutsError

INVENTED = "demo"
"""What a house is made as that holds invented people only, and can be made again."""


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
            yield wrong("Nycklar", fault.message, fault.remedy or "Lägg tillbaka nyckelfilen.")
            return
        yield right("Nycklar", f"hela, i {path}")

    return check_keys


def get_key_path(around: Surroundings) -> Path:
    """The key file that the house uses."""
    return Path(around.environment.get("SKJUTS_SECRETS") or around.folder.keys)


def check_backup(around: Surroundings) -> Iterator[Finding]:
    """A backup that nobody has restored is a hope."""
    folder = Path(around.environment.get("SKJUTS_BACKUPS") or around.folder.backups)
    last = find_last_restored(folder)
    remedy = "Ta en kopia med skjuts backup create och prova den med skjuts backup verify."
    if last is None:
        if around.database is None:
            yield untried("Säkerhetskopia", "ingen databas finns ännu")
        elif around.folder.find_mode() == INVENTED:
            yield untried("Säkerhetskopia", "huset är en demonstration, och allt i det är påhittat")
        else:
            yield wrong("Säkerhetskopia", f"ingen i {folder} har provats", remedy)
        return
    age_days = last.age_days()
    yield judge(
        "Säkerhetskopia",
        age_days <= MOST_DAYS,
        f"provad för {age_days:.0f} dygn sedan",
        remedy,
    )


CHECKS = (check_backup,)
