"""Changed rules lead to a micro-retraining: begun by the event, blocking what it touches."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from skjuts.apps.audit.models import Delivery, Event
from skjuts.apps.audit.services.delivering import deliver_events
from skjuts.apps.rulebooks.services.decide_book import withdraw_book
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.queries.courses import list_writers, read_content
from skjuts.apps.training.queries.drafts import list_faults
from skjuts.apps.training.queries.standings import may_certify
from skjuts.apps.training.services.publish_course import publish_version, submit_version
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.apps.training.waiting import waiting_work
from skjuts.core.ports.packaged_books import packaged_books
from skjuts.core.rules.editing import change_outcome
from tests.app.permits.small_book import make_book
from tests.app.training.small_course import make_course
from tests.app.training.ward import NOON, TODAY, Ward

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skjuts.apps.rulebooks.models import RuleBookVersion
    from tests.app.rulebooks.bench import Bench

LATER = TODAY + dt.timedelta(days=10)


@pytest.fixture
def bench(ward: Ward) -> Iterator[Bench]:
    """Those who work with the rule books of the ward's region."""
    from skjuts.apps.tenancy.roles import Role
    from tests.app.rulebooks.bench import Bench, SmallShelf
    from tests.app.signed_in import make_person

    office = ward.admin.assignment.unit
    with packaged_books.holding(SmallShelf(make_book())):
        yield Bench(
            writer=make_person(Role.CASE_OFFICER, unit=office, given_name="Vera"),
            second=make_person(Role.SUPPORT_OFFICER, unit=office, given_name="Sven"),
            admin=ward.admin,
            nurse=ward.nurse,
        )


def change_ladder(bench: Bench, *, from_day: dt.date = LATER) -> RuleBookVersion:
    """A version in force, and one on top of it in which the bus is judged by the officer."""
    first = bench.put_in_force(bench.take_over())
    draft = bench.draft_on(first)
    edit_draft(
        actor=bench.writer.actor,
        version_id=draft.id,
        revision=draft.revision,
        change=lambda book: change_outcome(
            book, "fits_public_transport", "bus", "fits_public_transport", "passar inte"
        ),
        now=NOON,
    )
    draft.refresh_from_db()
    return bench.put_in_force(draft, from_day=from_day)


def hear_all() -> None:
    """Deliver everything that training hears of rule books, as the worker does."""
    waiting = Delivery.objects.filter(handler__in=("training.begin_retrainings", "training.end_retrainings"))
    for handler, aggregate in set(waiting.values_list("handler", "aggregate_id")):
        deliver_events(handler=handler, aggregate_id=aggregate)
    assert not Delivery.objects.filter(handler__startswith="training.", state="parked").exists()
    assert not waiting.exclude(state="done").exists()


def get_begun(version: RuleBookVersion) -> CourseVersion:
    """The draft that a version began."""
    return CourseVersion.objects.get(rule_book_id=version.id)


def test_rules_when_approved_then_a_draft_on_what_they_touch_is_begun_once(ward: Ward, bench: Bench) -> None:
    """Whoever teaches the rules finds the work begun: what changed, and the pages to read again."""
    approved = change_ladder(bench)
    hear_all()
    draft = get_begun(approved)
    assert (draft.state, draft.updates, draft.in_force_from) == ("draft", ward.course.slug, LATER)
    assert draft.topics == ["trappan"]
    assert draft.touches == ["trip"]
    course = read_content(draft, "sv")
    assert "passar → passar inte" in course.pages[0].markdown
    assert [page.slug for page in course.pages] == ["00-vad-som-andras", "01-sida", "02-sida"]
    assert {one.topic for one in course.questions} == {"trappan"}
    assert list_faults(draft) == ()
    Delivery.objects.filter(handler="training.begin_retrainings").update(state="waiting", settled_at=None)
    hear_all()
    assert CourseVersion.objects.filter(rule_book_id=approved.id).count() == 1


def test_draft_when_begun_by_rules_then_it_waits_for_the_author_and_blocks_nobody(
    ward: Ward, bench: Bench
) -> None:
    """A draft is no rule: nobody loses a right before a second person has published what is to be learnt."""
    ward.take_test(ward.nurse)
    ward.delegate()
    approved = change_ladder(bench)
    hear_all()
    draft = get_begun(approved)
    titles = [one.title for one in waiting_work(ward.author.actor, TODAY)]
    assert "Ändrade regler att lära ut" in titles
    later = NOON + dt.timedelta(days=20)
    assert may_certify(assignment_id=ward.nurse.assignment.id, kind="trip", now=later).is_allowed
    assert list_writers(draft) == set()


def submit_retraining(ward: Ward, bench: Bench) -> tuple[RuleBookVersion, CourseVersion]:
    """Rules changed after a nurse was delegated, and their course, ready for a second person."""
    ward.take_test(ward.nurse)
    ward.delegate()
    approved = change_ladder(bench)
    hear_all()
    draft = get_begun(approved)
    submit_version(actor=ward.author.actor, version_id=draft.id, now=NOON)
    return approved, draft


def test_retraining_when_published_then_blocks_from_the_day_of_the_rules_what_it_touches_alone(
    ward: Ward, bench: Bench
) -> None:
    """The right to certify escorts stays with whoever has not yet learnt the new ladder."""
    _approved, draft = submit_retraining(ward, bench)
    published = publish_version(actor=ward.reviewer.actor, version_id=draft.id, now=NOON)
    nurse = ward.nurse.assignment.id
    assert may_certify(assignment_id=nurse, kind="trip", now=NOON).is_allowed
    later = NOON + dt.timedelta(days=11)
    assert not may_certify(assignment_id=nurse, kind="trip", now=later).is_allowed
    assert may_certify(assignment_id=nurse, kind="escort", now=later).is_allowed
    ward.take_test(ward.nurse, version=published, now=later)
    assert may_certify(assignment_id=nurse, kind="trip", now=later).is_allowed


def test_rules_when_withdrawn_before_their_day_then_their_retraining_goes_out_of_use(
    ward: Ward, bench: Bench
) -> None:
    """Nobody is stopped for not having learnt a rule that never came."""
    approved, draft = submit_retraining(ward, bench)
    publish_version(actor=ward.reviewer.actor, version_id=draft.id, now=NOON)
    withdraw_book(actor=bench.admin.actor, version_id=approved.id, reason="Fel dag.", now=NOON, today=TODAY)
    hear_all()
    draft.refresh_from_db()
    assert draft.state == "retired"
    later = NOON + dt.timedelta(days=11)
    assert may_certify(assignment_id=ward.nurse.assignment.id, kind="trip", now=later).is_allowed


def test_first_book_when_approved_then_nothing_has_changed(ward: Ward, bench: Bench) -> None:
    """What the course teaches already is no change."""
    bench.put_in_force(bench.take_over())
    assert Event.objects.filter(name="rule_book.approved").exists()
    hear_all()
    assert not CourseVersion.objects.filter(rule_book__isnull=False).exists()


def test_course_when_it_teaches_none_of_the_change_then_no_draft_is_begun(ward: Ward, bench: Bench) -> None:
    """A course on escorts has nothing to say of a changed ladder."""
    deliver_course(authority=ward.authority, files=make_course(version="2", topics="sallskap"), now=NOON)
    approved = change_ladder(bench)
    hear_all()
    assert not CourseVersion.objects.filter(rule_book_id=approved.id).exists()
