"""docs/adr/README.md: the index of decisions, from their own first lines."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "adr"
HEAD = """\
# Decisions

Generated from the pages beside it by `./run docs`. One page each: what we met, what we could have done, what
we chose, what follows, and how we will notice that it was wrong. An accepted decision is not edited; a new
one supersedes it by number.

| decision | status |
|---|---|
"""


def write_decision_index() -> str:
    """Return the page: one row per decision, in order of number."""
    return HEAD + "".join(_row(path) for path in sorted(FOLDER.glob("[0-9]*.md")))


def _row(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    status = re.search(r"^Status: (.+)$", text, re.MULTILINE)
    return f"| [{title}]({path.name}) | {status[1] if status else ''} |\n"
