"""Core is pure: what it may import, and what it may not do."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "src" / "skjuts" / "core"
THIRD_PARTY = {"numpy", "numba", "llvmlite", "scipy", "highspy", "statsmodels", "ibis", "shapely", "msgspec"}
CLOCK_CHANCE_MACHINE = {"time", "random", "secrets", "os", "pathlib", "io", "socket", "subprocess", "asyncio"}
SOURCES = sorted(CORE.rglob("*.py"))


def _list_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _list_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def _name(path: Path) -> str:
    return str(path.relative_to(CORE))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_core_imports_when_third_party_then_on_the_allow_list(path: Path) -> None:
    """A rule or a plan must be replayable without a framework, an engine or a database."""
    own = {"skjuts", "__future__"}
    foreign = {
        name for name in _list_imports(path) if name not in own and name not in sys.stdlib_module_names
    }
    assert foreign <= THIRD_PARTY


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_core_when_read_then_has_no_clock_no_chance_and_no_machine(path: Path) -> None:
    """The same input must give the same answer, today and in ten years."""
    assert not CLOCK_CHANCE_MACHINE.intersection(_list_imports(path))
    assert not {"open", "print", "input", "eval", "exec"}.intersection(_list_calls(path))


def test_core_when_searched_then_has_sources() -> None:
    """The tests above must never pass because they looked in an empty folder."""
    assert len(SOURCES) > 10
