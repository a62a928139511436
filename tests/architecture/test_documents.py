"""The papers of the house: decisions, folders' own pages, the error reference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.documents.error_index import list_errors

ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
STATUSES = re.compile(r"^Status: (proposed|accepted|rejected|superseded by (\d{4}))$", re.MULTILINE)
HEADINGS = [
    "## Context",
    "## Options",
    "## Decision",
    "## Consequences",
    "## How we notice that it was wrong",
]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
PAGE_LINES = 60


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_decisions_when_numbered_then_unique_and_without_gaps() -> None:
    """A decision is cited by its number for as long as the project lives."""
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=_name)
def test_decision_when_read_then_is_one_page_with_status_and_every_part(path: Path) -> None:
    """A decision without its options, or without how we notice that it was wrong, is an order."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    status = STATUSES.search(text)
    assert status is not None
    if status[2] is not None:
        assert any(other.name.startswith(status[2]) for other in DECISIONS)
    assert [line for line in text.splitlines() if line.startswith("## ")] == HEADINGS
    assert text.count("\n") <= PAGE_LINES


def test_decisions_when_listed_then_every_one_is_in_the_index() -> None:
    """The index is how a reader finds them."""
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DECISIONS if f"]({path.name})" not in index] == []


def _list_top_folders() -> list[Path]:
    house = [path for path in (ROOT / "src" / "skjuts").iterdir() if (path / "__init__.py").exists()]
    core = [path for path in (ROOT / "src" / "skjuts" / "core").iterdir() if (path / "__init__.py").exists()]
    apps = [path for path in (ROOT / "src" / "skjuts" / "apps").iterdir() if (path / "__init__.py").exists()]
    return [
        *sorted(house),
        *sorted(core),
        *sorted(apps),
        *(ROOT / name for name in ("tests", "benchmarks", "tools", "docs")),
    ]


@pytest.mark.parametrize("folder", _list_top_folders(), ids=_name)
def test_folder_when_entered_then_a_page_says_what_it_is(folder: Path) -> None:
    """Purpose, words, invariants and what it may import, on one page at most."""
    page = folder / "README.md"
    assert page.is_file()
    limit = 2 * PAGE_LINES if folder.name == "planning" else PAGE_LINES
    assert 5 <= page.read_text(encoding="utf-8").count("\n") <= limit


def test_links_when_followed_then_lead_somewhere() -> None:
    """A reader who meets one dead link stops trusting the rest."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("README.md")]
    dead = [
        f"{_name(page)} -> {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not target.startswith(("http", "mailto:")) and not (page.parent / target).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("part", ["tutorials", "how-to", "reference", "explanation"])
def test_pages_when_written_then_stand_in_the_index_of_their_folder(part: str) -> None:
    """A page that nothing leads to is not there."""
    folder = ROOT / "docs" / part
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in folder.iterdir() if path.name != "README.md"}
    assert {name for name in pages if f"]({name})" not in index} == set()


def test_errors_when_listed_then_codes_are_unique_and_explained() -> None:
    """Programs compare codes; people read the sentence and the docstring."""
    errors = list_errors()
    codes = [error.code for error in errors]
    assert len(codes) == len(set(codes))
    for error in errors:
        assert "code" in vars(error), error.__name__
        assert "sentence" in vars(error), error.__name__
        assert error.__doc__, error.__name__
        assert error.sentence.endswith("."), error.__name__


def test_errors_when_listed_then_each_is_in_the_reference() -> None:
    """Whoever meets a code can look it up."""
    reference = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    assert [error.code for error in list_errors() if f"## `{error.code}`" not in reference] == []
