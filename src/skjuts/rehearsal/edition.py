"""Which edition of the demonstration a folder holds: that of the program, tables and courses that made it.

A demonstration is made once and kept. After an upgrade the program expects tables, people and courses that an
older one does not have, so it says so at once instead of failing on some page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import skjuts
from skjuts.core.kernel.errors import Conflict
from skjuts.rehearsal.universe.sizes import Size

SOURCES = ("rehearsal/**/*.py", "rehearsal/**/*.toml", "rehearsal/**/*.csv", "apps/*/migrations/*.py")
COURSES = ("apps/training/courses/**/*.toml", "apps/training/courses/**/*.md")
BRINGING_TABLES = ("django", "django-allauth", "procrastinate")
"""Packages with migrations of their own."""
MARK = "edition"
MADE = "house"
"""What a folder has when there is a demonstration in it."""


class OtherEdition(Conflict):
    """A demonstration was made by another version of the program."""

    code = "conflict.demo_edition"
    sentence = "Demonstrationen är gjord av en annan version av Skjuts."
    advice = "Kör ./run demo --reset, så görs den på nytt."


def keep_edition(folder: Path, size: Size) -> None:
    """Mark a new demonstration's folder; raises `OtherEdition` for one that another version made."""
    mark, ours = folder / MARK, digest_program()
    found = mark.read_text(encoding="utf-8").strip() if mark.exists() else ""
    if found == ours:
        return
    if (folder / MADE).exists():
        raise OtherEdition(
            f"Demonstrationen i mappen {folder} är gjord av en annan version av Skjuts.",
            remedy=f"Kör ./run demo --size {size.value} --reset, så görs den på nytt.",
        )
    mark.write_text(f"{ours}\n", encoding="utf-8")


def digest_program() -> str:
    """A name of everything that decides what a new demonstration holds; one letter changed is another."""
    root = Path(skjuts.__file__).parent
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in BRINGING_TABLES).encode())
    for path in sorted(_list_sources(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _list_sources(root: Path) -> Iterator[Path]:
    for pattern in (*SOURCES, *COURSES):
        yield from root.glob(pattern)
