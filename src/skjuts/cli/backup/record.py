"""When a backup was last restored and found whole: for the health page and the doctor.

`last_restored.json` in the folder of backups; read it with `find_last_restored`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from skjuts.adapters.files.writing import write_whole

RECORD = "last_restored.json"
MOST_DAYS = 7
"""A backup that has not been restored for longer than this is a hope."""


class LastRestored(msgspec.Struct, frozen=True, kw_only=True):
    """A restoring that went well: of which backup, when, into what (`trial` or `place`), and how much."""

    backup: str
    taken_at: datetime
    restored_at: datetime
    into: str
    tables: int
    rows: int

    def age_days(self, now: datetime | None = None) -> float:
        """Days since it was restored."""
        return ((now or datetime.now(UTC)) - self.restored_at) / timedelta(days=1)


def find_last_restored(folder: Path) -> LastRestored | None:
    """Find the record in a folder of backups; None when nothing has been restored, or it cannot be read."""
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=LastRestored)
    except (OSError, msgspec.DecodeError):
        return None


def write_last_restored(folder: Path, record: LastRestored) -> None:
    """Write the record, whole or not at all."""
    write_whole(folder / RECORD, msgspec.json.format(msgspec.json.encode(record), indent=1))
