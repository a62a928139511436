"""An extract leaves without who anybody is, for a purpose and a time."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from skjuts.adapters.warehouse import Warehouse, write_extract
from skjuts.core.followup.errors import ExtractNotAllowed
from skjuts.core.followup.ledger.extract import SELECTABLE, ExtractOrder, pseudonymise
from skjuts.core.followup.population import Choice, Population
from tests.contract.warehouse.trips import make_trips

TODAY = date(2026, 4, 1)
ORDER = ExtractOrder(
    "Påhittad uppföljning av långa resor",
    "Påhittad utredare",
    date(2026, 10, 1),
    SELECTABLE,
    Population(asylum=Choice.WITH),
)


def _write(warehouse: Warehouse, folder: Path, order: ExtractOrder = ORDER) -> list[dict[str, object]]:
    count = write_extract(warehouse, order, folder, TODAY)
    rows: list[dict[str, object]] = pq.read_table(folder / "trips.parquet").to_pylist()
    assert len(rows) == count
    return rows


def test_extract_when_written_then_holds_no_id_of_the_source(warehouse: Warehouse, tmp_path: Path) -> None:
    """Neither who travelled, nor which trip, run, permit or invoice, nor the day."""
    rows = _write(warehouse, tmp_path / "one")
    assert len(rows) == 600
    text = json.dumps(rows, default=str)
    for trip in make_trips():
        for name in ("trip", "patient", "run", "invoice"):
            assert trip[name] is None or f'"{trip[name]}"' not in text
    assert "travelled_on" not in rows[0]
    assert "distance_m" not in rows[0]


def test_extract_when_two_are_made_then_cannot_be_joined(warehouse: Warehouse, tmp_path: Path) -> None:
    """The key is thrown away: a patient is one in this extract and another in the next."""
    one, two = (_write(warehouse, tmp_path / name) for name in ("one", "two"))
    patients = [{row["patient"] for row in rows} - {None} for rows in (one, two)]
    assert len(patients[0]) == len(patients[1]) == len({trip["patient"] for trip in make_trips()} - {None})
    assert not patients[0] & patients[1]


def test_extract_when_few_share_a_row_then_what_narrows_down_is_blanked(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    """An old lady on dialysis in the smallest municipality is known to all her neighbours."""
    people = defaultdict(set)
    for row in _write(warehouse, tmp_path / "one"):
        if row["area"] is not None:
            people[row["month"], row["ledger"], row["area"], row["age_band"], row["category"]].add(
                row["patient"]
            )
    assert people
    assert all(len(group - {None}) >= 5 for group in people.values())


def test_extract_when_written_then_its_order_lies_beside_it(warehouse: Warehouse, tmp_path: Path) -> None:
    """Whoever finds the file later must see what it was for and when it should be gone."""
    _write(warehouse, tmp_path / "one", replace(ORDER, columns=("month", "km")))
    told = json.loads((tmp_path / "one" / "order.json").read_text(encoding="utf-8"))
    assert (told["purpose"], told["erase_on"], told["rows"]) == (ORDER.purpose, "2026-10-01", 600)
    assert told["population"] == "dialysresor medräknade, asylboenden medräknade"


BAD = [
    {"purpose": " "},
    {"recipient": ""},
    {"erase_on": TODAY},
    {"erase_on": date(2029, 1, 1)},
    {"columns": ()},
    {"columns": ("month", "travelled_on")},
]


@pytest.mark.parametrize("change", BAD, ids=str)
def test_extract_when_ordered_without_need_then_is_refused(
    warehouse: Warehouse, tmp_path: Path, change: dict[str, object]
) -> None:
    """No purpose, no limit, or more than the ledger lets out: nothing is written."""
    with pytest.raises(ExtractNotAllowed):
        write_extract(warehouse, replace(ORDER, **change), tmp_path / "one", TODAY)
    assert not (tmp_path / "one").exists()


def test_pseudonym_when_the_key_is_short_then_is_refused() -> None:
    """A short key can be tried out."""
    with pytest.raises(ExtractNotAllowed):
        pseudonymise(b"short", "patient", "p1")
    key = b"k" * 32
    assert pseudonymise(key, "patient", "p1") != pseudonymise(key, "trip", "p1")
