"""The platform's own trips brought to the ledger: all anew each time, never twice; and rows taken out."""

from __future__ import annotations

import datetime as dt
import io
import json
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.insight.forms.extracts import COLUMN_NAMES
from skjuts.config.trips import HouseIntakes, HouseWarehouses
from skjuts.core.followup.errors import RefusedTrips
from skjuts.core.followup.ledger import questions
from skjuts.core.followup.ledger.extract import SELECTABLE
from skjuts.core.followup.population import Choice, Population
from skjuts.core.ports.trip_warehouses import TripRow, trip_warehouses
from tests.app.insight.trips import LAST, write_warehouse
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
ROW = TripRow(
    trip="claim:1", travelled_on=dt.date(2026, 9, 3), patient="p-1", age_band="80+", area="2326",
    travel_mode="private_car", category="other", ledger="ordinary", payer="own_region",
    contract="Egen resa", distance_m=90_000, vehicle_m=90_000, invoiced_on=dt.date(2026, 9, 4),
    amount_ore=16_650,
)  # fmt: skip


def count(folder: Path, contract: str) -> int:
    """How many trips of a contract the ledger has."""
    trips = HouseWarehouses(folder).find(7)
    if trips is None:
        return 0
    rows = trips.answer("cells", questions.list_totals, Population(asylum=Choice.WITH), ("contract",))
    return {row["contract"]: row["trips"] for row in rows}.get(contract, 0)


def test_trips_when_brought_again_are_there_once_and_what_is_gone_is_gone(tmp_path: Path) -> None:
    """Every night brings everything: the ledger holds it once."""
    intakes = HouseIntakes(tmp_path)
    rows = [ROW, replace(ROW, trip="claim:2")]
    assert [intakes.bring(7, "egna", rows, "") for _ in range(2)] == [2, 2]
    assert count(tmp_path, "Egen resa") == 2
    edition = HouseWarehouses(tmp_path).find(7).edition  # type: ignore[union-attr]
    intakes.bring(7, "egna", list(reversed(rows)), "")
    assert HouseWarehouses(tmp_path).find(7).edition == edition  # type: ignore[union-attr]
    intakes.bring(7, "egna", rows[:1], "")
    assert count(tmp_path, "Egen resa") == 1
    intakes.bring(7, "egna", [], "")
    assert count(tmp_path, "Egen resa") == 0


def test_trip_that_another_delivery_holds_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    """The same trip from two sources is one cost counted twice."""
    write_warehouse(tmp_path, 7)
    taken = replace(ROW, trip=f"{LAST}-0-0")
    with pytest.raises(RefusedTrips):
        HouseIntakes(tmp_path).bring(7, "egna", [ROW, taken], "")
    assert count(tmp_path, "Egen resa") == 0
    assert count(tmp_path, "taxi") > 0


def order(person: Person, **changes: object) -> HttpResponse:
    """The form of an extract sent."""
    told = {
        "idempotency_key": str(uuid.uuid4()),
        "purpose": "Utvärdering av långa resor", "recipient": "Regionens FoU-enhet",
        "erase_on": (timezone.localdate() + dt.timedelta(days=200)).isoformat(),
        "first": str(LAST - 3), "last": str(LAST), "columns": ["month", "area", "km", "patient"],
    } | changes  # fmt: skip
    return person.client.post(reverse("insight:extract"), told)


def test_extract_when_taken_holds_nobody_and_is_logged_with_why_and_for_whom(
    controller: Person, tmp_path: Path
) -> None:
    """Rows leave with their order, and the log says that they did."""
    folder = write_warehouse(tmp_path, controller.authority.id)
    with trip_warehouses.holding(HouseWarehouses(folder)):
        answer = order(controller)
    assert answer["Content-Type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(packed.namelist()) == ["order.json", "trips.parquet"]
    told = json.loads(packed.read("order.json"))
    assert (told["recipient"], told["rows"]) == ("Regionens FoU-enhet", 4 * 18)
    assert b"p0-1" not in packed.read("trips.parquet")
    entry = AccessEntry.objects.filter(actor_authority_id=controller.authority.id).last()
    assert entry is not None
    assert (entry.action, entry.reason) == ("export", "Utvärdering av långa resor (Regionens FoU-enhet)")


def test_extract_when_ordered_names_each_column_in_words(controller: Person, tmp_path: Path) -> None:
    """Who orders does not know the file's headings by heart, and who reads the file finds them again."""
    assert list(COLUMN_NAMES) == list(SELECTABLE)
    with trip_warehouses.holding(HouseWarehouses(write_warehouse(tmp_path, controller.authority.id))):
        page = controller.client.get(reverse("insight:extract")).content.decode()
    assert "Åldersgrupp (age_band)" in page


@pytest.mark.parametrize(
    "changes",
    [{"purpose": ""}, {"columns": []}, {"erase_on": "2099-01-01"}, {"columns": ["trip", "travelled_on"]}],
    ids=str,
)
def test_extract_without_need_is_refused_and_not_logged(
    controller: Person, leader: Person, tmp_path: Path, changes: dict[str, object]
) -> None:
    """No purpose, no limit or more than leaves: no file. A leader takes out nothing at all."""
    folder = write_warehouse(tmp_path, controller.authority.id)
    with trip_warehouses.holding(HouseWarehouses(folder)):
        assert order(controller, **changes).status_code == 422
        assert order(leader).status_code == 404
    assert not AccessEntry.objects.filter(action="export").exists()
