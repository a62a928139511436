"""Take a backup, try it, and put it in place."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from skjuts.adapters.postgres.binaries import Binaries, get_binaries
from skjuts.adapters.postgres.dumping import (
    Tally,
    dump_database,
    put_in_place,
    restored_beside,
    tally_database,
)
from skjuts.cli.backup.errors import BackupBroken, BackupMissing, KeysOfOther
from skjuts.cli.backup.key_names import KeyNames
from skjuts.cli.backup.manifest import (
    DATABASE,
    FILES,
    FORM,
    Manifest,
    copy_tree,
    list_backups,
    list_digests,
    read_manifest,
    require_whole,
    write_manifest,
)
from skjuts.cli.backup.record import LastRestored, write_last_restored

_TRIAL = "skjuts_trial"
_COMING = "skjuts_restored"


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """Where backups lie, and what they are of."""

    folder: Path
    files: Path
    keys: Path
    names: KeyNames

    def read_keys(self) -> list[str]:
        """The names of the keys in use; none where there is no key file."""
        return self.names.held(self.keys) if self.keys.exists() else []

    def list_missing(self, manifest: Manifest) -> list[str]:
        """Names of keys that the backup's rows may be written with and that are not here."""
        missing = set(manifest.keys).difference(self.read_keys())
        removed = self.names.removed(self.keys) if self.keys.exists() else {}
        return sorted(one for one in missing if one not in removed or manifest.taken_at < removed[one])


def take_backup(place: BackupPlace, admin_url: str) -> Manifest:
    """Take a backup while the house is open; it appears whole, under its time in UTC, or not at all.

    The database first and the attachments after it: every attachment that a row names is then there.
    """
    now = datetime.now(UTC)
    name = now.strftime("%Y%m%dT%H%M%SZ")
    begun = place.folder / f".{name}-{os.getpid()}"
    begun.mkdir(mode=0o700, parents=True)
    try:
        binaries = get_binaries()
        tables = dump_database(binaries, admin_url, begun / DATABASE)
        copy_tree(place.files, begun / FILES)
        digests = list(list_digests(begun))
        manifest = Manifest(
            form=FORM,
            name=name,
            taken_at=now,
            program=version("skjuts"),
            postgres=binaries.major,
            keys=place.read_keys(),
            tables=tables,
            files={path: digest for path, digest, _ in digests},
            bytes=sum(size for *_, size in digests),
        )
        write_manifest(begun, manifest)
        begun.rename(place.folder / name)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    return manifest


def get_backup(place: BackupPlace, name: str | None) -> Manifest:
    """The backup of that name, or the newest. Raises `BackupMissing` or `BackupBroken`."""
    if name is not None:
        return read_manifest(place.folder / Path(name).name)
    newest = next(iter(list_backups(place.folder)), None)
    if newest is None:
        raise BackupMissing(f"Det finns ingen säkerhetskopia i {place.folder}.", field=str(place.folder))
    return newest


def try_backup(place: BackupPlace, manifest: Manifest, admin_url: str) -> LastRestored:
    """Restore a backup into a database of its own, compare every table, and drop it again.

    Ours is not touched. Raises `BackupBroken` when a file or a table differs.
    """
    backup = place.folder / manifest.name
    require_whole(backup, manifest)
    with restored_beside(_binaries(manifest), admin_url, backup / DATABASE, _TRIAL) as url:
        _require_equal(manifest.tables, tally_database(url))
    return _remember(place, manifest, into="trial")


def restore_backup(place: BackupPlace, manifest: Manifest, admin_url: str) -> LastRestored:
    """Put a backup in place of the database and the attachments, once it has been restored and compared.

    What was there is kept: the database as `skjuts_before`, the attachments as `files.before`, until the next
    time. Raises `KeysOfOther`, `BackupBroken` or `DatabaseInUse`; nothing has then been changed.
    """
    backup = place.folder / manifest.name
    require_whole(backup, manifest)
    if place.list_missing(manifest):
        raise KeysOfOther(field=str(place.keys))
    with restored_beside(_binaries(manifest), admin_url, backup / DATABASE, _COMING) as url:
        _require_equal(manifest.tables, tally_database(url))
        coming = place.files.with_name(f"{place.files.name}.coming")
        shutil.rmtree(coming, ignore_errors=True)
        copy_tree(backup / FILES, coming)
        put_in_place(admin_url, _COMING)
        _put_files_in_place(coming, place.files)
    return _remember(place, manifest, into="place")


def _put_files_in_place(coming: Path, files: Path) -> None:
    before = files.with_name(f"{files.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if files.exists():
        files.rename(before)
    coming.rename(files)


def _binaries(manifest: Manifest) -> Binaries:
    """An older program cannot read a newer dump."""
    binaries = get_binaries()
    if binaries.major < manifest.postgres:
        raise BackupBroken(
            f"Kopian är gjord med PostgreSQL {manifest.postgres}; här finns {binaries.major}.",
            field=manifest.name,
            remedy=f"Installera PostgreSQL {manifest.postgres} eller senare.",
        )
    return binaries


def _require_equal(taken: dict[str, Tally], restored: dict[str, Tally]) -> None:
    for table in sorted(taken.keys() | restored.keys()):
        if taken.get(table) != restored.get(table):
            raise BackupBroken(
                "En tabell blev inte densamma när kopian återställdes.",
                field=f"{table}: {_tell(taken.get(table))} togs, {_tell(restored.get(table))} återställdes",
            )


def _tell(tally: Tally | None) -> str:
    return "ingen tabell" if tally is None else f"{tally.rows} rader (summa {tally.checksum})"


def _remember(place: BackupPlace, manifest: Manifest, *, into: str) -> LastRestored:
    record = LastRestored(
        backup=manifest.name,
        taken_at=manifest.taken_at,
        restored_at=datetime.now(UTC),
        into=into,
        tables=len(manifest.tables),
        rows=manifest.rows,
    )
    write_last_restored(place.folder, record)
    return record
