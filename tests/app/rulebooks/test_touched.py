"""Whom a change would have touched, counted by unit; and old decisions that stay as they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.permits.models import Assessment
from skjuts.apps.permits.services.assess import replay_assessment
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.presenters.changes import show_changes
from skjuts.apps.rulebooks.presenters.tables import find_text, show_table
from skjuts.apps.rulebooks.presenters.trials import show_impact
from skjuts.apps.rulebooks.queries.books import AuthorityRuleBooks
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.packaged_books import packaged_books
from skjuts.core.ports.past_matters import Direction, Impact, Question, past_matters
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import Document, RuleBook, read_book
from skjuts.core.rules.analysis import compare_books
from skjuts.core.rules.editing import add_row, change_outcome, remove_row, set_parameter_from
from tests.app.permits.small_book import EVIDENCE, make_book, write_small_book
from tests.app.permits.world import TODAY, World, open_world
from tests.app.rulebooks.bench import Bench, SmallShelf

NEXT_MONTH = dt.date(2026, 12, 1)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """A region with matters."""
    with open_world() as made:
        yield made


def make_fee_book(fee: str = "100 kr") -> RuleBook:
    """The small book with a fee for a shared taxi."""
    written: dict[str, Any] = write_small_book(walking_m=500, trips=20, extra_denied="")
    modes = {"shared_taxi": "taxi i samåkning", "bus": "buss"}
    written["facts"]["travel_mode"] = {
        "name": "färdsättet",
        "kind": "choice",
        "choices": modes,
        "question": "Hur?",
    }
    written["parameters"]["taxi_fee"] = {
        "name": "avgiften för taxi",
        "kind": "money",
        "values": [{"value": fee, "from": "2020-01-01", **EVIDENCE}],
    }
    written["tables"]["copayment"] = {
        "name": "Egenavgift",
        "policy": "first",
        "columns": ["travel_mode"],
        "outcomes": {
            "fee_shape": {"name": "slaget", "kind": "choice", "choices": {"flat": "fast avgift"}},
            "fee": {"name": "avgiften", "kind": "money"},
        },
        "rows": [
            {
                "id": "taxi",
                "when": {"travel_mode": "taxi i samåkning"},
                "then": {"fee_shape": "fast avgift", "fee": "{taxi_fee}"},
                "reason": "Taxi kostar {taxi_fee}.",
                **EVIDENCE,
            }
        ],
    }
    return read_book(Document(written))


def weigh(world: World, old: RuleBook, new: RuleBook, *, most: int = 10, day: dt.date = TODAY) -> Impact:
    """Both books put to what is decided."""
    kinds = ("patient_trip",)
    authority = world.ward.authority.id
    return past_matters.get().weigh_again(
        Question(authority_id=authority, kinds=kinds, old=old, new=new, day=day, most=most)
    )


def decide_one(world: World) -> UUID:
    """A matter certified, assessed and granted."""
    _, application = world.certify()
    world.assess(application)
    world.decide(application)
    return application.id


@pytest.mark.parametrize(
    ("new", "direction", "table"),
    [
        (make_book(trips=5), Direction.TIGHTENED, "permit_limits"),
        (make_book(extra_denied="vård"), Direction.TIGHTENED, "coverage"),
        (make_book(walking_m=50), Direction.UNCLEAR, "fits_public_transport"),
    ],
)
def test_matter_when_the_books_part_then_told_where_and_which_way(
    world: World, new: RuleBook, direction: Direction, table: str
) -> None:
    """Fewer trips and a refusal are less; a new question is the officer's to answer."""
    matter = decide_one(world)
    (shift,) = weigh(world, make_book(), new).shifts
    assert (shift.matter_id, shift.direction, shift.new.table) == (matter, direction, table)
    assert shift.unit == world.ward.nurse.unit.name
    (back,) = weigh(world, new, make_book()).shifts
    opposite = {Direction.TIGHTENED: Direction.WIDENED, Direction.UNCLEAR: Direction.UNCLEAR}
    assert back.direction == opposite[direction]


def test_matters_when_the_books_agree_then_nobody_is_touched(world: World) -> None:
    """A change of words, or of a rule that nobody met, touches nobody."""
    decide_one(world)
    came = weigh(world, make_book(), make_book(trips=40))
    assert (came.asked, came.decided, came.shifts) == (1, 1, ())


def test_matters_when_more_than_asked_for_then_the_count_says_so(world: World) -> None:
    """What was not looked at is never taken as untouched."""
    for _ in range(2):
        decide_one(world)
    came = weigh(world, make_book(), make_book(trips=5), most=1)
    assert (came.asked, came.decided, len(came.shifts)) == (1, 2, 1)


def test_change_when_many_matters_meet_it_then_is_told_once_with_how_many(world: World) -> None:
    """A hundred rows that say the same hide the one that does not."""
    for _ in range(2):
        decide_one(world)
    books = make_book(), make_book(trips=5)
    shown = show_impact(weigh(world, *books), books, {})
    (row,) = shown.by_answer
    assert row.matters == shown.total == 2
    assert row.status.label == "skärps"
    assert (row.old, row.new) == (shown.shifts[0].old, shown.shifts[0].new)


def test_fee_when_raised_from_a_day_then_tightened_from_that_day_alone(world: World) -> None:
    """The fee of the mode that was proposed, by the amounts of the day that is asked about."""
    decide_one(world)
    old = make_fee_book()
    new = set_parameter_from(old, "taxi_fee", NEXT_MONTH, {"value": "250 kr", "evidence": "proposal"})
    assert weigh(world, old, new, day=NEXT_MONTH - dt.timedelta(days=1)).shifts == ()
    (shift,) = weigh(world, old, new, day=NEXT_MONTH).shifts
    assert (shift.direction, shift.old.rows, shift.new.rows) == (Direction.TIGHTENED, ("taxi",), ("taxi",))
    assert "100" in shift.old.text
    assert "250" in shift.new.text
    assert "fast avgift" not in shift.old.text + shift.new.text, "what both say is no news"


def test_table_when_read_in_a_draft_then_says_amounts_and_the_edited_text_where_it_is_opened() -> None:
    """Who reads a draft sees what a trip costs, not what the amount is called in the file."""
    book = make_fee_book()
    shown = show_table(uuid4(), book, "copayment", day=TODAY, revision=1, can_edit=True)
    (row,) = shown.rows
    assert [one.text for one in row.cells][1:] == ["fast avgift", "100\xa0kronor"]
    assert row.reason.text == "Taxi kostar 100\xa0kronor."
    assert find_text(book, "copayment", "taxi", "then.fee", TODAY) == "{taxi_fee}"
    assert find_text(book, "copayment", "taxi", "reason", TODAY) == "Taxi kostar {taxi_fee}."


def test_versions_when_compared_then_an_amount_is_called_by_its_name() -> None:
    """Whoever approves a change need not know what the amount is called in the file."""
    old = make_fee_book()
    new = change_outcome(old, "copayment", "taxi", "fee", "120 kr")
    ((change,),) = [one.changes for one in show_changes(compare_books(old, new), new, old)]
    assert [(one.before, one.after) for one in change.fields] == [("(avgiften för taxi)", "120 kr")]


def test_versions_when_a_row_is_new_or_gone_then_what_it_says_is_read() -> None:
    """Nobody can approve a rule of which the page tells the name alone."""
    old = make_fee_book()
    new = add_row(remove_row(old, "copayment", "taxi"), "copayment", "dearer", "Allt kostar {taxi_fee}.", 0)
    (group,) = show_changes(compare_books(old, new), new, old)
    gone_or_new = {
        one.kind: {each.label: (each.before, each.after) for each in one.fields} for one in group.changes
    }
    assert gone_or_new["borttagen"]["färdsättet"] == ("taxi i samåkning", "")
    assert gone_or_new["borttagen"]["skäl"] == ("Taxi kostar (avgiften för taxi).", "")
    assert gone_or_new["ny"]["skäl"] == ("", "Allt kostar (avgiften för taxi).")


def test_names_when_asked_for_then_only_by_right_and_each_is_logged(world: World) -> None:
    """Counts are for those who write rules; whom they are about is for those who handle the matters."""
    matter, register = decide_one(world), past_matters.get()
    with pytest.raises(NotAllowed):
        register.name_matters(world.ward.admin.actor, [matter], context="rule_book:x")
    assert not register.may_name(world.ward.admin.actor, world.ward.authority.id)
    names = register.name_matters(world.officer.actor, [matter], context="rule_book:x")
    assert list(names) == [matter]
    assert names[matter]
    logged = AccessEntry.objects.filter(context="rule_book:x").values_list("action", flat=True)
    assert list(logged) == ["list"]


def test_decision_when_a_new_version_holds_then_replays_as_it_was(world: World) -> None:
    """An appeal is answered by the rules of its day, whatever has been written since."""
    bench = Bench(world.officer, world.second, world.ward.admin, world.ward.nurse)
    with packaged_books.holding(SmallShelf(make_book())), rule_books.holding(AuthorityRuleBooks()):
        first = bench.put_in_force(bench.take_over())
        decide_one(world)
        old = Assessment.objects.get()
        assert old.book is not None
        assert old.book.digest == RuleBookVersion.objects.get(id=first.id).digest
        draft = bench.draft_on(first)
        edit_draft(
            actor=bench.writer.actor,
            version_id=draft.id,
            revision=draft.revision,
            change=lambda book: change_outcome(book, "coverage", "rest", "coverage", "omfattas inte"),
            now=dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC),
        )
        bench.put_in_force(RuleBookVersion.objects.get(id=draft.id), from_day=TODAY + dt.timedelta(days=1))
        later = AuthorityRuleBooks().find_book(
            world.ward.authority.id, "patient_trip", TODAY + dt.timedelta(days=1)
        )
        assert later is not None
        assert later.edition.version == "2"
        assert replay_assessment(old)


def test_matters_when_listed_for_replay_are_numbered_and_say_nothing_of_who(world: World) -> None:
    """What follow-up counts on: facts, trips and a number for each person, within the days asked for."""
    for _ in range(2):
        decide_one(world)
    authority, register = world.ward.authority.id, past_matters.get()
    listed = register.list_weighed(authority, "patient_trip", TODAY - dt.timedelta(days=40), TODAY)
    assert [one.person for one in listed] == [0, 0], "two matters of the one patient"
    assert all(one.facts and one.trips >= 1 for one in listed)
    assert not {"patient", "name", "identity"} & set().union(*(one.facts for one in listed))
    assert not register.list_weighed(authority, "patient_trip", NEXT_MONTH, NEXT_MONTH)
    assert not register.list_weighed(authority, "paratransit", TODAY - dt.timedelta(days=40), TODAY)
