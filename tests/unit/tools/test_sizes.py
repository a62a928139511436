"""The caps on functions and files bite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.sizes import MAX_FILE_LINES, MAX_FUNCTION_LINES, list_oversized


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file in a project that has nothing else."""
    (tmp_path / "src").mkdir()
    return tmp_path / "src" / "planted.py"


def _write_function(source: Path, lines: int) -> list[str]:
    source.write_text("def long():\n" + "    x = 1\n" * (lines - 1), encoding="utf-8")
    return list_oversized(source.parents[1])


def test_function_when_at_its_cap_then_passes(source: Path) -> None:
    """The cap is what the rule says, not one less."""
    assert _write_function(source, MAX_FUNCTION_LINES) == []


def test_function_when_over_its_cap_then_is_named_with_its_line(source: Path) -> None:
    """The complaint leads to the place."""
    found = _write_function(source, MAX_FUNCTION_LINES + 1)
    assert found == [f"src/planted.py:1 long ({MAX_FUNCTION_LINES + 1} lines, at most {MAX_FUNCTION_LINES})"]


def test_method_when_over_its_cap_then_is_found(source: Path) -> None:
    """Long code hides in classes too."""
    source.write_text("class A:\n    async def long(self):\n" + "        x = 1\n" * 50, encoding="utf-8")
    assert len(list_oversized(source.parents[1])) == 1


def test_file_when_over_its_cap_then_is_named(source: Path) -> None:
    """A file that nobody can hold in the head is divided."""
    source.write_text("x = 1\n" * (MAX_FILE_LINES + 1), encoding="utf-8")
    found = list_oversized(source.parents[1])
    assert found == [f"src/planted.py:1 file ({MAX_FILE_LINES + 1} lines, at most {MAX_FILE_LINES})"]
