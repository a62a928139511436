"""Savings plans in folders: what is missing or no text is told by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.files.savings_plans import parse_rows, read_savings_plan
from skjuts.core.followup.plans import BadPlan
from skjuts.core.kernel.errors import UnreadableInput


def test_sheet_when_written_with_commas_or_semicolons_then_reads_the_same() -> None:
    """Swedish spreadsheets write semicolons, others commas, and some begin with a byte order mark."""
    wanted = [["Nr", "Paket"], ["1", "Bussar, och mer"]]
    assert parse_rows("\ufeffNr;Paket\n1;Bussar, och mer\n".encode()) == wanted
    assert parse_rows(b'Nr,Paket\n1,"Bussar, och mer"\n') == wanted


def test_sheet_when_it_is_no_text_then_is_refused() -> None:
    """A workbook saved with the wrong ending must not become letters."""
    with pytest.raises(UnreadableInput):
        parse_rows(b"PK\x03\x04\xff\xfe")


def test_folder_when_a_sheet_is_missing_then_the_table_is_named(tmp_path: Path) -> None:
    """The statements name a sheet that nobody put there."""
    (tmp_path / "plan.toml").write_text(
        'title = "x"\n[[table]]\nid = "a"\ntitle = "A"\nyear = 2030\nunit = "Mkr"\nblank = "zero"\n'
        'sheet = "borta"\nsource = "påhittad"\n'
    )
    with pytest.raises(BadPlan) as caught:
        read_savings_plan(tmp_path)
    assert "borta" in caught.value.message


def test_folder_when_there_are_no_statements_then_is_refused(tmp_path: Path) -> None:
    """A folder without plan.toml is no plan."""
    with pytest.raises(UnreadableInput):
        read_savings_plan(tmp_path)
