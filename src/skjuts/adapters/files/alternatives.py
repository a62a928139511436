"""Alternatives to be compared, in a TOML file."""

from __future__ import annotations

from pathlib import Path

from skjuts.adapters.files.reading import read_bounded
from skjuts.core.followup.alternatives import Question, read_alternatives

QUESTION_LIMIT_BYTES = 1024 * 1024


def read_alternatives_file(path: Path) -> Question:
    """The question in a file. Raises `UnreadableInput` and `BadAlternative`."""
    return read_alternatives(read_bounded(path, QUESTION_LIMIT_BYTES))
