"""Rule books tried on past matters: what flips and costs, whom it hits, and what may not be told."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from django.http import HttpResponse
from django.urls import reverse

from skjuts.apps.insight.facts.rule_replays import list_work, mean_prices, read_matters, sum_up
from skjuts.apps.insight.facts.told_replays import tell_replay
from skjuts.apps.insight.models import Scenario, ScenarioRun
from skjuts.apps.insight.queries.tried_books import list_books
from skjuts.apps.insight.scenarios.running import run_long
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.ports.matter_histories import matter_histories
from skjuts.core.ports.packaged_books import PackagedBook, packaged_books
from skjuts.core.ports.past_matters import WeighedMatter
from skjuts.core.rules import Edition, RuleBook
from skjuts.core.simulation.rules import Behaviour
from tests.app.insight.test_replays import Direct, plain
from tests.app.permits.small_book import make_book
from tests.app.permits.world import TODAY, World, open_world
from tests.app.rulebooks.bench import open_bench
from tests.app.signed_in import Person, make_person
from tests.universe.rule_books import small_book

OLD, NEW = (
    small_book(("id: exempel", "id: gammal")),
    small_book(("id: exempel", "id: ny"), ("högst {limit}", "högst 1 km")),
)
SHARED = small_book(
    ("  coverage:\n", "  other:\n"),
    ("coverage: {name", "other: {name"),
    ("then: {coverage: omfattas}", "then: {other: omfattas}"),
    ("then: {coverage: omfattas inte}", "then: {other: omfattas inte}"),
)
"""What regions share has no table of who is covered."""
SPRING = dt.date(2026, 3, 2)
BANDS = DistanceBands()
PRICES = mean_prices(
    {"travel_mode": mode, "band": band, "invoiced_trips": 20, "cost_ore": 20 * ore}
    for mode, band, ore in (("bus", 0, 50_00), ("taxi", 0, 500_00), ("taxi", 1, 900_00))
)
TOLD = {
    "title": "Längre till bussen",
    "old": "program:gammal",
    "new": "program:ny",
    "source": "history",
    "first": "2026-01-01",
    "last": "2026-12-31",
    "home_percent_least": "0",
    "home_percent_most": "10",
    "home_percent_source": "påhittat",
}


def matter(person: int, to_stop: int = 600, day: dt.date = SPRING, **more: object) -> WeighedMatter:
    """Somebody so far from the stop: taxi by the old book, and by the new one bus within a kilometre."""
    facts = {
        "is_care": True,
        "walks": 2_000,
        "to_stop": to_stop,
        "is_frail": False,
        "travel_day": "2026-03-02",
    }
    told = {"municipality": "2380", "trips": 2, "facts": facts | dict(more)}
    return WeighedMatter(kind="patient_trip", person=person, decided_on=day, travel_day=day, **told)  # type: ignore[arg-type]


def tell(matters: Sequence[WeighedMatter], behaviour: Behaviour | None = None) -> dict[str, object]:
    """Matters replayed in a month's pieces, and told."""
    read = read_matters(matters, (OLD, NEW), PRICES, BANDS)
    work = list_work(read, (OLD, NEW), behaviour or Behaviour(0, 0, "x"))
    return tell_replay(*sum_up(one.call() for one in work))


def test_prices_when_taken_from_the_ledger_are_means_of_enough_invoiced_trips() -> None:
    """By distance where it is known; nothing of nineteen trips."""
    assert PRICES.find(1)["taxi"] == 900_00
    assert PRICES.find(None)["taxi"] == 700_00
    assert PRICES.find(5)["taxi"] == 700_00
    few = mean_prices([{"travel_mode": "taxi", "band": 0, "invoiced_trips": 19, "cost_ore": 1}])
    assert "taxi" not in few.find(0)
    assert few.find(0)["walk"] == 0


def test_matters_when_replayed_flip_and_cost_by_hand() -> None:
    """Six of eight lose the taxi: 6 × 2 × (50 − 700) kr where no distance is known."""
    told = tell([*(matter(number) for number in range(6)), matter(6, 400), matter(7, 1_500)])
    assert (told["matters"], told["people"], told["flipped"]) == (8, 8, 6)
    assert told["low_ore"] == told["high_ore"] == -6 * 2 * 650_00
    assert told["directions"] == {"down": 6, "up": 0, "aside": 0}


def test_matters_when_of_several_months_are_pieces_that_add_up() -> None:
    """A piece a month, named by both books; the assumption makes two ends."""
    days = [SPRING + dt.timedelta(days=31 * number) for number in range(3)]
    matters = [matter(number, day=day) for day in days for number in range(5)]
    read = read_matters(matters, (OLD, NEW), PRICES, BANDS)
    work = list_work(read, (OLD, NEW), Behaviour(0, 0.1, "x"))
    assert [one.key[:7] for one in work] == ["2026-03", "2026-04", "2026-05"]
    told = tell_replay(*sum_up(one.call() for one in work))
    assert (told["matters"], told["people"]) == (15, 5)
    assert told["high_ore"] == 15 * 2 * -650_00
    assert told["low_ore"] == told["high_ore"] - 15 * 2 * 5_00


def test_people_when_few_are_hit_are_not_told_of() -> None:
    """Four people with many matters each are four people."""
    told = tell([matter(number % 4, day=SPRING + dt.timedelta(days=number)) for number in range(40)])
    assert told["is_few"]
    assert not {"flipped", "low_ore", "flows", "directions"} & told.keys()


def test_flows_when_small_are_told_as_one_of_five_at_least() -> None:
    """Two who are left to the officer stand with others, so that nobody can subtract them."""
    matters = [matter(number) for number in range(9)]
    matters += [matter(20 + number, is_care=None) for number in range(2)]
    new = small_book(
        ("id: exempel", "id: ny"),
        ("högst {limit}", "högst 1 km"),
        ("then: {coverage: omfattas inte}", "then: {coverage: omfattas inte}"),
        ("when: {is_care: ja}", "when: {}"),
    )
    read = read_matters(matters, (OLD, new), PRICES, BANDS)
    told = tell_replay(*sum_up(one.call() for one in list_work(read, (OLD, new), Behaviour(0, 0, "x"))))
    assert told["flipped"] == 11
    assert [one["before"] for one in told["flows"]] == [None]
    assert told["flows"][0]["matters"] == 11


def test_groups_when_small_are_hidden_with_what_reveals_them() -> None:
    """Three of a municipality are nobody's business, and the rest does not give them away."""
    matters = [matter(number) for number in range(30)]
    matters += [matter(100 + number, municipality_of="x") for number in range(3)]
    far = [
        WeighedMatter(
            kind=one.kind,
            person=one.person + 500,
            decided_on=one.decided_on,
            travel_day=one.travel_day,
            trips=one.trips,
            municipality="2321",
            facts=one.facts,
        )
        for one in matters[:3]
    ]
    told = tell([*matters, *far])
    division = next(one for one in told["groups"] if one["division"] == "municipality")
    rows = {row[0]: row[1:] for row in division["rows"]}
    assert rows["2321"][0] is None
    assert rows["2321"][1] is None
    assert division["hidden"] >= 2


def test_facts_when_a_book_cannot_read_them_are_counted_and_left_out() -> None:
    """A fact that cannot be read is never taken as a no."""
    read = read_matters([matter(1), matter(2, is_frail="kanske")], (OLD, NEW), PRICES, BANDS)
    assert (len(read.matters), read.unread) == (1, 1)


@dataclass
class Shelf:
    """Two small books of the program."""

    books: dict[str, RuleBook] = field(default_factory=lambda: {"gammal": OLD, "ny": NEW, "delad": SHARED})

    def list_editions(self) -> tuple[Edition, ...]:
        """Their heads."""
        return tuple(replace(one.edition, id=name) for name, one in self.books.items())

    def find_book(self, book_id: str) -> PackagedBook | None:
        """One of them."""
        return PackagedBook(self.books[book_id]) if book_id in self.books else None


@dataclass
class Histories:
    """Matters that an authority has read in."""

    matters: list[WeighedMatter]

    def list_weighed(
        self, _authority_id: int, kind: str, first: dt.date, last: dt.date, /
    ) -> Sequence[WeighedMatter]:
        """Those of the days."""
        return [one for one in self.matters if one.kind == kind and first <= one.decided_on <= last]

    def name_source(self, _authority_id: int, /) -> str:
        """Invented."""
        return "påhittade prov"


@pytest.fixture
def past() -> Iterator[None]:
    """Two books, and forty matters of forty people."""
    held = Histories([matter(number, 300 + 100 * (number % 10)) for number in range(40)])
    with packaged_books.holding(Shelf()), matter_histories.holding(held):
        yield


def send(person: Person, **changes: str) -> HttpResponse:
    """The form, sent."""
    return person.client.post(
        reverse("insight:new-scenario", args=["regelomspel"]),
        {"idempotency_key": str(uuid.uuid4()), **TOLD, **changes},
    )


def work(person: Person, row: Scenario) -> ScenarioRun:
    """What a worker does, here and now."""
    run = row.runs.get()
    run_long(
        actor=person.actor,
        run_id=run.id,
        attempt=run.attempt,
        open_executor=lambda: contextlib.nullcontext(Direct()),
        workers=1,
    )
    return row.runs.get()


@pytest.mark.django_db
def test_replay_when_asked_for_is_told_with_its_assumption_and_its_books(
    past: None, controller: Person, leader: Person
) -> None:
    """Of ten distances from 300 to 1 200 metres, five lie between the limits: half of forty."""
    assert send(controller).status_code == 302
    row = Scenario.objects.get(title=TOLD["title"])
    run = work(controller, row)
    assert (run.state, run.answer["flipped"], run.answer["is_priced"]) == (ScenarioRun.State.DONE, 20, False)
    page = plain(leader.client.get(reverse("insight:scenario", args=[row.id])).content.decode())
    for words in (
        "20 av 40 ärenden",
        "(ur programmet)",
        "0–10 procent av dem som får mindre stannar hemma (påhittat)",
        "Inga resor är inlästa",
        "Östersund",
        "Exempel 1",
    ):
        assert words in page, words
    for name, begins in (("scenario-pdf", b"%PDF"), ("scenario-workbook", b"PK")):
        assert leader.client.get(reverse(f"insight:{name}", args=[row.id])).content.startswith(begins)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field_name", "value"),
    [
        ("new", "program:gammal"),
        ("new", "program:okänd"),
        ("new", "program:delad"),
        ("new", "../../etc"),
        ("last", "2025-12-31"),
        ("home_percent_most", "120"),
        ("home_percent_least", ""),
    ],
)
def test_form_when_it_cannot_be_answered_is_mended(
    past: None, controller: Person, field_name: str, value: str
) -> None:
    """One book twice, a book that is not there, days out of order, or nothing said of behaviour."""
    changes = {field_name: value} | ({"home_percent_most": ""} if value == "" else {})
    assert send(controller, **changes).status_code == 422
    assert not Scenario.objects.exists()


@pytest.mark.django_db
def test_replay_when_no_book_is_in_force_or_no_matter_is_there_says_so(
    past: None, controller: Person
) -> None:
    """Nobody waits for an answer that cannot come; and an empty period is told, not counted as nought."""
    assert send(controller, old="in_force").status_code == 422
    assert send(controller, source="decided").status_code == 302
    row = Scenario.objects.get()
    assert work(controller, row).fault == "followup.no_matters"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """A region with matters."""
    with open_world() as made:
        yield made


def test_matters_when_decided_here_are_replayed_without_names(world: World) -> None:
    """The rows of the permits, by the facts that were weighed; one person is too few to tell of."""
    _, application = world.certify()
    world.assess(application)
    world.decide(application)
    controller = make_person(Role.CONTROLLER, unit=world.ward.nurse.unit)
    shelf = Shelf({"gammal": make_book(), "ny": make_book(extra_denied="vård")})
    with acting(controller.actor), packaged_books.holding(shelf):
        send(controller, source="decided", last=str(TODAY), first=str(TODAY - dt.timedelta(days=90)))
        row = Scenario.objects.get()
        run = work(controller, row)
        assert (run.state, run.fault) == (ScenarioRun.State.DONE, "")
        assert (run.answer["matters"], run.answer["people"], run.answer["is_few"]) == (1, 1, True)
        page = controller.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
        assert "Färre än fem personer" in page
        assert world.ward.nurse.staff.family_name not in str(run.answer)


@pytest.mark.django_db
def test_books_to_try_are_ones_own_even_where_another_authoritys_rows_are_within_reach() -> None:
    """A centre that decides for a municipality still tries its own rules alone."""
    stranger = make_person(Role.CONTROLLER)
    with open_bench() as bench:
        own = make_person(Role.CONTROLLER, authority=bench.writer.authority)
        draft = str(bench.take_over().id)
        with entering(authorities=[own.actor.authority_id, stranger.actor.authority_id]):
            assert draft in dict(list_books(own.actor))
            assert draft not in dict(list_books(stranger.actor))
