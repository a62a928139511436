"""Files are read whole and within the limit, or refused in one sentence."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from skjuts.adapters.files import read_bounded
from skjuts.core.kernel.errors import TooLargeInput, UnreadableInput


def test_a_file_within_the_limit_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    path = tmp_path / "dag.json"
    path.write_bytes(b"12345")
    assert read_bounded(path, limit_bytes=5) == b"12345"


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A wrong file must not fill the memory; a sparse one shows that its size is enough."""
    path = tmp_path / "film.mkv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(TooLargeInput) as refusal:
        read_bounded(path)
    assert "1024 MB" in refusal.value.message
    assert refusal.value.field == str(path)


@pytest.mark.parametrize("name", ["finns-inte.json", "."])
def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path, name: str) -> None:
    """A misspelt path and a folder are the two usual mistakes."""
    with pytest.raises(UnreadableInput) as refusal:
        read_bounded(tmp_path / name)
    assert str(tmp_path / name) in refusal.value.message


def test_a_pipe_that_never_ends_is_left_at_the_limit(tmp_path: Path) -> None:
    """A pipe has no size to look at first."""
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)

    def pour() -> None:
        with pipe.open("wb", buffering=0) as file:
            file.write(b"x" * 100)

    writer = Thread(target=pour)
    writer.start()
    with pytest.raises(TooLargeInput):
        read_bounded(pipe, limit_bytes=10)
    writer.join()
