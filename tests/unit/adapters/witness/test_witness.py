"""The witness remembers every line, in order, and leaves out what a crash cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.witness import FolderWitness, NoWitness, open_witness
from skjuts.core.kernel.errors import UpstreamUnavailable


def test_lines_when_remembered_come_back_newest_first_across_months(tmp_path: Path) -> None:
    """Verification stops at the newest that holds."""
    (tmp_path / "checkpoints-2025-12.jsonl").write_text("one\ntwo\n")
    (tmp_path / "checkpoints-2026-01.jsonl").write_text("three\n")
    witness = open_witness(tmp_path)
    witness.remember("four")
    assert list(witness.read_backwards()) == ["four", "three", "two", "one"]


def test_line_when_a_crash_cut_it_off_is_left_out_and_spoils_no_other(tmp_path: Path) -> None:
    """Half a line is no testimony, and must not swallow the next one: the log would look forged for ever."""
    witness = FolderWitness(tmp_path)
    witness.remember("one")
    [path] = tmp_path.iterdir()
    path.write_text(path.read_text() + "{half")
    assert list(witness.read_backwards()) == ["one"]
    witness.remember("two")
    witness.remember("three")
    assert list(witness.read_backwards()) == ["three", "two", "one"]


def test_file_when_made_is_for_the_house_and_its_auditors(tmp_path: Path) -> None:
    """Nobody else writes in it."""
    FolderWitness(tmp_path / "vittne").remember("one")
    [path] = (tmp_path / "vittne").iterdir()
    assert path.stat().st_mode & 0o027 == 0


@pytest.mark.parametrize("is_reading", [False, True])
def test_folder_when_it_cannot_be_reached_says_so(tmp_path: Path, *, is_reading: bool) -> None:
    """A mount that is gone is no empty memory: a checkpoint must not pass for witnessed."""
    witness = FolderWitness(tmp_path / "fil")
    if is_reading:
        (tmp_path / "fil").mkdir()
        (tmp_path / "fil" / "checkpoints-2026-01.jsonl").mkdir()
    else:
        (tmp_path / "fil").write_text("")
    with pytest.raises(UpstreamUnavailable):
        list(witness.read_backwards()) if is_reading else witness.remember("one")


def test_nobody_when_there_is_no_folder_remembers_nothing_and_says_so() -> None:
    """The status page tells that there is no witness."""
    nobody = open_witness(None)
    assert isinstance(nobody, NoWitness)
    nobody.remember("one")
    assert (nobody.is_there, list(nobody.read_backwards())) == (False, [])
