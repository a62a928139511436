"""The way out of the command line."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from skjuts.config import entry

ASKING = """
import duckdb
from skjuts.config import entry

def ask(_):
    duckdb.connect().execute("select 1").fetchall()
    return 0

entry.run = ask
entry.main()
"""


def test_a_command_when_it_has_asked_the_warehouse_then_ends_without_a_word(tmp_path: Path) -> None:
    """DuckDB's bindings count what is left at the end: the reader would be told of leaks, line after line."""
    pytest.importorskip("duckdb")
    script = tmp_path / "ends.py"
    script.write_text(ASKING, encoding="utf-8")
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert ended.stderr == ""


def test_a_command_when_it_ends_leaves_no_rings_to_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planner waits for the prompt: the last search for rings is a fifth of a short planning."""
    monkeypatch.setattr(entry, "run", lambda _: 4)
    monkeypatch.delitem(sys.modules, "duckdb", raising=False)
    gc.unfreeze()
    try:
        with pytest.raises(SystemExit) as ended:
            entry.main()
        assert (ended.value.code, gc.get_freeze_count() > 0) == (4, True)
    finally:
        gc.unfreeze()
