"""Which answers are right, so that the walk can pass a test as somebody who has read the course."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tools.howtos import COURSES

_MARKS = re.compile(r"[*_`\\\s]+")


def read_answers(root: Path) -> dict[str, list[str]]:
    """Read the right answers of every question of the packaged courses, by the question's text."""
    found: dict[str, list[str]] = {}
    for path in (root / COURSES).rglob("sv/questions/*.toml"):
        for question in tomllib.loads(path.read_text(encoding="utf-8"))["question"]:
            options = question["options"].values()
            found[plain(question["text"])] = [plain(one["text"]) for one in options if one.get("right")]
    return found


def plain(text: str) -> str:
    """A text without marks and spaces, so that the page's and the file's can be compared."""
    return _MARKS.sub("", text)
