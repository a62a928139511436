"""A rule book written by one, approved by another, in force from a day, and changed with its history kept."""

from __future__ import annotations

import datetime as dt

import pytest

from skjuts.apps.audit.models import Event
from skjuts.apps.registry.models import Cooperation
from skjuts.apps.rulebooks.errors import BookChanged, BookDayTaken, OwnBook
from skjuts.apps.rulebooks.models import RuleBookEdit, RuleBookStatus, RuleBookVersion
from skjuts.apps.rulebooks.queries.books import get_version, list_versions, list_writers, read_book
from skjuts.apps.rulebooks.services.begin_book import begin_draft, take_over_book
from skjuts.apps.rulebooks.services.decide_book import (
    approve_book,
    discard_draft,
    propose_book,
    send_back_book,
    take_back_book,
    withdraw_book,
)
from skjuts.apps.rulebooks.services.edit_book import edit_draft, undo_edit
from skjuts.apps.tenancy.roles import Role, Task
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import DuplicateId, InvalidField, InvalidTransition, NotAllowed, NotFound
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import BadRuleBook, BookStatus, RuleEngine
from skjuts.core.rules.editing import change_edition, change_outcome, change_row_text
from tests.app.rulebooks.bench import NEXT_MONTH, NOON, TODAY, Bench
from tests.app.signed_in import OPENED, give_assignment, make_authority, make_person, make_unit

KIND = "patient_trip"


def covers_care(bench: Bench, day: dt.date) -> str:
    """What the book in force says of care on a day."""
    book = rule_books.get().find_book(bench.writer.authority.id, KIND, day)
    assert book is not None
    return str(RuleEngine(book).decide("coverage", {"purpose": "care"}, day).outcome["coverage"])


def test_book_when_approved_by_another_then_in_force_from_its_day(bench: Bench) -> None:
    """The whole way: taken over, proposed, approved; and not a day too early."""
    draft = bench.take_over()
    assert (draft.state, draft.packaged, draft.label) == ("draft", "liten", "1")
    approved = bench.put_in_force(draft, from_day=NEXT_MONTH)
    authority = bench.writer.authority.id
    assert rule_books.get().find_book(authority, KIND, NEXT_MONTH - dt.timedelta(days=1)) is None
    book = rule_books.get().find_book(authority, KIND, NEXT_MONTH)
    assert book is not None
    assert (book.edition.status, book.edition.validity.starts) == (BookStatus.IN_FORCE, NEXT_MONTH)
    assert rule_books.get().find_book(authority, "paratransit", NEXT_MONTH) is None
    verbs = RuleBookStatus.objects.filter(version=approved).values_list("verb", flat=True)
    assert list(verbs) == ["begin", "propose", "approve"]
    names = set(Event.objects.filter(aggregate_id=draft.id).values_list("name", flat=True))
    assert names == {"rule_book.proposed", "rule_book.approved"}


def test_book_when_a_new_version_comes_then_each_day_has_its_own(bench: Bench) -> None:
    """Trips before the day are tried as before, also when the decision is made after it."""
    first = bench.put_in_force(bench.take_over())
    second = bench.refuse_care(bench.draft_on(first))
    bench.put_in_force(second, from_day=NEXT_MONTH)
    assert covers_care(bench, NEXT_MONTH - dt.timedelta(days=1)) == "covered"
    assert covers_care(bench, NEXT_MONTH) == "not_covered"


def test_author_when_also_administrator_then_may_not_approve(bench: Bench) -> None:
    """Four eyes are two people, whatever roles and assignments one of them collects."""
    draft = bench.take_over()
    own = give_assignment(bench.writer.staff, bench.writer.unit, Role.AUTHORITY_ADMIN)
    both = make_actor(bench, own)
    with pytest.raises(OwnBook):
        _approve(bench, draft, actor=both)
    helped = bench.draft_on(draft)
    edit = RuleBookEdit.objects.filter(version=helped)
    assert not edit.exists()
    bench.refuse_care(helped, by=bench.second)
    assert list_writers(helped) == {bench.writer.staff.id, bench.second.staff.id}


def make_actor(bench: Bench, assignment: object) -> object:
    """The actor of one more assignment."""
    from skjuts.apps.registry.queries.acting import actor_of

    return actor_of(assignment, bench.writer.account.id, TODAY)  # type: ignore[arg-type]


def _approve(bench: Bench, draft: RuleBookVersion, *, actor: object, day: dt.date = TODAY) -> RuleBookVersion:
    if draft.state == "draft":
        propose_book(
            actor=bench.writer.actor,
            version_id=draft.id,
            revision=draft.revision,
            reason="Så är beslutet.",
            from_day=day,
            now=NOON,
            today=TODAY,
        )
    return approve_book(
        actor=actor,  # type: ignore[arg-type]
        version_id=draft.id,
        revision=draft.revision,
        reason="Läst och jämförd.",
        from_day=day,
        now=NOON,
        today=TODAY,
    )


def test_writer_when_without_the_role_then_neither_writes_nor_approves(bench: Bench) -> None:
    """A nurse reads the rules that hold; an officer does not approve, an administrator does not write."""
    draft = bench.take_over()
    with pytest.raises(NotAllowed):
        _approve(bench, draft, actor=bench.second.actor)
    with pytest.raises(NotAllowed):
        begin_draft(actor=bench.admin.actor, version_id=draft.id, label="3", now=NOON)
    with pytest.raises(NotFound):
        get_version(bench.nurse.actor, draft.id)
    approved = _approve(bench, RuleBookVersion.objects.get(id=draft.id), actor=bench.admin.actor)
    assert get_version(bench.nurse.actor, draft.id) == approved


def test_editors_when_two_save_at_once_then_the_second_is_told(bench: Bench) -> None:
    """Neither overwrites the other unseen."""
    draft = bench.take_over()
    bench.refuse_care(draft)
    with pytest.raises(BookChanged):
        edit_draft(
            actor=bench.second.actor,
            version_id=draft.id,
            revision=draft.revision,
            change=lambda book: change_row_text(book, "coverage", "rest", "law", "2 §"),
            now=NOON,
        )
    row = read_book(RuleBookVersion.objects.get(id=draft.id)).tables["coverage"].get_row("rest")
    assert row.law != "2 §"


def test_edit_when_unsound_then_nothing_is_saved(bench: Bench) -> None:
    """A cell that cannot be read never reaches the draft."""
    draft = bench.take_over()
    with pytest.raises(BadRuleBook, match="finns inte bland valen"):
        edit_draft(
            actor=bench.writer.actor,
            version_id=draft.id,
            revision=draft.revision,
            change=lambda book: change_outcome(book, "coverage", "rest", "coverage", "kanske"),
            now=NOON,
        )
    assert RuleBookVersion.objects.get(id=draft.id).digest == draft.digest


def test_edits_when_undone_then_the_book_is_as_before(bench: Bench) -> None:
    """Step by step backwards, and on again; the history shows it all."""
    draft = bench.take_over()
    digest = draft.digest
    changed = bench.refuse_care(draft)
    named = edit_draft(
        actor=bench.second.actor,
        version_id=draft.id,
        revision=changed.revision,
        change=lambda book: change_edition(book, {"title": "Ny titel"}),
        now=NOON,
    )
    assert named.title == "Ny titel"
    once = undo_edit(actor=bench.writer.actor, version_id=draft.id, revision=named.revision, now=NOON)
    assert (once.digest, once.title) == (changed.digest, "Liten bok")
    twice = undo_edit(actor=bench.writer.actor, version_id=draft.id, revision=once.revision, now=NOON)
    assert twice.digest == digest
    with pytest.raises(InvalidTransition):
        undo_edit(actor=bench.writer.actor, version_id=draft.id, revision=twice.revision, now=NOON)
    assert RuleBookEdit.objects.filter(version=draft).count() == 4


def test_edit_when_it_changes_nothing_then_no_revision(bench: Bench) -> None:
    """Saving an untouched cell is no edit, and takes no undo."""
    draft = bench.take_over()
    same = edit_draft(
        actor=bench.writer.actor,
        version_id=draft.id,
        revision=draft.revision,
        change=lambda book: change_edition(book, {"title": "Liten bok"}),
        now=NOON,
    )
    assert same.revision == draft.revision


def test_rules_when_changed_after_a_fact_check_then_updated_that_day_and_checked_by_nobody(
    bench: Bench,
) -> None:
    """A check answers for what was read: what is written afterwards nobody has looked at."""
    draft = bench.take_over()
    checked = edit_draft(
        actor=bench.writer.actor,
        version_id=draft.id,
        revision=draft.revision,
        change=lambda book: change_edition(
            book, {"fact_checked": TODAY.isoformat(), "fact_checker": "Juristen", "updated": "2026-11-01"}
        ),
        now=NOON,
    )
    head = read_book(checked).edition
    assert (head.fact_checked, head.updated) == (TODAY, dt.date(2026, 11, 1))
    changed = bench.refuse_care(checked)
    head = read_book(changed).edition
    assert (head.fact_checked, head.fact_checker, head.updated) == (None, "", TODAY)
    undone = undo_edit(actor=bench.writer.actor, version_id=draft.id, revision=changed.revision, now=NOON)
    assert read_book(undone).edition.fact_checked == TODAY


def test_day_when_past_or_taken_then_refused(bench: Bench) -> None:
    """Rules do not change backwards, and no day has two books."""
    draft = bench.take_over()
    with pytest.raises(InvalidField, match="en dag som har varit"):
        _approve(bench, draft, actor=bench.admin.actor, day=TODAY - dt.timedelta(days=1))
    bench.put_in_force(RuleBookVersion.objects.get(id=draft.id))
    other = bench.draft_on(draft)
    with pytest.raises(BookDayTaken):
        _approve(bench, other, actor=bench.admin.actor)


def test_proposal_when_sent_back_or_taken_back_then_a_draft_again(bench: Bench) -> None:
    """A proposal cannot be written in; it goes back first."""
    draft = bench.take_over()
    told = {"actor": bench.writer.actor, "version_id": draft.id, "revision": 1, "reason": "Skäl."}
    propose_book(**told, from_day=TODAY, now=NOON, today=TODAY)  # type: ignore[arg-type]
    with pytest.raises(InvalidTransition):
        bench.refuse_care(draft)
    with pytest.raises(InvalidField, match="Skriv skälet"):
        send_back_book(actor=bench.admin.actor, version_id=draft.id, reason=" ", now=NOON)
    sent = send_back_book(actor=bench.admin.actor, version_id=draft.id, reason="Fel belopp.", now=NOON)
    assert sent.state == "draft"
    propose_book(**told, from_day=TODAY, now=NOON, today=TODAY)  # type: ignore[arg-type]
    assert take_back_book(actor=bench.second.actor, version_id=draft.id, now=NOON).state == "draft"


def test_approved_when_withdrawn_then_only_before_its_day(bench: Bench) -> None:
    """What people have been judged by is history; what has not begun can be called off."""
    first = bench.put_in_force(bench.take_over())
    with pytest.raises(InvalidTransition, match="gäller redan"):
        withdraw_book(actor=bench.admin.actor, version_id=first.id, reason="Fel", now=NOON, today=TODAY)
    second = bench.put_in_force(bench.refuse_care(bench.draft_on(first)), from_day=NEXT_MONTH)
    withdraw_book(actor=bench.admin.actor, version_id=second.id, reason="Uppskjutet", now=NOON, today=TODAY)
    assert covers_care(bench, NEXT_MONTH) == "covered"


def test_draft_when_begun_then_named_once_and_not_fact_checked(bench: Bench) -> None:
    """Two versions with one name cannot be told apart; nobody has checked what is not written yet."""
    draft = bench.take_over()
    with pytest.raises(DuplicateId):
        bench.draft_on(draft, label="1")
    with pytest.raises(InvalidField, match="slags ärenden"):
        take_over_book(
            actor=bench.writer.actor,
            authority_id=bench.writer.authority.id,
            book_id="liten",
            kinds=[],
            label="9",
            now=NOON,
        )
    discard_draft(actor=bench.writer.actor, version_id=draft.id, now=NOON)
    assert list_versions(bench.writer.actor) == []
    again = bench.take_over()
    assert read_book(again).edition.fact_checked is None


def test_municipality_when_served_then_the_centre_writes_and_its_own_people_approve(bench: Bench) -> None:
    """A cooperation lends the pen, never the signature."""
    town = make_authority("kommunen", kind="municipality")
    mayor = make_person(Role.AUTHORITY_ADMIN, unit=make_unit(town, "Kansliet", kind="office"))
    Cooperation.objects.create(
        operator=bench.writer.authority,
        authority=town,
        tasks=[Task.ASSESS],
        legal_basis="påhittat",
        in_force_from=OPENED,
    )
    writer = make_actor(bench, bench.writer.assignment)
    with acting(writer):  # type: ignore[arg-type]
        draft = take_over_book(
            actor=writer,  # type: ignore[arg-type]
            authority_id=town.id,
            book_id="liten",
            kinds=["paratransit"],
            label="1",
            now=NOON,
        )
        propose_book(
            actor=writer,  # type: ignore[arg-type]
            version_id=draft.id,
            revision=1,
            reason="Skäl.",
            from_day=TODAY,
            now=NOON,
            today=TODAY,
        )
        with pytest.raises(NotFound):
            _approve(bench, RuleBookVersion.objects.get(id=draft.id), actor=bench.admin.actor)
    with acting(mayor.actor):
        assert (
            _approve(bench, RuleBookVersion.objects.get(id=draft.id), actor=mayor.actor).state == "approved"
        )
