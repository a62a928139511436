"""The leader's page: three sentences from figures, apart what is apart, and every figure opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.insight.presenters.kinds_of_figures import list_kinds
from skjuts.apps.insight.presenters.leading import tell
from skjuts.apps.insight.queries.ledger import find_trips, read_leader_figures
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.roles import Role
from skjuts.config.trips import HouseWarehouses
from skjuts.core.followup.decomposition import Factor
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.trip_warehouses import TripWarehouse, trip_warehouses
from tests.app.insight.trips import DEARER_FROM, LAST
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db
SETTLED = LAST - 1


def test_page_when_shown_tells_the_last_settled_month_and_why(trips: TripWarehouse, leader: Person) -> None:
    """The last month always looks cheap; the page speaks of the last one whose invoices have all come."""
    page = leader.client.get(reverse("insight:home")).content.decode()
    assert "september 2026" in page
    assert "långa resor" in page.casefold()
    assert "Varför kostnaden ändrades" in page
    assert "Månader som väntar på fakturor" in page


def test_figures_when_a_price_rises_put_the_whole_change_on_price(trips: TripWarehouse) -> None:
    """Nothing but the long trips' price moved: a tenth of four trips of 2 500 kr."""
    figures = read_leader_figures(trips)
    assert figures.month == SETTLED
    assert figures.change is not None
    assert figures.change.change_ore == 4 * 25_000
    assert figures.change.by_factor[Factor.PRICE] == 4 * 25_000
    assert "priset utöver index" in tell(figures)[1]


def test_populations_when_summed_are_apart_and_add_up(trips: TripWarehouse) -> None:
    """Ordinary and asylum are all; dialysis and long trips lie within the ordinary."""
    ledgers = read_leader_figures(trips).ledgers
    assert ledgers.ordinary[SETTLED].trips == 18
    assert ledgers.asylum[SETTLED].trips == 3
    assert ledgers.dialysis[SETTLED].trips == 6
    assert ledgers.long_trips[SETTLED].cost_ore == 4 * 275_000


def test_month_when_invoices_are_to_come_is_foreseen_and_not_explained(trips: TripWarehouse) -> None:
    """October has three of four invoices: it is completed, never called a fall."""
    figures = read_leader_figures(trips)
    october = figures.nowcasts[LAST]
    assert LAST not in figures.settled
    assert october.booked_ore < october.expected_ore
    assert october.expected_ore == pytest.approx(figures.ledgers.ordinary[SETTLED].cost_ore, rel=0.03)


def test_month_when_wished_for_is_shown_and_one_that_is_not_settled_is_not(trips: TripWarehouse) -> None:
    """A leader looks back; nobody looks at half a month."""
    assert read_leader_figures(trips, DEARER_FROM).month == DEARER_FROM
    assert read_leader_figures(trips, LAST).month == SETTLED
    assert read_leader_figures(trips, 1).month == SETTLED


def test_every_figure_when_opened_has_definition_population_source_and_evidence(
    trips: TripWarehouse, leader: Person
) -> None:
    """No figure without what it is of."""
    for kind in list_kinds():
        page = leader.client.get(reverse("insight:figure", args=[kind.slug])).content.decode()
        for word in (kind.definition, kind.people, "Källa", "påhittade resor", "Evidens"):
            assert word in page, (kind.slug, word)
        assert "Resorna bakom siffran" not in page


def test_small_cells_when_shown_are_hidden(trips: TripWarehouse, leader: Person) -> None:
    """Three at asylum centres are few enough to be known."""
    page = leader.client.get(reverse("insight:figure", args=["asylboenden"])).content.decode()
    assert "färre än 5" in page
    few = make_person(Role.CONTROLLER, unit=leader.unit)
    listed = few.client.get(reverse("insight:trips", args=["asylboenden"])).content.decode()
    assert "kunna kännas igen" in listed


def test_trips_when_listed_say_nothing_of_who_and_are_logged(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """The walk from a million down to its trips, for those who may, with a trace."""
    address = reverse("insight:trips", args=["kostnad"])
    page = controller.client.get(address, {"manad": SETTLED}).content.decode()
    assert "Samordnad taxi" in page
    assert "p0-1" not in page
    entry = AccessEntry.objects.filter(actor_authority_id=controller.authority.id).last()
    assert entry is not None
    assert entry.context == f"figure:kostnad:{SETTLED}"
    assert leader.client.get(address).status_code == 404


def test_page_when_nothing_is_read_in_says_so(leader: Person, tmp_path: Path) -> None:
    """An empty page tells what will come, and every figure still has its definition."""
    with trip_warehouses.holding(HouseWarehouses(tmp_path)):
        assert "Inga resor är inlästa" in leader.client.get(reverse("insight:home")).content.decode()
        page = leader.client.get(reverse("insight:figure", args=["kostnad"])).content.decode()
        assert "Fakturerat belopp utan moms" in page


def test_trips_when_of_another_authority_are_not_found(trips: TripWarehouse) -> None:
    """Each authority has a folder of its own, and an actor asks for no other."""
    stranger = make_person(Role.LEADER)
    assert Authority.objects.count() > 1
    assert find_trips(stranger.actor) is None
    with pytest.raises(NotAllowed):
        find_trips(make_person(Role.CARE_STAFF).actor)


def test_long_trips_when_opened_are_the_long_ones_alone(trips: TripWarehouse, controller: Person) -> None:
    """The walk from the long trips' cost ends at long trips, and few of them are not shown one by one."""
    page = controller.client.get(reverse("insight:figure", args=["langa-resor"])).content.decode()
    assert "Resorna bakom siffran" in page
    listed = controller.client.get(reverse("insight:trips", args=["langa-resor"]), {"manad": SETTLED})
    assert "kunna kännas igen" in listed.content.decode()
