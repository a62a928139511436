"""The moment before any command has been read."""

from __future__ import annotations

import gc
import sys
from importlib.abc import MetaPathFinder

import pytest

from skjuts.__main__ import main

ENTRY = "skjuts.config.entry"


class _CtrlC(MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == ENTRY:
            raise KeyboardInterrupt


def test_a_start_when_interrupted_while_reading_in_then_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a second of reading modules is the likeliest moment to regret a command."""
    monkeypatch.delitem(sys.modules, ENTRY, raising=False)
    monkeypatch.setattr(sys, "meta_path", [_CtrlC(), *sys.meta_path])
    thresholds = gc.get_threshold()
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        gc.set_threshold(*thresholds)
    assert ended.value.code == 130
