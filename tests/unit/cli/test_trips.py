"""`skjuts trips` and `skjuts demo-years`: from an invented history to a ledger, and faults told by line."""

from __future__ import annotations

from pathlib import Path

import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest

from skjuts.adapters.warehouse import read_shelf
from skjuts.cli.main import run
from skjuts.config.entry import compose
from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.months import month, read_month


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four invented years of a very small region."""
    path = tmp_path_factory.mktemp("years") / "trips.parquet"
    assert run(compose(), ["demo-years", "-o", str(path), "--scale", "0.01", "--last", "2025-12"]) == 0
    return path


def test_trips_when_read_in_then_says_how_many_and_of_when(
    years: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The invented history enters by the same command as a region's own."""
    assert run(compose(), ["trips", "import", str(years), "--to", str(tmp_path / "in"), "--name", "år"]) == 0
    count = pq.read_metadata(years).num_rows
    assert f"{count} resor inlästa, januari 2022 till december 2025." in capsys.readouterr().out
    assert read_shelf(tmp_path / "in").span == (month(2022, 1), month(2025, 12))


def test_trips_when_a_line_is_wrong_then_trying_tells_it_and_fails(
    years: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sender reads line, column, what is wrong, and mends it without asking."""
    path = tmp_path / "trips.csv"
    arrow_csv.write_csv(pq.read_table(years).slice(0, 20), path)
    assert run(compose(), ["trips", "try", str(path), "--to", str(tmp_path / "in")]) == 0
    assert "20 rader, 0 fel." in capsys.readouterr().out
    path.write_text(path.read_text(encoding="utf-8").replace('"hospital"', '"sjukhus"', 1), encoding="utf-8")
    assert run(compose(), ["trips", "try", str(path), "--to", str(tmp_path / "in")]) == 2
    told = capsys.readouterr().out
    assert "rad 2, category: Skriv något av: dialysis" in told
    assert "(sjukhus)" in told
    assert run(compose(), ["trips", "import", str(path), "--to", str(tmp_path / "in"), "--name", "a"]) == 2
    assert read_shelf(tmp_path / "in").intakes == ()


@pytest.mark.parametrize("text", ["2025", "2025-13", "2025-0", "mars", "2025-1-1"])
def test_month_when_it_is_none_then_is_refused(text: str) -> None:
    """A misspelt month is no month."""
    with pytest.raises(ImpossibleFigure):
        read_month(text)
