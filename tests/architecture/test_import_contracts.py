"""The import contracts bite: a planted violation breaks them, each in its own way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).parent / "lint-imports"
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    command = [str(linter), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the sources that a test may spoil."""
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "src" / "skjuts", tmp_path / "src" / "skjuts", ignore=ignored)
    return tmp_path


PLANTED = {
    "a folder without a place in the house": ("brandnew/__init__.py", "", "House"),
    "a folder without a place in core": ("core/brandnew/__init__.py", "", "Core: its storeys"),
    "a folder without a place in planning": ("core/planning/brandnew/__init__.py", "", "Planning"),
    "core looking up": ("core/kernel/planted.py", "import skjuts.core.network.place", "Core: its storeys"),
    "the checker looking at the search": (
        "core/planning/checker/planted.py",
        "import skjuts.core.planning.search",
        "Planning",
    ),
    "a decomposition that asks the ledger": (
        "core/followup/decomposition/planted.py",
        "import skjuts.core.followup.ledger",
        "Follow-up",
    ),
    "a database in the ledger": ("core/followup/ledger/planted.py", "import duckdb", "Core is free"),
    "a framework in core": ("core/tariffs/planted.py", "import django", "Core is free"),
    "an engine behind a door": (
        "core/network/planted.py",
        "import http.client",
        "Core is free",
    ),
    "an adapter looking at another": (
        "adapters/files/planted.py",
        "import skjuts.adapters.roads",
        "Adapters",
    ),
    "a circle": ("core/kernel/errors.py", "import skjuts.core.kernel.money", "No circles"),
    "a peer in the product": ("core/planning/search/planted.py", "import ortools", "The peers"),
}


@pytest.mark.parametrize(("where", "text", "contract"), PLANTED.values(), ids=PLANTED.keys())
def test_contracts_when_violation_is_planted_then_that_contract_breaks(
    copied: Path, where: str, text: str, contract: str
) -> None:
    """A contract that cannot fail protects nobody."""
    planted = copied / "src" / "skjuts" / where
    planted.parent.mkdir(parents=True, exist_ok=True)
    with planted.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    done = _lint(copied)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout


def test_contracts_when_nothing_is_planted_then_all_are_kept(copied: Path) -> None:
    """The planted tests above must fail because of what they planted."""
    done = _lint(copied)
    assert done.returncode == 0, done.stdout


def test_folders_when_they_hold_code_then_are_packages() -> None:
    """A folder without `__init__.py` is invisible to the contracts."""
    sources = ROOT / "src" / "skjuts"
    folders = {path.parent for path in sources.rglob("*.py")}
    assert [str(one.relative_to(ROOT)) for one in folders if not (one / "__init__.py").exists()] == []
