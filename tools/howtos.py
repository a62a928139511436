"""The how-tos of each role say only what is there: pictures, buttons, people, commands.

What stands in bold is what the reader sees on the screen: a text of the pages (the messages that
`tools.messages` gathers), a name from the demonstration or the title of a packaged course. Pictures are taken
from the demonstration by `./run docs --screenshots`.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

PAGES = Path("docs/how-to/roller")
PICTURES = "bilder"
MAX_BYTES = 80_000
"""A picture: a clone should not be heavy for the pictures' sake."""
MAX_STEPS = 12
FEWEST_LETTERS = 3
"""Of a message with a value inside, or it would fit anything."""
CATALOGUE = Path("src/skjuts/locale/en/LC_MESSAGES/django.po")
PEOPLE = Path("src/skjuts/rehearsal/personas/people.toml")
COURSES = Path("src/skjuts/apps/training/courses")

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_SEEN = re.compile(r"\*\*([^*]+)\*\*")
_COMMAND = re.compile(r"\./run ([a-z][a-z-]*)")
_VALUE = re.compile(r"%\(\w+\)[sd]")
_STEP = re.compile(r"^\d+\. ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Known:
    """What a page may name: texts as they stand, and patterns for those with a value inside."""

    texts: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def has(self, text: str) -> bool:
        """Whether the reader can see this text somewhere."""
        return text in self.texts or any(one.fullmatch(text) for one in self.patterns)


def list_howto_faults(root: Path) -> list[str]:
    """Name every picture, text and command of the how-tos that is not there."""
    known, commands = read_known(root), read_commands(root)
    pages = sorted(path for path in (root / PAGES).glob("*.md") if path.name != "README.md")
    used = {name for page in pages for _, name in _PICTURE.findall(_read(page))}
    faults = [fault for page in pages for fault in _list_page_faults(page, known, commands)]
    spare = [
        path for path in sorted((root / PAGES / PICTURES).glob("*")) if f"{PICTURES}/{path.name}" not in used
    ]
    return [*faults, *(f"{path.relative_to(root)} is on no page" for path in spare)]


def _list_page_faults(page: Path, known: Known, commands: frozenset[str]) -> Iterator[str]:
    text = _read(page)
    for seen in _SEEN.findall(text):
        if not known.has(" ".join(seen.split())):
            yield f"{page.name}: nothing on the pages is called “{seen}”"
    for command in _COMMAND.findall(text):
        if command not in commands:
            yield f"{page.name}: ./run has no command {command}"
    if not 1 <= len(_STEP.findall(text)) <= MAX_STEPS:
        yield f"{page.name}: a how-to has at most {MAX_STEPS} numbered steps"
    for alternative, name in _PICTURE.findall(text):
        yield from _list_picture_faults(page, alternative, name)


def _list_picture_faults(page: Path, alternative: str, name: str) -> Iterator[str]:
    picture = page.parent / name
    if not picture.is_file():
        yield f"{page.name}: {name} is missing: ./run docs --screenshots takes it"
    elif picture.stat().st_size > MAX_BYTES:
        yield f"{page.name}: {name} has {picture.stat().st_size} bytes, at most {MAX_BYTES}"
    if not alternative.strip():
        yield f"{page.name}: {name} has no text for those who do not see it"


@cache
def read_known(root: Path) -> Known:
    """Read what is on the pages: messages, people and units of the demonstration, titles of courses."""
    messages = [_first(one.id) for one in read_po(io.BytesIO((root / CATALOGUE).read_bytes())) if one.id]
    messages = [" ".join(one.split()) for one in messages]
    patterns = tuple(
        re.compile(".+".join(map(re.escape, _VALUE.split(one))))
        for one in messages
        if _VALUE.search(one) and len(_VALUE.sub("", one)) >= FEWEST_LETTERS
    )
    return Known(frozenset([*messages, *_list_people(root), *_list_courses(root)]), patterns)


def _first(message: Any) -> str:  # noqa: ANN401  (babel's own: a text, or its singular and plural)
    return message if isinstance(message, str) else message[0]


def _list_people(root: Path) -> Iterator[str]:
    cast = tomllib.loads(_read(root / PEOPLE))
    yield from (one["name"] for part in ("units", "authorities") for one in cast[part])
    yield from (f"{one['given_name']} {one['family_name']}" for one in cast["personas"])


def _list_courses(root: Path) -> Iterator[str]:
    for head in (root / COURSES).rglob("course.toml"):
        if title := tomllib.loads(_read(head)).get("title"):
            yield title
    for page in (root / COURSES).rglob("sv/pages/*.md"):
        yield tomllib.loads(_read(page).split("+++")[1])["title"]


@cache
def read_commands(root: Path) -> frozenset[str]:
    """Read the words that ./run answers to."""
    found = re.findall(r"^([a-z |-]+)\)$", _read(root / "run"), re.MULTILINE)
    return frozenset(word for line in found for word in line.replace("|", " ").split())


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
