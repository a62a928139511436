"""A part that ends before the house is ready: what the house then says, and the code it ends with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from skjuts.cli.house.errors import PartFailed, PartRefused
from skjuts.cli.house.furnishing import run_to_end
from skjuts.cli.house.parts import ProgramPart
from skjuts.cli.house.stopping import StopSignals
from skjuts.cli.house.supervision import Supervisor

EXPECTED = [(2, PartRefused, 2), (1, PartFailed, 4), (4, PartFailed, 4)]


@pytest.mark.parametrize(("code", "trouble", "exit_code"), EXPECTED)
def test_part_that_ended_when_required_then_the_house_ends_by_its_code(
    code: int, trouble: type[PartFailed | PartRefused], exit_code: int
) -> None:
    """Refused settings are the operator's to mend: the code that the reference promises is passed on."""
    with StopSignals() as signals:
        supervisor = Supervisor(signals, lambda _words: None)
        part = ProgramPart("Webben", [sys.executable, "-c", f"raise SystemExit({code})"], os.environ, 5.0)
        supervisor.start(part)
        assert part.wait(20.0)
        with pytest.raises(trouble) as caught:
            supervisor.require_all()
        supervisor.stop()
    assert caught.value.exit_code == exit_code
    assert "Webben" in caught.value.message
    assert "ovanför" in caught.value.remedy


def test_command_that_refuses_when_run_to_its_end_then_the_house_refuses_too() -> None:
    """The migrations read the same settings before the pages do."""
    with pytest.raises(PartRefused) as caught:
        run_to_end(("-c", "raise SystemExit(2)", "migrate"), os.environ)
    assert caught.value.exit_code == 2
    assert caught.value.field == ""


def test_command_that_refuses_when_it_speaks_to_a_log_then_the_log_is_named(tmp_path: Path) -> None:
    """Nothing stands above then."""
    log = tmp_path / "log"
    with pytest.raises(PartRefused) as caught:
        run_to_end(("-c", "raise SystemExit(2)", "migrate"), os.environ, log=log)
    assert caught.value.field == str(log)
    assert "ovanför" not in caught.value.remedy
