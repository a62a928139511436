"""The page of worked cases holds every case, and says so when one has no place."""

from __future__ import annotations

import pytest

from tools.documents import planning_rules


def test_page_when_written_then_holds_every_case_with_its_table() -> None:
    """A rule that is tried but not told would surprise whoever reads the page as a manual."""
    pages = (
        planning_rules.write_planning_rules(),
        planning_rules.write_timetable_cases(),
        planning_rules.write_follow_up_cases(),
    )
    page = "\n".join(pages)
    files = [path for path in planning_rules.SPEC.rglob("test_*.py") if "regulations" not in path.parts]
    cases = sum(path.read_text(encoding="utf-8").count("\ndef test_") for path in files)
    assert page.count("\n### ") == cases
    assert page.count("\n## ") == len(files)
    assert "| 31 | 30 × 12 + 1 × 10 |" in page


def test_page_when_a_file_has_no_chapter_then_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file of cases is given its place in the reading order."""
    monkeypatch.setattr(planning_rules, "CHAPTERS", planning_rules.CHAPTERS[1:])
    with pytest.raises(ValueError, match=r"tariffs/test_contract\.py"):
        planning_rules.write_planning_rules()
