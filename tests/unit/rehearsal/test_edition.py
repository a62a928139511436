"""A demonstration that another version made is recognised, and nothing of it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.rehearsal.edition import MADE, MARK, OtherEdition, digest_program, keep_edition
from skjuts.rehearsal.universe.sizes import Size


def test_a_new_folder_when_kept_is_marked_and_opens_again(tmp_path: Path) -> None:
    """The second start must not be refused."""
    keep_edition(tmp_path, Size.SMALL)
    (tmp_path / MADE).mkdir()
    keep_edition(tmp_path, Size.SMALL)
    assert (tmp_path / MARK).exists()


@pytest.mark.parametrize("mark", [None, "0123\n"], ids=["before editions", "another edition"])
def test_a_demonstration_of_another_version_when_opened_asks_for_reset(
    tmp_path: Path, mark: str | None
) -> None:
    """The way out is in the sentence, with the size that was asked for."""
    (tmp_path / MADE).mkdir()
    if mark:
        (tmp_path / MARK).write_text(mark, encoding="utf-8")
    with pytest.raises(OtherEdition) as refused:
        keep_edition(tmp_path, Size.SMALL)
    assert "--size s --reset" in refused.value.remedy
    assert (tmp_path / MADE).exists()


def test_a_folder_where_only_the_day_was_planned_when_opened_is_taken_over(tmp_path: Path) -> None:
    """A start that was interrupted before the house was made leaves nothing that could be wrong."""
    (tmp_path / MARK).write_text("0123\n", encoding="utf-8")
    keep_edition(tmp_path, Size.SMALL)
    assert (tmp_path / MARK).read_text(encoding="utf-8").strip() == digest_program()
