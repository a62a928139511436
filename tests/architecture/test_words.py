"""One word a thing: identifiers against the glossary, verbs against their promises, texts against leaks."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.words import contains_words, list_contradictions, list_names, read_glossary

ROOT = Path(__file__).parents[2]
GLOSSARY = read_glossary(ROOT)
SOURCES = sorted((ROOT / "src").rglob("*.py"))
VAGUE_VERBS = {"process", "handle", "manage", "do"}
CALLED_BY_FRAMEWORKS = {
    *("process_view", "process_exception", "handle", "get_prep_value"),
    *("do_POST", "do_GET", "get_user_by_sub", "get_user"),
}
"""Hooks whose names Django, allauth and the standard library chose."""
LEAKS = {
    "unfinished work": re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(work|tmp|root|home/(?!linuxbrew)\w+)/"),
    "a ticket instead of a reason": re.compile(r"(?i)\bissue #?\d+\b"),
    "a paper that is not in the project": re.compile(r"\b(design|foundations|solver|domain|style)\.md\b"),
}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _is_ours(name: str) -> bool:
    """Whether we chose the name, and others call it."""
    return not name.startswith("_") and name not in CALLED_BY_FRAMEWORKS


def _list_public_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_ours(node.name):
            yield node


def _may_be_none(annotation: ast.expr | None) -> bool:
    text = "" if annotation is None else ast.unparse(annotation)
    return "Optional[" in text or bool(re.search(r"(^|\| )None($| \|)", text))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_identifiers_when_read_then_none_contradicts_the_glossary(path: Path) -> None:
    """Two words for one thing become two things."""
    assert list_contradictions(ROOT, path, GLOSSARY) == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_functions_when_named_then_verbs_keep_their_promises(path: Path) -> None:
    """A reader must know from the name whether nothing may come back."""
    for function in _list_public_functions(path):
        verb = function.name.split("_")[0]
        assert verb not in VAGUE_VERBS, f"{function.name}: say what it does"
        if verb == "get" and function.returns is not None:
            assert not _may_be_none(function.returns), f"{function.name}: what may be None is found, not got"


def test_contradictions_when_planted_then_found(tmp_path: Path) -> None:
    """The test above must be able to fail: on functions, arguments, attributes, names and aliases."""
    planted = tmp_path / "src" / "planted.py"
    planted.parent.mkdir()
    planted.write_text(
        "import json as copay\ndef plan_tour(passengerCount):\n    self.unassigned = garage = detour_s = 1\n",
        encoding="utf-8",
    )
    found = list_contradictions(tmp_path, planted, GLOSSARY)
    assert [text.split()[1].rstrip(":") for text in sorted(found)] == [
        "copay",
        "passengerCount",
        "plan_tour",
        "garage",
        "unassigned",
    ]


def test_words_when_part_of_another_word_then_not_found() -> None:
    """`detour` is a word of ours although `tour` is not."""
    assert not contains_words("detour_s", "tour")
    assert contains_words("maxTourLength", "tour")
    assert contains_words("list_tours", "tour")
    assert contains_words("pick_up_time", "pick_up")
    assert not contains_words("pickup_time", "pick_up")


def test_names_when_others_chose_them_then_not_listed() -> None:
    """What another library calls its things is no word of ours."""
    assert list(list_names("import osmium\nosmium.depot(location=1)\n")) == []


def test_glossary_when_read_then_one_row_per_word_and_identifier() -> None:
    """A word with two rows has two meanings; a word both wanted and forbidden has none."""
    terms = [term for section in GLOSSARY for term in section.terms]
    identifiers = [one for term in terms for one in term.identifier.split(" / ")]
    assert len(identifiers) == len(set(identifiers))
    assert len({term.swedish for term in terms}) == len(terms)
    for term in terms:
        for forbidden in term.forbidden:
            assert not any(contains_words(one, forbidden) for one in identifiers), forbidden


def _list_tracked_texts() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() or [_name(path) for path in SOURCES]
    kinds = {".py", ".md", ".toml", ".yml", ".html", ".j2", ".css", ".js", ""}
    return [ROOT / name for name in names if Path(name).suffix in kinds and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", _list_tracked_texts(), ids=_name)
def test_texts_when_read_then_tell_what_is_and_not_how_it_was_built(path: Path) -> None:
    """A stranger has the project, and nothing else, to read."""
    if path == Path(__file__):
        pytest.skip("this file names what it looks for")
    text = path.read_text(encoding="utf-8")
    for leak, pattern in LEAKS.items():
        assert not pattern.search(text), leak
