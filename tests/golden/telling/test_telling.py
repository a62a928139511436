"""The three sentences as a leader reads them: a change of wording is seen and read before it is shown.

Where a sentence is meant to change, delete `written.txt` and run the test twice.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.core.followup.telling import tell_month
from tests.golden.telling.stories import STORIES

WRITTEN = Path(__file__).parent / "written.txt"


def test_sentences_of_the_invented_months_are_those_that_were_read() -> None:
    """Generated words are read by people who did not choose them."""
    told = "\n".join(
        line for name, story in STORIES.items() for line in (f"== {name}", *tell_month(story), "")
    )
    if not WRITTEN.exists():
        WRITTEN.write_text(told, encoding="utf-8")
        pytest.fail("written.txt was missing and has been written; read it, and run again")
    assert told == WRITTEN.read_text(encoding="utf-8")
