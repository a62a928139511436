"""Budget, forecast and index beside the outcome; reasons opened; and the paper that says the same."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from skjuts.apps.insight.facts.budget_rows import divide_year, read_budget
from skjuts.apps.insight.facts.leading import YearSoFar, compare_year
from skjuts.apps.insight.facts.reasons import divide_reason
from skjuts.apps.insight.models import Budget, IndexTerms
from skjuts.apps.insight.presenters.kinds_of_figures import write_ore_short
from skjuts.apps.insight.presenters.leading import show_leader
from skjuts.apps.insight.presenters.reasons import SLUGS
from skjuts.apps.insight.queries.budgets import read_entered
from skjuts.apps.insight.queries.ledger import count_people_by_segment, find_trips, read_leader_figures
from skjuts.apps.insight.services.budgets import enter_budget, enter_index_terms
from skjuts.config.trips import HouseWarehouses
from skjuts.core.followup.decomposition import Factor
from skjuts.core.followup.months import month
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from skjuts.core.ports.letters import letter_press
from skjuts.core.ports.trip_warehouses import TripWarehouse, trip_warehouses
from tests.app.insight.plans import NOON
from tests.app.insight.sending import send
from tests.app.insight.trips import LAST, write_trip, write_warehouse
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
CLAUSES = [["taxi", "2023-06", "2023-11", "3", "1, 4, 7, 10", "0", "arbete 70, bränsle 30"]]


def _list_series() -> list[list[str]]:
    """Two series that rise a little each month, published in the middle of the next."""
    rows = []
    for name, rise in (("arbete", 0.25), ("bränsle", 0.1)):
        for place in range(48):
            year, number = 2023 + place // 12, place % 12 + 1
            published = dt.date(year + number // 12, number % 12 + 1, 15).isoformat()
            rows.append([name, f"{year}-{number:02d}", str(100 + rise * place), published, "påhittad"])
    return rows


SERIES = _list_series()


def test_budget_when_entered_again_holds_the_last_and_keeps_the_first(controller: Person) -> None:
    """A revised budget does not make the first one unsaid."""
    told = {"year": "2026", "ledger": "ordinary", "source": "RF 2025-11-20"}
    assert send(controller, "enter-budget", **told, whole="1200000").status_code == 302
    months = "\n".join(f"2026-{number:02d}; {100_000 + number} kr" for number in range(1, 13))
    assert send(controller, "enter-budget", **told, text=months).status_code == 302
    assert read_entered(controller.actor, TODAY).budgets[month(2026, 3)] == 10_000_300
    assert Budget.objects.count() == 24
    with pytest.raises(DatabaseError), transaction.atomic():
        Budget.objects.update(amount_ore=1)


@pytest.mark.parametrize(
    "text", ["", "2026-01; tusen", "2026-01; 5", "2025-01; 5", "2026-01; 5\n2026-01; 6", "januari; 5", "5"]
)
def test_budget_when_it_cannot_be_read_is_mended_and_nothing_is_kept(controller: Person, text: str) -> None:
    """Half a year's budget would look like half a year's money."""
    told = {"year": "2026", "ledger": "ordinary", "source": "RF"}
    assert send(controller, "enter-budget", **told, text=text).status_code == 422
    assert not Budget.objects.exists()


def test_year_when_divided_on_months_loses_nothing() -> None:
    """Twelve equal parts of a hundred kronor are not whole öre."""
    assert sum(divide_year(2026, 100).values()) == 10_000
    with pytest.raises(InvalidField):
        read_budget([["2026-01", "1"]], 2026)


def test_year_when_budgeted_is_told_beside_what_it_is_expected_to_cost(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """A budget far under what has been booked is said to be exceeded."""
    enter_budget(
        actor=controller.actor, ledger="ordinary", amounts=divide_year(2026, 12_000), source="RF", now=NOON
    )
    figures = read_leader_figures(trips, None, read_entered(controller.actor, TODAY))
    assert figures.outlook is not None
    assert figures.outlook.budget_ore == 1_200_000
    page = leader.client.get(reverse("insight:home")).content.decode()
    assert "överskrids" in page
    whole = leader.client.get(reverse("insight:budget")).content.decode()
    assert "december 2026" in whole
    assert "RF (Kim" in whole


def test_index_when_terms_are_entered_takes_its_part_from_the_price(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """What a clause raises is index; the parts of the contracts are the whole of it."""
    enter_index_terms(actor=controller.actor, clauses=CLAUSES, series=SERIES, source="avtal", now=NOON)
    figures = read_leader_figures(trips, None, read_entered(controller.actor, TODAY))
    bare = read_leader_figures(trips)
    assert figures.change is not None
    assert bare.change is not None
    moved = figures.change.by_factor[Factor.INDEX]
    assert moved > 0
    assert sum(one.change_ore for one in figures.indices) == moved
    assert moved + figures.change.by_factor[Factor.PRICE] == pytest.approx(
        bare.change.by_factor[Factor.PRICE], abs=2
    )
    page = leader.client.get(reverse("insight:indices")).content.decode()
    for word in ("taxi", "arbete", "publicerat", "avtal"):
        assert word in page, word


def test_index_when_it_names_an_unknown_series_is_mended(controller: Person) -> None:
    """A basket of nothing follows nothing."""
    clauses = "taxi; 2025-06; 2025-11; 3; 1; 0; okänd 100"
    answer = send(
        controller,
        "enter-indices",
        clauses=clauses,
        series="arbete; 2025-01; 100; 2025-02-15; SCB",
        source="x",
    )
    assert answer.status_code == 422
    assert "okänd" in answer.content.decode()
    assert not IndexTerms.objects.exists()


def test_story_when_told_is_of_the_month_that_is_shown(trips: TripWarehouse) -> None:
    """A past month is told by what could be known then, and the sentences name municipalities."""
    early = read_leader_figures(trips, LAST - 6)
    assert early.chart is not None
    assert early.chart.points[-1].month == LAST - 6
    told = " ".join(show_leader(early, trips).sentences)
    assert "april 2026" in told
    assert "Östersund" in " ".join(show_leader(read_leader_figures(trips), trips).sentences)
    assert "2380" not in told


def test_asylum_when_no_budget_is_set_then_the_page_says_so_and_shows_the_outcome(
    trips: TripWarehouse, leader: Person
) -> None:
    """Nine months of three trips at 900 kronor: 24 300 kronor, and nothing to compare with."""
    page = leader.client.get(reverse("insight:home")).content.decode()
    assert "Ingen budget är inlagd för asylboenden" in page
    assert write_ore_short(27 * 90_000) in page
    assert "konto=asylboenden" not in page


def test_asylum_when_a_budget_is_set_then_stands_beside_its_own_ledger_alone(
    trips: TripWarehouse, controller: Person
) -> None:
    """The state's money is never mixed with the region's: neither budget moves the other."""
    enter_budget(
        actor=controller.actor, ledger="asylum", amounts=divide_year(2026, 36_000), source="RS", now=NOON
    )
    entered = read_entered(controller.actor, TODAY)
    assert (len(entered.budgets), len(entered.asylum_budgets)) == (0, 12)
    asylum = read_leader_figures(trips, None, entered).asylum
    assert asylum == YearSoFar(LAST - 9, LAST - 1, 9 * 270_000, 9 * 300_000, 12 * 300_000, 9)
    page = controller.client.get(reverse("insight:home")).content.decode()
    assert "mindre än sin egen budget" in page
    own = controller.client.get(reverse("insight:budget"), {"konto": "asylboenden"}).content.decode()
    assert "RS (" in own
    assert "Plan mot utfall för asylboenden" in own
    assert "RS (" not in controller.client.get(reverse("insight:budget")).content.decode()


@pytest.mark.parametrize(
    ("told", "budget_ore", "year_ore", "budgeted"),
    [
        ({}, None, None, 0),
        ({LAST - 1: 5}, None, None, 1),
        ({LAST - place: 5 for place in range(10)}, 45, None, 9),
    ],
)
def test_year_so_far_when_months_lack_a_budget_then_their_sum_is_unknown(
    told: dict[int, int], budget_ore: int | None, year_ore: int | None, budgeted: int
) -> None:
    """A budget of some of the months is not the budget of them all."""
    found = compare_year({}, told, LAST - 1)
    assert (found.cost_ore, found.budget_ore, found.year_ore, found.budgeted) == (
        0,
        budget_ore,
        year_ore,
        budgeted,
    )


def test_reason_when_opened_says_what_it_is_and_adds_up(
    trips: TripWarehouse, leader: Person, controller: Person
) -> None:
    """Every number of the page opens; a segment of few people is not shown by itself."""
    for slug in SLUGS:
        page = leader.client.get(reverse("insight:reason", args=[slug])).content.decode()
        for word in ("Vad siffran är", "Källa", "Evidens"):
            assert word in page, (slug, word)
        assert "/resor/?" not in page
    assert leader.client.get(reverse("insight:reason", args=["annat"])).status_code == 404
    assert "/resor/?" in controller.client.get(reverse("insight:reason", args=["pris"])).content.decode()


def test_reason_when_its_trips_are_few_then_they_are_merged_and_its_number_opens_all_of_them(
    trips: TripWarehouse, controller: Person
) -> None:
    """Eight short, four long and six to dialysis are one kind of trip here: 18, which are the ones listed."""
    shown = controller.client.get(reverse("insight:reason", args=["pris"])).content.decode()
    assert "10–200\u00a0km" in shown
    assert "Dialys och sjukhusbesök" in shown
    assert "100–200\u00a0km" not in shown
    address = re.findall(r'href="([^"]+)">18</a>', shown)[-1].replace("&amp;", "&")
    listed = controller.client.get(address).content.decode()
    assert "Visar 1–18 av 18" in listed
    assert listed.count("f1</td>") == 18


def test_segment_when_of_few_people_then_is_not_shown_by_itself(
    trips: TripWarehouse, controller: Person
) -> None:
    """Cells of few people may together be of enough; what is not is put with the rest, never alone."""
    figures = read_leader_figures(trips)
    months = figures.compared, figures.month
    people = count_people_by_segment(trips, figures.segments, months)
    (segment,) = figures.segments
    assert people == {(segment, month): 8 for month in months}
    shown = divide_reason("price", figures.change, figures.segments, people)
    assert [one.segment for one in shown.shown] == [segment]
    hidden = divide_reason("price", figures.change, figures.segments, dict.fromkeys(people, 4))
    assert (hidden.shown, hidden.rest_count, hidden.rest_trips) == ((), 1, (18, 18))
    assert hidden.rest_ore == sum(one.change_ore for one in shown.shown)


def test_people_when_cells_of_few_are_merged_then_each_is_counted_once(
    controller: Person, tmp_path: Path
) -> None:
    """Three near and three far, one of them the same, are five people: enough to be shown together."""
    riders = ((20_000, ("a", "b", "c")), (90_000, ("c", "d", "e")))
    more = [
        write_trip(at, f"{at}-w-{metres}-{name}", name, metres)
        for at in (LAST - 13, LAST - 1)
        for metres, names in riders
        for name in names
    ]
    folder = write_warehouse(tmp_path, controller.authority.id, more)
    with trip_warehouses.holding(HouseWarehouses(folder)):
        trips = find_trips(controller.actor)
        assert trips is not None
        figures = read_leader_figures(trips)
        people = count_people_by_segment(trips, figures.segments, (figures.compared, figures.month))
    (lifted,) = (one for one in figures.segments if one.travel_mode == "wheelchair_vehicle")
    assert lifted.trips == (6, 6)
    assert people[lifted, figures.month] == 5


def test_paper_when_printed_says_the_page_s_numbers(
    trips: TripWarehouse, controller: Person, leader: Person
) -> None:
    """A board is handed what the page says, and nothing else."""
    enter_budget(
        actor=controller.actor, ledger="ordinary", amounts=divide_year(2026, 12_000), source="RF", now=NOON
    )
    seen: list[str] = []

    class Press:
        def print_pdf(self, html: str) -> bytes:
            seen.append(html)
            return b"%PDF-"

    with letter_press.holding(Press()):  # type: ignore[arg-type]
        assert leader.client.get(reverse("insight:report-pdf")).content == b"%PDF-"
    shown = show_leader(read_leader_figures(trips, None, read_entered(controller.actor, TODAY)), trips)
    paper = " ".join(seen[0].split())
    assert shown.outlook is not None
    for text in (
        *shown.sentences,
        *(cell for row in shown.rows for cell in (row.title, row.value, row.before, row.change)),
        *shown.outlook.sentences,
        *(row.cost for row in shown.outlook.rows),
    ):
        assert " ".join(text.split()) in paper, text
    assert leader.client.get(reverse("insight:report-pdf")).content.startswith(b"%PDF")


def test_budget_when_a_leader_enters_it_is_refused(leader: Person) -> None:
    """Those who are judged by a budget do not write it."""
    with pytest.raises(NotAllowed):
        enter_budget(actor=leader.actor, ledger="ordinary", amounts={}, source="x", now=NOON)
    with pytest.raises(NotAllowed):
        enter_index_terms(actor=leader.actor, clauses=[], series=[], source="x", now=NOON)


def test_budget_when_of_another_authority_is_not_seen(controller: Person) -> None:
    """Budgets do not cross the wall."""
    enter_budget(actor=controller.actor, ledger="ordinary", amounts={month(2026, 1): 1}, source="x", now=NOON)
    assert read_entered(make_person(*controller.actor.roles).actor, TODAY).budgets == {}
