"""The way out of the command line."""

from __future__ import annotations

import gc

import pytest

from skjuts.config import entry


def test_a_command_when_it_ends_leaves_no_rings_to_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planner waits for the prompt: the last search for rings is a fifth of a short planning."""
    monkeypatch.setattr(entry, "run", lambda _: 4)
    gc.unfreeze()
    try:
        with pytest.raises(SystemExit) as ended:
            entry.main()
        assert (ended.value.code, gc.get_freeze_count() > 0) == (4, True)
    finally:
        gc.unfreeze()
