"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from skjuts.adapters.files import require_writable, write_whole
from skjuts.core.kernel.errors import InvalidField


def test_a_file_when_written_replaces_the_old_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    """Nobody finds half-finished files afterwards."""
    path = tmp_path / "plan.json"
    path.write_text("gammal")
    write_whole(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_when_writing_fails_keeps_its_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk must not cost yesterday's plan."""
    path = tmp_path / "plan.json"
    path.write_text("gammal")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InvalidField):
        write_whole(path, b"ny")
    assert path.read_text() == "gammal"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_when_written_through_stays_a_link(tmp_path: Path) -> None:
    """A region may point the plan's name into a shared folder."""
    target, link = tmp_path / "delad.json", tmp_path / "plan.json"
    link.symlink_to(target)
    write_whole(link, b"ny")
    assert link.is_symlink()
    assert target.read_bytes() == b"ny"


def test_a_device_when_written_gets_the_bytes() -> None:
    """`-o /dev/null` and `/dev/stdout` are ordinary wishes."""
    write_whole(Path(os.devnull), b"ny")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("name", ["saknas/plan.json", "."])
def test_a_path_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    """Twenty seconds of search must not end in a misspelt folder."""
    with pytest.raises(InvalidField) as refusal:
        require_writable(tmp_path / name)
    assert refusal.value.remedy
