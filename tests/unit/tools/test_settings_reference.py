"""The page of settings names every variable that the program reads."""

from __future__ import annotations

import re
from pathlib import Path

from skjuts.config.environment import VARIABLES
from tools.documents.settings_reference import write_settings_reference

ROOT = Path(__file__).parents[3]
NAMED = re.compile(r"\b(?:SKJUTS_[A-Z_]+[A-Z]|DATABASE(?:_[A-Z]+)?_URL)\b")
ELSEWHERE = {
    "SKJUTS_CRASH_AT": "kills a process, in mode test only",
    "SKJUTS_DEMO_REPORT": "the demonstration tells its own processes where the planned day lies",
    "SKJUTS_PYTHON": "read by ./run before there is a program",
}
"""Variables that are no setting of the house, and why."""


def test_variables_when_named_in_the_program_are_all_declared() -> None:
    """A variable that only the source knows is a setting that nobody finds."""
    declared = {one.name for one in VARIABLES} | set(ELSEWHERE)
    unknown = {
        f"{name} in {path.relative_to(ROOT)}"
        for path in (ROOT / "src" / "skjuts").rglob("*.py")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
        if name not in declared
    }
    assert unknown == set()


def test_page_when_written_has_a_row_for_each_variable() -> None:
    """With its default and its meaning in Swedish."""
    page = write_settings_reference()
    for one in VARIABLES:
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{one.name}` |"))
        assert one.meaning in row
        assert (f"`{one.default}`" in row) == bool(one.default)
