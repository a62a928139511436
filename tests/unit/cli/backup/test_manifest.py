"""A backup's folder against its manifest: whole, or it is no backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skjuts.adapters.postgres.dumping import Tally
from skjuts.cli.backup.errors import BackupBroken, BackupMissing
from skjuts.cli.backup.manifest import (
    Manifest,
    list_backups,
    list_digests,
    read_manifest,
    require_whole,
    write_manifest,
)
from skjuts.cli.backup.record import LastRestored, find_last_restored, write_last_restored

TAKEN = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A whole backup of one table and one attachment."""
    folder = tmp_path / "20260301T023000Z"
    (folder / "files" / "å").mkdir(parents=True)
    (folder / "files" / "å" / "intyg.pdf").write_bytes(b"%PDF")
    (folder / "database").mkdir()
    (folder / "database" / "toc.dat").write_bytes(b"dump")
    write_manifest(
        folder,
        Manifest(
            form=1,
            name=folder.name,
            taken_at=TAKEN,
            program="0.1.0",
            postgres=18,
            keys=[],
            tables={"public.resor": Tally(3, "12345")},
            files={name: digest for name, digest, _ in list_digests(folder)},
            bytes=8,
        ),
    )
    return folder


def test_backup_when_untouched_then_whole(backup: Path) -> None:
    """What was written is what is read."""
    manifest = read_manifest(backup)
    require_whole(backup, manifest)
    assert (manifest.rows, manifest.attachments, manifest.taken_at) == (3, 1, TAKEN)


def _change(folder: Path) -> None:
    (folder / "database" / "toc.dat").write_bytes(b"dumq")


def _lose(folder: Path) -> None:
    (folder / "files" / "å" / "intyg.pdf").unlink()


def _add(folder: Path) -> None:
    (folder / "files" / "ny").write_bytes(b"")


@pytest.mark.parametrize(
    ("damage", "word"), [(_change, "har ändrats"), (_lose, "saknas"), (_add, "är okänd")]
)
def test_backup_when_damaged_then_the_file_is_named(
    backup: Path, damage: Callable[[Path], None], word: str
) -> None:
    """One flipped bit is enough, and the reader learns where."""
    damage(backup)
    with pytest.raises(BackupBroken, match=word) as caught:
        require_whole(backup, read_manifest(backup))
    assert caught.value.field.startswith(str(backup))


def test_manifest_when_of_a_later_form_then_refused(backup: Path) -> None:
    """An older program must not guess what a newer one meant."""
    text = (backup / "manifest.json").read_text(encoding="utf-8").replace('"form": 1', '"form": 2')
    (backup / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BackupBroken, match="version 2"):
        read_manifest(backup)


def test_backups_when_listed_then_newest_first_and_only_whole_ones(backup: Path) -> None:
    """What a killed command left behind has no manifest, and a name that hides it."""
    folder = backup.parent
    (folder / ".20260302T000000Z-7").mkdir()
    (folder / ".20260302T000000Z-7" / "manifest.json").write_text("{}")
    (folder / "20260303T000000Z").mkdir()
    newer = folder / "20260304T000000Z"
    backup.rename(folder / "flyttad")
    (folder / "flyttad").rename(backup)
    newer.mkdir()
    (newer / "manifest.json").write_bytes((backup / "manifest.json").read_bytes())
    assert len(list_backups(folder)) == 2
    (newer / "manifest.json").write_text("trasig")
    assert [one.name for one in list_backups(folder)] == [backup.name]


def test_backup_when_there_is_none_by_that_name_then_not_found(tmp_path: Path) -> None:
    """A misspelt name must not mean the newest."""
    with pytest.raises(BackupMissing):
        read_manifest(tmp_path / "saknas")


def test_record_when_written_then_read_with_its_age(tmp_path: Path) -> None:
    """The health page shows how old the last proof is."""
    assert find_last_restored(tmp_path) is None
    record = LastRestored(
        backup="b", taken_at=TAKEN, restored_at=TAKEN + timedelta(hours=1), into="trial", tables=3, rows=9
    )
    write_last_restored(tmp_path, record)
    assert find_last_restored(tmp_path) == record
    assert record.age_days(TAKEN + timedelta(days=2, hours=1)) == 2.0
    (tmp_path / "last_restored.json").write_text("trasig")
    assert find_last_restored(tmp_path) is None
