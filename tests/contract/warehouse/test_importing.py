"""A region's own history read in: tried line by line, all or nothing, and what it becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from skjuts.adapters.warehouse import Relation, import_trips, open_warehouse, read_shelf, try_trips
from skjuts.core.followup.errors import RefusedTrips, TooFewMonths
from skjuts.core.followup.ledger import questions
from skjuts.core.followup.months import month
from skjuts.core.followup.population import Choice, Population
from skjuts.core.kernel.errors import InvalidField, UnreadableInput
from tests.contract.warehouse.trips import make_trips, write_csv

WRONG = [
    ("trip", "", "Cellen är tom."),
    ("trip", "t;1\u0007", "Har otillåtna tecken."),
    ("trip", "x" * 65, "Är längre än 64 tecken."),
    ("travelled_on", "2025-13-01", "Dagen finns inte."),
    ("travelled_on", "1 mars", "Skriv dagen som ÅÅÅÅ-MM-DD."),
    ("patient", "19121212-1212", "Ser ut som ett personnummer; skicka ett id."),
    ("age_band", "70-74", "Skriv något av: 0-17, 18-64, 65-79, 80+."),
    ("area", "238", "Har fel form."),
    ("ledger", "asyl", "Skriv något av: ordinary, asylum."),
    ("distance_m", "12,5", "Skriv ett helt tal utan mellanrum."),
    ("distance_m", "-4", "Skriv ett helt tal utan mellanrum."),
    ("distance_m", "3000001", "Talet är större än 3000000."),
    ("vehicle_m", "9" * 30, "Talet är större än 3000000."),
    ("vehicle_m", "", "Cellen är tom."),
    ("amount_ore", "", "Belopp och fakturadag ska båda finnas eller båda saknas."),
    ("invoiced_on", "2020-01-01", "Resan är fakturerad före resdagen."),
]


def _rows() -> list[dict[str, Any]]:
    return make_trips(30)


def _place_of_invoiced(rows: list[dict[str, Any]]) -> int:
    return next(place for place, row in enumerate(rows) if row["amount_ore"] is not None)


@pytest.mark.parametrize(("column", "cell", "sentence"), WRONG)
def test_dry_run_when_a_cell_is_wrong_then_names_line_column_and_remedy(
    tmp_path: Path, column: str, cell: str, sentence: str
) -> None:
    """Whoever made the file finds the cell without asking us."""
    rows = _rows()
    place = _place_of_invoiced(rows)
    rows[place][column] = cell
    found = try_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", rows), "a")
    assert (found.fault_count, found.rows, found.is_clean) == (1, 30, False)
    fault = found.faults[0]
    assert (fault.line, fault.column, fault.sentence) == (place + 2, column, sentence)


def test_dry_run_when_a_cell_names_a_person_then_is_not_repeated(tmp_path: Path) -> None:
    """An error list is read aloud, mailed and logged."""
    rows = _rows()
    rows[3]["patient"], rows[4]["area"] = "191212121212", "Östersund"
    found = try_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", rows), "a")
    assert [fault.value for fault in found.faults] == ["", "Östersund"]


def test_dry_run_when_a_trip_stands_twice_then_names_the_second_line(tmp_path: Path) -> None:
    """A doubled trip is a doubled cost."""
    rows = [*_rows(), _rows()[0]]
    found = try_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", rows), "a")
    assert [(fault.line, fault.sentence) for fault in found.faults] == [
        (32, "Resan står på en tidigare rad.")
    ]


def test_dry_run_when_a_line_is_cut_off_then_names_the_line(tmp_path: Path) -> None:
    """A file that broke off in transfer is not a shorter history."""
    path = write_csv(tmp_path / "in.csv", _rows())
    path.write_text(path.read_text(encoding="utf-8").rstrip()[:-60], encoding="utf-8")
    found = try_trips(tmp_path / "shelf", path, "a")
    assert [fault.line for fault in found.faults] == [31]


def test_dry_run_when_all_is_well_then_keeps_nothing(tmp_path: Path) -> None:
    """Trying is not reading in."""
    found = try_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", _rows(), ","), "a")
    assert (found.is_clean, found.rows) == (True, 30)
    assert read_shelf(tmp_path / "shelf").intakes == ()
    with pytest.raises(TooFewMonths):
        open_warehouse(tmp_path / "shelf")


def test_import_when_a_row_is_wrong_then_nothing_is_read_in(tmp_path: Path) -> None:
    """Half a history gives whole figures that are wrong."""
    rows = _rows()
    rows[5]["area"] = "Jämtland"
    with pytest.raises(RefusedTrips) as refused:
        import_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", rows), "a", "s1")
    assert refused.value.field == "rad 7, kolumn area"
    assert read_shelf(tmp_path / "shelf").intakes == ()


def _trips(folder: Path) -> list[dict[str, Any]]:
    warehouse = open_warehouse(folder)
    everyone = Population(asylum=Choice.WITH)
    rows = warehouse.answer(Relation.TRIPS, questions.list_trips, everyone, 1000)
    warehouse.close()
    return sorted(rows, key=lambda row: row["trip"])


def test_import_when_done_then_every_cell_is_as_it_was(tmp_path: Path) -> None:
    """CSV and Parquet of the same trips become the same ledger."""
    rows = _rows()
    import_trips(tmp_path / "a", write_csv(tmp_path / "in.csv", rows), "a", "s1")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    import_trips(tmp_path / "b", tmp_path / "in.parquet", "a", "s1")
    expected = sorted(rows, key=lambda row: row["trip"])
    assert _trips(tmp_path / "a") == expected
    assert _trips(tmp_path / "b") == expected


def test_import_when_the_same_name_comes_again_then_is_replaced(tmp_path: Path) -> None:
    """A corrected month is sent once more, and is not there twice."""
    folder, rows = tmp_path / "shelf", _rows()
    import_trips(folder, write_csv(tmp_path / "in.csv", rows), "mars", "s1")
    before = open_warehouse(folder)
    intake = import_trips(folder, write_csv(tmp_path / "in.csv", rows[:10]), "mars", "s2", note="rättad")
    assert not before.is_current
    before.close()
    assert (intake.trips, intake.note) == (10, "rättad")
    assert len(_trips(folder)) == 10
    assert not list(folder.glob("*-s1.parquet"))
    assert read_shelf(folder).span[0] >= month(2025, 10)


def test_import_when_another_load_has_the_trip_then_is_refused(tmp_path: Path) -> None:
    """The same trip in two deliveries would be paid for twice in every figure."""
    folder, rows = tmp_path / "shelf", _rows()
    import_trips(folder, write_csv(tmp_path / "in.csv", rows[:20]), "a", "s1")
    found = try_trips(folder, write_csv(tmp_path / "more.csv", rows[19:]), "b")
    assert [(fault.line, fault.sentence) for fault in found.faults] == [
        (2, "Resan finns redan i en annan inläsning.")
    ]
    import_trips(folder, write_csv(tmp_path / "more.csv", rows[20:]), "b", "s2")
    assert len(_trips(folder)) == 30


def test_file_when_it_is_not_what_it_claims_then_is_refused(tmp_path: Path) -> None:
    """Wrong file, wrong columns, wrong letters: each with a sentence and no traceback."""
    folder = tmp_path / "shelf"
    with pytest.raises(UnreadableInput):
        try_trips(folder, tmp_path / "none.csv", "a")
    (tmp_path / "no.parquet").write_bytes(b"this is no parquet file")
    with pytest.raises(UnreadableInput):
        try_trips(folder, tmp_path / "no.parquet", "a")
    (tmp_path / "latin.csv").write_bytes("trip;resväg på Frösön".encode("latin-1"))
    with pytest.raises(UnreadableInput):
        try_trips(folder, tmp_path / "latin.csv", "a")
    (tmp_path / "other.csv").write_text("trip;km\n1;2\n", encoding="utf-8")
    with pytest.raises(
        InvalidField, match=r"Kolumner som saknas: travelled_on, .*Kolumner som inte finns .*: km"
    ):
        try_trips(folder, tmp_path / "other.csv", "a")
    (tmp_path / "twice.csv").write_text("trip;trip\n1;2\n", encoding="utf-8")
    with pytest.raises(InvalidField):
        try_trips(folder, tmp_path / "twice.csv", "a")


def test_import_when_the_file_has_no_trips_then_is_refused(tmp_path: Path) -> None:
    """An empty delivery is more often a fault than a month without trips."""
    with pytest.raises(RefusedTrips):
        import_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", []), "a", "s1")
    assert read_shelf(tmp_path / "shelf").intakes == ()


def test_shelf_when_its_list_is_damaged_then_says_so(tmp_path: Path) -> None:
    """A disk that failed is told as such."""
    (tmp_path / "warehouse.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableInput):
        read_shelf(tmp_path)


def test_days_when_stored_then_are_days(tmp_path: Path) -> None:
    """Dates must not become times of some zone on the way."""
    import_trips(tmp_path / "a", write_csv(tmp_path / "in.csv", _rows()), "a", "s1")
    schema = pq.read_schema(tmp_path / "a" / "trips-s1.parquet")
    assert schema.field("travelled_on").type == pa.date32()
    assert isinstance(_trips(tmp_path / "a")[0]["travelled_on"], date)


DRIVE = (
    *("vehicle", "started_minute", "ended_minute", "shortest_m", "single_fare_ore"),
    *("asked_mode", "waited_minutes"),
)


def test_file_without_the_columns_that_may_be_absent_is_read_and_they_are_unknown(tmp_path: Path) -> None:
    """Whoever has no times of the drive still follows up its cost."""
    rows = [{name: cell for name, cell in one.items() if name not in DRIVE} for one in _rows()]
    path = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    import_trips(tmp_path / "shelf", path, "a", "s1")
    warehouse = open_warehouse(tmp_path / "shelf")
    (trip,) = warehouse.answer(Relation.TRIPS, questions.list_trips, Population(asylum=Choice.WITH), 1)
    assert [trip[name] for name in DRIVE] == [None] * len(DRIVE)


def test_intake_from_before_a_column_existed_is_still_asked(tmp_path: Path) -> None:
    """A year that was read in last year is not read in again because the ledger grew."""
    import_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", _rows()), "a", "s1")
    kept = tmp_path / "shelf" / "trips-s1.parquet"
    old = pq.read_table(kept)
    pq.write_table(old.drop_columns(list(DRIVE)), kept)
    newer = [{**one, "trip": f"n{number}"} for number, one in enumerate(_rows())]
    for name, rows in (("a", []), ("b", newer)):
        if rows:
            import_trips(tmp_path / "shelf", write_csv(tmp_path / "b.csv", rows), name, "s2")
        warehouse = open_warehouse(tmp_path / "shelf")
        trips = warehouse.answer(Relation.TRIPS, questions.list_trips, Population(asylum=Choice.WITH), 100)
        assert len([one for one in trips if one["vehicle"] is None]) == 30
        warehouse.close()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"ended_minute": ""}, "Hämtning och lämning ska båda finnas eller båda saknas."),
        ({"started_minute": 600, "ended_minute": 599}, "Resenären är lämnad före hämtningen."),
    ],
)
def test_drive_that_cannot_be_is_refused(tmp_path: Path, cells: dict[str, Any], sentence: str) -> None:
    """A trip that ends before it starts would overlap nothing."""
    rows = _rows()
    rows[4] |= cells
    (fault,) = try_trips(tmp_path / "shelf", write_csv(tmp_path / "in.csv", rows), "a").faults
    assert (fault.line, fault.column, fault.sentence) == (6, "ended_minute", sentence)
