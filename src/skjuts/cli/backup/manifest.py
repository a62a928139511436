"""A backup's folder and the manifest that says what must be in it.

| path | holds |
|---|---|
| `manifest.json` | when, by which versions, the tally of every table, the digest of every file |
| `database/` | pg_dump's directory |
| `files/` | the attachments, as they lie |

The keys are never in it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from skjuts.adapters.files.writing import write_whole
from skjuts.adapters.postgres.dumping import Tally
from skjuts.cli.backup.errors import BackupBroken, BackupMissing

MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"
FORM = 1
_CHUNK_BYTES = 1 << 20


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds. `files` are digests (SHA-256) by path below the backup's folder."""

    form: int
    name: str
    taken_at: datetime
    program: str
    postgres: int
    keys: list[str]
    tables: dict[str, Tally]
    files: dict[str, str]
    bytes: int

    @property
    def rows(self) -> int:
        """Rows in all tables."""
        return sum(one.rows for one in self.tables.values())

    @property
    def attachments(self) -> int:
        """Files that people have attached."""
        return sum(name.startswith(f"{FILES}/") for name in self.files)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it last: a folder without one is no backup."""
    write_whole(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def read_manifest(folder: Path) -> Manifest:
    """Read it; raises `BackupMissing` or `BackupBroken`."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise BackupMissing(f"Säkerhetskopian {folder.name} finns inte.", field=str(folder)) from None
    except (OSError, msgspec.DecodeError):
        raise BackupBroken("Kopians förteckning går inte att läsa.", field=str(folder / MANIFEST)) from None
    if manifest.form != FORM:
        raise BackupBroken(
            f"Kopians förteckning har version {manifest.form}; här läses {FORM}.",
            field=str(folder / MANIFEST),
        )
    return manifest


def list_backups(folder: Path) -> list[Manifest]:
    """List the backups of a folder, the newest first; what is not a whole backup is left out."""
    found = []
    for path in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else ():
        if (path / MANIFEST).is_file() and not path.name.startswith("."):
            try:
                found.append(read_manifest(path))
            except BackupBroken:
                continue
    return found


def list_digests(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Each file's path below the folder, its digest and its size; the manifest itself excepted."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != MANIFEST:
            yield name, digest_of(path), path.stat().st_size


def require_whole(folder: Path, manifest: Manifest) -> None:
    """Raise `BackupBroken` naming the first file that has changed, is gone or has come."""
    found = {name: digest for name, digest, _ in list_digests(folder)}
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            fault = (
                "saknas" if name not in found else "är okänd" if name not in manifest.files else "har ändrats"
            )
            raise BackupBroken(f"En fil i kopian {fault}.", field=str(folder / name))


def copy_tree(source: Path, target: Path) -> None:
    """Copy the files of a folder that may not exist; links are not followed out of it."""
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        target.mkdir(parents=True)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
