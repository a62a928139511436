"""Old backups go; the newest, the young and the proved stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skjuts.cli.backup.manifest import FORM, Manifest, list_backups, write_manifest
from skjuts.cli.backup.pruning import list_prunable, prune_backups
from skjuts.cli.backup.record import LastRestored, write_last_restored

NOW = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Backups of 1, 10, 20, 40, 50 and 60 days."""
    for days in (1, 10, 20, 40, 50, 60):
        taken = NOW - timedelta(days=days)
        folder = tmp_path / taken.strftime("%Y%m%dT%H%M%SZ")
        (folder / "files").mkdir(parents=True)
        (folder / "files" / "a").write_bytes(b"x")
        write_manifest(
            folder,
            Manifest(
                form=FORM,
                name=folder.name,
                taken_at=taken,
                program="0",
                postgres=18,
                keys=[],
                tables={},
                files={},
                bytes=1,
            ),
        )
    return tmp_path


def ages(manifests: list[Manifest]) -> list[int]:
    """Their ages in days."""
    return [(NOW - one.taken_at).days for one in manifests]


@pytest.mark.parametrize(
    ("keep", "days", "going"),
    [(1, 35, [40, 50, 60]), (4, 35, [50, 60]), (1, 5, [10, 20, 40, 50, 60]), (7, 1, []), (1, 90, [])],
)
def test_backups_when_old_and_beyond_the_newest_may_go(
    store: Path, keep: int, days: int, going: list[int]
) -> None:
    """Both must hold: a house that stood still for a year keeps its last ones."""
    assert ages(list_prunable(store, keep=keep, days=days, now=NOW)) == going


def test_backup_when_it_is_the_last_one_proved_stays(store: Path) -> None:
    """Of the others nobody knows that they can be restored."""
    proved = next(one for one in list_backups(store) if (NOW - one.taken_at).days == 50)
    write_last_restored(
        store,
        LastRestored(
            backup=proved.name, taken_at=proved.taken_at, restored_at=NOW, into="trial", tables=1, rows=1
        ),
    )
    assert ages(list_prunable(store, keep=1, days=35, now=NOW)) == [40, 60]


def test_backups_when_pruned_are_gone_with_their_files(store: Path) -> None:
    """Personal data that is no longer needed is not left lying under another name."""
    prune_backups(store, list_prunable(store, keep=1, days=35, now=NOW))
    assert ages(list_backups(store)) == [1, 10, 20]
    assert len(list(store.iterdir())) == 3
