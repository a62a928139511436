"""Take old backups away: those that are both old enough and not among the newest."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from skjuts.cli.backup.manifest import Manifest, list_backups
from skjuts.cli.backup.record import find_last_restored


def list_prunable(folder: Path, *, keep: int, days: int, now: datetime) -> list[Manifest]:
    """Backups that may go, the newest first.

    The `keep` newest stay whatever their age, those younger than `days` whatever their number, and the one
    that was last restored and found whole, since it is the only one of which more than hope is known.
    """
    proved = find_last_restored(folder)
    limit = now - timedelta(days=days)
    return [
        one
        for one in list_backups(folder)[keep:]
        if one.taken_at < limit and (proved is None or one.name != proved.backup)
    ]


def prune_backups(folder: Path, old: Iterable[Manifest]) -> None:
    """Take them away. Each loses its name first, so that one that is half gone is no backup."""
    for manifest in old:
        going = folder / f".{manifest.name}-going"
        shutil.rmtree(going, ignore_errors=True)
        (folder / manifest.name).rename(going)
        shutil.rmtree(going)
