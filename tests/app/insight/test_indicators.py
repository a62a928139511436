"""The catalogue of indicators: definitions with owners and reviews, and each with its own limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from skjuts.apps.insight.presenters.indicators import count_overdue, show_catalogue, show_indicator
from skjuts.apps.insight.queries.indicators import find_indicator, follow_indicator, get_catalogue
from skjuts.core.followup.indicators import Indicator
from skjuts.core.followup.indicators.indicator import Target
from skjuts.core.ports.trip_warehouses import TripWarehouse
from tests.app.insight.trips import LAST, price_of
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


def get_indicator(person: Person, slug: str) -> Indicator:
    """An indicator that can be counted."""
    found = find_indicator(person.actor, slug)
    assert isinstance(found, Indicator)
    return found


def test_catalogue_when_shown_says_why_how_whose_and_when(leader: Person) -> None:
    """An indicator that nobody answers for is nobody's."""
    page = leader.client.get(reverse("insight:indicators")).content.decode()
    for word in ("Kostnad per resa", "Controller för sjukresor", "fakturerat belopp", "Kan inte räknas än"):
        assert word in page, word


def test_catalogue_when_reviews_are_overdue_marks_them(leader: Person) -> None:
    """A definition that nobody has looked at for years is not a definition."""
    catalogue = get_catalogue(leader.actor)
    later = dt.date(2028, 1, 1)
    assert count_overdue(catalogue, TODAY) == 0
    assert count_overdue(catalogue, later) == len(catalogue.indicators) + len(catalogue.awaited)
    late = {row.status.label for one in show_catalogue(catalogue, later) for row in one.rows if row.status}
    assert late == {"Granskningen är försenad"}


def test_indicator_when_followed_is_the_ledger_s_own_quotient(trips: TripWarehouse, leader: Person) -> None:
    """Kronor a trip, counted by hand: dialysis and asylum left out."""
    course = follow_indicator(trips, get_indicator(leader, "cost-per-trip"))
    last = course.values[-1]
    assert last.month == LAST - 1
    kronor = (8 * price_of(0, LAST - 1) + 4 * price_of(1, LAST - 1)) / 12 / 100
    assert last.value == pytest.approx(kronor)
    assert last.base_people == 12
    assert course.chart is not None
    assert course.sentences


def test_every_indicator_when_opened_has_definition_population_and_owner(
    trips: TripWarehouse, leader: Person
) -> None:
    """Those that cannot be counted yet say what is missing, and have no figure."""
    catalogue = get_catalogue(leader.actor)
    for one in (*catalogue.indicators, *catalogue.awaited):
        page = leader.client.get(
            reverse("insight:indicator", args=[one.id.replace("_", "-")])
        ).content.decode()
        for word in (one.owner, "Nästa granskning"):
            assert word in page, (one.id, word)
        assert ("Vilka som räknas" in page) == isinstance(one, Indicator), one.id
    assert leader.client.get(reverse("insight:indicator", args=["finns-inte"])).status_code == 404


def test_indicator_when_few_travelled_is_hidden_with_its_chart(trips: TripWarehouse, leader: Person) -> None:
    """Three at asylum centres are few enough to be known."""
    asylum = get_indicator(leader, "asylum-cost-per-trip")
    course = follow_indicator(trips, asylum)
    assert course.chart is None
    assert all(one.is_hidden for one in course.values)
    shown = show_indicator(asylum, course, "prov", TODAY)
    assert {row[1] for row in shown.rows} == {"dolt"}


def test_percentile_when_followed_has_its_people_counted(trips: TripWarehouse, leader: Person) -> None:
    """A median of twelve people is shown; the ledger's percentiles do not count them by themselves."""
    course = follow_indicator(trips, get_indicator(leader, "median-distance"))
    assert course.values[-1].value == 20
    assert course.values[-1].people == 12


def test_target_when_set_is_judged_by_limits_and_not_by_one_month(
    trips: TripWarehouse, leader: Person
) -> None:
    """A target far from every limit is reached, or is not, and one inside them is chance."""
    trips_share = get_indicator(leader, "cost-per-trip")
    told = [
        " ".join(follow_indicator(trips, replace(trips_share, target=Target(value, "prov"))).sentences)
        for value in (1.0, 100_000.0)
    ]
    assert "nås inte" in told[0]
    assert "Målet nås:" in told[1]
