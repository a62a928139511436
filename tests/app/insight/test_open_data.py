"""Open data: small cells gone, a second look, an embargo, and files that anybody finds again."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.insight.errors import PublicationMoved, SecondLookNeeded
from skjuts.apps.insight.facts.open_data import Measures, OpenColumn, align_totals, form_table, write_csv
from skjuts.apps.insight.models import Publication
from skjuts.apps.insight.services.publish_data import publish, withdraw_publication
from skjuts.apps.tenancy.roles import Role
from skjuts.config.trips import HouseWarehouses
from skjuts.core.followup.months import month
from skjuts.core.ports.trip_warehouses import trip_warehouses
from tests.app.insight.plans import NOON
from tests.app.insight.trips import write_warehouse
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db
KEYS = (OpenColumn("manad", "Månaden.", "string"), OpenColumn("slag", "Slaget.", "string"))


@pytest.fixture
def warehouse(controller: Person, tmp_path: Path) -> Iterator[None]:
    """The controller's authority with trips."""
    with trip_warehouses.holding(HouseWarehouses(write_warehouse(tmp_path, controller.authority.id))):
        yield


@pytest.fixture
def second(controller: Person) -> Person:
    """Another controller of the same region."""
    return make_person(Role.CONTROLLER, unit=controller.unit, given_name="Sam")


def send(person: Person, address: str, **told: object) -> HttpResponse:
    """A form sent to an address."""
    return person.client.post(address, {"idempotency_key": str(uuid.uuid4()), **told})


def prepare(controller: Person, free_on: dt.date | None = None) -> Publication:
    """A year of trips, prepared by the form."""
    told = {
        "title": "Sjukresor", "about": "Resor i en påhittad region.",
        "first": str(month(2025, 10)), "last": str(month(2026, 9)),
        "free_on": (free_on or timezone.localdate()).isoformat(),
    }  # fmt: skip
    made = send(controller, reverse("insight:prepare-publication"), **told)
    assert made.status_code == 302, made.content.decode()
    return Publication.objects.order_by("-version")[0]


def addresses(found: Publication) -> dict[str, str]:
    """The public addresses of a publication."""
    own = {"authority": found.authority.slug, "dataset": found.name}
    file = own | {"version": found.version, "table": "resor-per-manad"}
    return {
        "sets": reverse("open-data:sets"),
        "set": reverse("open-data:set", kwargs=own),
        "table": reverse("open-data:table", kwargs=file),
        "metadata": reverse("open-data:metadata", kwargs=file),
        "catalogue": reverse("open-data:catalogue"),
    }


def test_publication_when_not_published_is_seen_by_nobody_outside(
    warehouse: None, controller: Person
) -> None:
    """A number that leaks before its day is a number that nobody trusts afterwards."""
    found, anyone = prepare(controller), Client()
    for name in ("set", "table", "metadata"):
        assert anyone.get(addresses(found)[name]).status_code == 404
    assert "Sjukresor</a>" not in anyone.get(addresses(found)["sets"]).content.decode()
    assert json.loads(anyone.get(addresses(found)["catalogue"]).content)["dcat:dataset"] == []


def test_publication_when_published_by_the_one_who_prepared_it_is_refused(
    warehouse: None, controller: Person, second: Person
) -> None:
    """Four eyes, and not two of them twice."""
    found = prepare(controller)
    with pytest.raises(SecondLookNeeded):
        publish(actor=controller.actor, publication_id=found.id, now=NOON)
    assert send(controller, reverse("insight:publish", args=[found.id])).status_code == 409
    assert send(second, reverse("insight:publish", args=[found.id])).status_code == 302
    with pytest.raises(PublicationMoved):
        publish(actor=second.actor, publication_id=found.id, now=NOON)


def test_publication_when_its_day_has_not_come_is_kept_in(
    warehouse: None, controller: Person, second: Person
) -> None:
    """The embargo holds also for what has been published."""
    found = prepare(controller, timezone.localdate() + dt.timedelta(days=1))
    publish(actor=second.actor, publication_id=found.id, now=NOON)
    assert Client().get(addresses(found)["table"]).status_code == 404
    page = second.client.get(reverse("insight:publication", args=[found.id])).content.decode()
    assert "Hålls inne till" in page


def test_files_when_published_say_what_they_are_and_hide_the_few(
    warehouse: None, controller: Person, second: Person
) -> None:
    """Anybody gets the table, what its columns mean, its licence, and the way to both."""
    found, anyone = prepare(controller), Client()
    publish(actor=second.actor, publication_id=found.id, now=NOON)
    answer = anyone.get(addresses(found)["table"])
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["manad"] for row in rows} == {*(f"2025-{one}" for one in (10, 11, 12)), "alla"} | {
        f"2026-{one:02}" for one in range(1, 10)
    }
    september = next(row for row in rows if row["manad"] == "2026-09" and row["fardsatt"] == "shared_taxi")
    assert (september["resor"], september["dold"]) == ("18", "0")
    told = json.loads(anyone.get(addresses(found)["metadata"]).content)
    assert told["dc:license"]["@id"].startswith("https://creativecommons.org/publicdomain/zero")
    assert [one["name"] for one in told["tableSchema"]["columns"]] == list(rows[0])
    assert "utan asylboenden" in told["dc:description"].casefold()
    catalogue = json.loads(anyone.get(addresses(found)["catalogue"]).content)
    (dataset,) = catalogue["dcat:dataset"]
    assert dataset["dcat:distribution"][0]["dcat:downloadURL"]["@id"].endswith(addresses(found)["table"])
    page = anyone.get(addresses(found)["set"]).content.decode()
    assert addresses(found)["table"] in page
    assert "CC0" in page


def test_publication_when_withdrawn_says_why_and_gives_no_file(
    warehouse: None, controller: Person, second: Person
) -> None:
    """What was once there is not denied; its numbers are gone."""
    found = prepare(controller)
    publish(actor=second.actor, publication_id=found.id, now=NOON)
    address = reverse("insight:withdraw-publication", args=[found.id])
    assert send(controller, address).status_code == 422
    assert send(controller, address, reason="En leverans räknades två gånger.").status_code == 302
    assert Client().get(addresses(found)["table"]).status_code == 404
    assert "En leverans räknades två gånger." in Client().get(addresses(found)["set"]).content.decode()
    assert Client().get(addresses(found)["sets"]).status_code == 200
    with pytest.raises(PublicationMoved):
        withdraw_publication(actor=second.actor, publication_id=found.id, reason="igen", now=NOON)


def test_publication_when_prepared_again_is_the_next_version_and_the_first_stays(
    warehouse: None, controller: Person, second: Person
) -> None:
    """Whoever has linked to a number finds that number."""
    first, again = prepare(controller), prepare(controller)
    assert (first.version, again.version, first.name) == (1, 2, again.name)
    for one in (first, again):
        publish(actor=second.actor, publication_id=one.id, now=NOON)
    assert Client().get(addresses(first)["table"]).status_code == 200
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(id=first.id).update(title="annat")


def test_table_when_formed_hides_the_few_and_one_more_and_empties_every_measure() -> None:
    """Four patients are known to their neighbours, and a total minus the rest gives them away."""
    cells = {
        (row, column): Measures(10 * people, 5_000_000, 90_000, people)
        for row, column, people in (
            ("jan", "dialys", 4), ("jan", "sjukhus", 60), ("feb", "dialys", 30), ("feb", "sjukhus", 70),
        )
    }  # fmt: skip
    table = form_table("resor", "Resor", KEYS, cells)
    hidden = {row[:2] for row in table.rows if row[-1]}
    assert ("jan", "dialys") in hidden
    assert len(hidden) == table.hidden >= 4
    assert all(row[2:5] == (None, None, None) for row in table.rows if row[-1])
    assert "jan,dialys,,,,1" in write_csv(table)


def test_total_when_hidden_in_one_table_is_hidden_in_all() -> None:
    """The same number stands in both, and one printed total would open the other."""
    few = form_table("a", "A", KEYS, {("x", "y"): Measures(3, 100, 100, 3)})
    many = form_table("b", "B", KEYS, {("x", "y"): Measures(30, 100, 100, 30)})
    assert few.rows[-1][-1] == 1
    assert [table.rows[-1][-1] for table in align_totals([many, few])] == [1, 1]
    assert align_totals([many]) == [many]
