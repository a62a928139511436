"""Equity: what riders met, counted by hand on a small ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from skjuts.apps.insight.queries.equity import compare_by
from skjuts.config.trips import HouseWarehouses
from skjuts.core.followup.ledger.groups import Experience, GroupEstimate
from skjuts.core.ports.trip_warehouses import TripWarehouse, trip_warehouses
from tests.app.insight.trips import LAST
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db


def compared(trips: TripWarehouse, experience: Experience) -> dict[str, GroupEstimate]:
    """Each category's estimate."""
    found = compare_by(trips, "category")
    assert found is not None
    assert found[0] == (LAST - 12, LAST - 1)
    return {group.group: group for one in found[1] if one.experience is experience for group in one.groups}


def test_refusals_when_counted_are_trips_on_another_mode_than_asked_for(trips: TripWarehouse) -> None:
    """One of twelve patients was refused, on each of a year's trips; nobody in dialysis was."""
    told = compared(trips, Experience.REFUSED)
    hospital = told["hospital"]
    assert hospital.value == pytest.approx(1 / 12)
    assert hospital.people == 12
    assert hospital.low is not None
    assert hospital.high is not None
    assert hospital.low < 1 / 12 < hospital.high
    assert told["dialysis"].value == 0
    assert told["dialysis"].high is not None
    assert told["dialysis"].high > 0.2


def test_waits_when_counted_are_those_over_half_an_hour(trips: TripWarehouse) -> None:
    """Ten minutes is not a long wait; forty-five is."""
    assert compared(trips, Experience.WAITED)["hospital"].value == pytest.approx(1 / 12)


def test_column_when_it_has_not_been_read_in_is_said_to_be_missing(
    trips: TripWarehouse, leader: Person
) -> None:
    """A region that does not know the shortest way is told so, and shown no nought."""
    assert compared(trips, Experience.DETOUR)["hospital"].value is None
    page = leader.client.get(reverse("insight:equity")).content.decode()
    assert "Kolumnen som behövs finns inte" in page


def test_page_when_asked_by_each_cut_names_groups_in_words(trips: TripWarehouse, leader: Person) -> None:
    """Municipalities, ages and kinds of trips by name, and each figure with its basis."""
    for slug, word in (("kommun", "Östersund"), ("alder", "65–79 år"), ("behov", "Sjukhusbesök")):
        page = leader.client.get(reverse("insight:equity"), {"efter": slug}).content.decode()
        for each in (word, "resenärerna som urvalsenhet", "påhittade resor", "oktober 2025"):
            assert each in page, (slug, each)
    assert leader.client.get(reverse("insight:equity"), {"efter": "annat"}).status_code == 404


def test_page_when_nothing_is_read_in_says_so(leader: Person, tmp_path: Path) -> None:
    """An empty page tells what will come."""
    with trip_warehouses.holding(HouseWarehouses(tmp_path)):
        assert "Inga resor är inlästa" in leader.client.get(reverse("insight:equity")).content.decode()
