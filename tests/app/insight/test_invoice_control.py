"""Invoice control: findings by amount, their lines with a trace, what was done, and drawn samples."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.urls import reverse

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.insight.models import DrawnSample, FindingMark, SampleLine
from skjuts.apps.insight.queries.billing import list_month_findings
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.services.check_sample import draw_sample, judge_line
from skjuts.apps.tenancy.roles import Role
from skjuts.config.trips import HouseWarehouses
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from skjuts.core.ports.trip_warehouses import TripWarehouse, trip_warehouses
from tests.app.insight.plans import NOON
from tests.app.insight.trips import LAST, write_warehouse
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db
MONTH = LAST - 1


def line(number: int, patient: str, **changes: str) -> dict[str, str]:
    """A billed line of an hour and 50 kilometres in one car, at full single fare."""
    return {
        "trip": f"rad-{number}", "travelled_on": "2026-09-07", "patient": patient, "area": "2380",
        "travel_mode": "wheelchair_vehicle", "category": "hospital", "ledger": "ordinary",
        "payer": "own_region", "contract": "Påhittad bil", "distance_m": "50000", "vehicle_m": "50000",
        "invoice": "f9", "invoiced_on": "2026-09-20", "amount_ore": "90000", "vehicle": "bil 7",
        "started_minute": "480", "ended_minute": "540", "shortest_m": "48000", "single_fare_ore": "90000",
    } | changes  # fmt: skip


LINES = [
    *(line(number, f"hemlig-{number}") for number in range(4)),
    line(5, "hemlig-5", vehicle="bil 8", started_minute="800", ended_minute="900", shortest_m="25000"),
]


@pytest.fixture
def trips(controller: Person, tmp_path: Path) -> Iterator[TripWarehouse]:
    """The controller's authority with four riders of one car billed singly, and a detour."""
    folder = write_warehouse(tmp_path, controller.authority.id, LINES)
    with trip_warehouses.holding(HouseWarehouses(folder)):
        found = find_trips(controller.actor)
        assert found is not None
        yield found


def send(person: Person, address: str, **told: object) -> HttpResponse:
    """A form sent to an address."""
    return person.client.post(address, {"idempotency_key": str(uuid.uuid4()), **told})


def pooled(controller: Person, trips: TripWarehouse) -> str:
    """The address of the finding of the shared car."""
    found = list_month_findings(controller.actor, trips, MONTH)
    assert [one.found.rule.value for one in found] == ["pooled_billed_singly", "too_long"]
    assert found[0].found.at_stake_ore == 3 * 90_000
    return reverse("insight:finding", args=[MONTH, found[0].id])


def test_findings_when_listed_come_with_the_largest_amount_first_and_can_be_narrowed(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """Whoever has an hour looks at what it can give; a leader sees what, not the lines."""
    address = reverse("insight:findings")
    page = controller.client.get(address, {"manad": MONTH}).content.decode()
    assert page.index("Samordnad tur, fakturerad en och en") > 0
    assert page.index("4 patienter åkte i samma bil") < page.index("den kortaste vägen är 25,0 km")
    assert pooled(controller, trips) in page
    narrowed = controller.client.get(address, {"manad": MONTH, "regel": "too_long"}).content.decode()
    assert "4 patienter" not in narrowed
    assert "ingen passar urvalet" in controller.client.get(address, {"lage": "settled"}).content.decode()
    seen = leader.client.get(address, {"manad": MONTH}).content.decode()
    assert "4 patienter" in seen
    assert pooled(controller, trips) not in seen


def test_lines_when_opened_say_nothing_of_who_and_are_logged(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """The carrier must be told which lines; nobody needs to be told who sat in the car."""
    address = pooled(controller, trips)
    page = controller.client.get(address).content.decode()
    assert "rad-0" in page
    assert "bil 7" in page
    assert "08.00–09.00" in page
    assert "hemlig" not in page
    entry = AccessEntry.objects.filter(actor_authority_id=controller.authority.id).last()
    assert entry is not None
    assert entry.context.startswith("finding:")
    assert leader.client.get(address).status_code == 404


def test_finding_when_marked_keeps_every_step_and_what_came_back(
    trips: TripWarehouse, controller: Person
) -> None:
    """Asked, answered, settled: rows beside each other, and the money counted once."""
    address = pooled(controller, trips)
    assert send(controller, address, state="asked", note="Hur många åkte?").status_code == 302
    assert send(controller, address, state="settled", agreed="2 700", note="Krediterat.").status_code == 302
    assert list(FindingMark.objects.values_list("state", "agreed_ore")) == [
        ("settled", 270_000),
        ("asked", None),
    ]
    page = controller.client.get(address).content.decode()
    assert "Hur många åkte?" in page
    listed = controller.client.get(reverse("insight:findings"), {"manad": MONTH}).content.decode()
    assert "Avslutad" in listed
    assert re.search(r"har 2\s700\s+kr kommit tillbaka", listed)
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingMark.objects.update(note="annat")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Hur långt har frågan kommit"),
        ({"state": "settled"}, "Skriv vad som kom tillbaka."),
        ({"state": "asked", "agreed": "5"}, "Ett belopp skrivs när frågan är avslutad."),
        ({"state": "settled", "agreed": "5"}, "Skriv hur frågan avslutades."),
        ({"state": "settled", "agreed": "fem", "note": "x"}, "Beloppet går inte att läsa."),
        ({"state": "asked", "note": "Gäller 191212121212."}, "Texten innehåller ett personnummer."),
    ],
)
def test_mark_that_does_not_hold_together_is_refused_at_its_field(
    trips: TripWarehouse, controller: Person, told: dict[str, str], sentence: str
) -> None:
    """A settled question without an answer is a question that was dropped."""
    answer = send(controller, pooled(controller, trips), **told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not FindingMark.objects.exists()


def test_finding_when_its_lines_are_mended_is_still_told_from_its_mark(
    trips: TripWarehouse, controller: Person, tmp_path: Path
) -> None:
    """A corrected delivery does not take away what was asked."""
    address = pooled(controller, trips)
    send(controller, address, state="asked", note="Hur många åkte?")
    folder = write_warehouse(tmp_path / "rättad", controller.authority.id, stamp="20261102")
    with trip_warehouses.holding(HouseWarehouses(folder)):
        page = controller.client.get(address).content.decode()
    assert "ser inte längre fel ut" in page
    assert "Hur många åkte?" in page


def test_sample_when_drawn_and_judged_says_what_all_lines_hold(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """From a draw through every line to an amount with an interval, by the pages alone."""
    made = send(controller, reverse("insight:draw-sample"), month=str(MONTH), wanted="12")
    assert made.status_code == 302
    sample = DrawnSample.objects.get()
    assert sample.line_count == 21 + len(LINES)
    assert sum(one["lines"] for one in sample.strata) == sample.line_count
    assert "rader kvar att bedöma" in controller.client.get(made.url).content.decode()
    for one in SampleLine.objects.all():
        told = {"error": "100", "note": "Fel väg."} if one.place == 1 else {"error": "0"}
        assert (
            send(controller, reverse("insight:sample-line", args=[sample.id, one.id]), **told).url == made.url
        )
    page = leader.client.get(made.url).content.decode()
    assert "Av alla rader är omkring" in page
    assert "med 95 % säkerhet mellan" in page
    assert "Rad 1<" not in page


def test_sample_when_drawn_with_the_same_seed_is_the_same(trips: TripWarehouse, controller: Person) -> None:
    """Whoever doubts the draw makes it again."""
    first, second = (
        draw_sample(actor=controller.actor, month=MONTH, contract="", wanted=8, now=NOON, seed=5)
        for _ in "ab"
    )
    assert [[one.trip for one in row.lines.all()] for row in (first,)] == [
        [one.trip for one in second.lines.all()]
    ]


def test_line_when_judged_again_keeps_both_and_counts_the_latest(
    trips: TripWarehouse, controller: Person
) -> None:
    """A hasty judgement is mended, not hidden."""
    sample = draw_sample(
        actor=controller.actor, month=MONTH, contract="Påhittad bil", wanted=4, now=NOON, seed=1
    )
    drawn = sample.lines.all()[0]
    with pytest.raises(InvalidField):
        judge_line(
            actor=controller.actor,
            sample_id=sample.id,
            line_id=drawn.id,
            error_ore=90_001,
            note="x",
            now=NOON,
        )
    for minute, (error, note) in enumerate(((90_000, "Aldrig körd."), (0, ""))):
        judge_line(
            actor=controller.actor,
            sample_id=sample.id,
            line_id=drawn.id,
            error_ore=error,
            note=note,
            now=NOON + dt.timedelta(minutes=minute),
        )
    page = controller.client.get(reverse("insight:sample-line", args=[sample.id, drawn.id])).content.decode()
    assert "Aldrig körd." in page
    assert "hemlig" not in page
    assert "Stämmer" in controller.client.get(reverse("insight:sample", args=[sample.id])).content.decode()


def test_control_when_asked_by_others_is_refused(trips: TripWarehouse, leader: Person) -> None:
    """A leader reads; another authority's controller finds nothing."""
    with pytest.raises(NotAllowed):
        draw_sample(actor=leader.actor, month=MONTH, contract="", wanted=4, now=NOON)
    stranger = make_person(Role.CONTROLLER)
    assert "Inga resor är inlästa" in stranger.client.get(reverse("insight:findings")).content.decode()


def test_pages_when_they_grow_put_no_more_questions_to_the_database(
    trips: TripWarehouse, controller: Person
) -> None:
    """A sample of forty lines is read in as few questions as one of four."""
    small, large = (
        draw_sample(actor=controller.actor, month=MONTH, contract="", wanted=wanted, now=NOON, seed=2)
        for wanted in (4, 20)
    )
    counts = [
        count_queries(controller.client, reverse("insight:sample", args=[one.id]))[1]
        for one in (small, large)
    ]
    assert counts[0] == counts[1] <= 10
    for address in (reverse("insight:findings"), reverse("insight:samples"), pooled(controller, trips)):
        assert count_queries(controller.client, address)[1] <= 12, address
