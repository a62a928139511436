"""The demonstration decides by books that two people have put in force."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from skjuts.apps.insight.queries.tried_books import get_tried_book, list_books
from skjuts.apps.registry.models import Authority
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import Evidence, RuleBook
from skjuts.core.rules.analysis import ChangeKind, compare_books
from skjuts.rehearsal.personas.placing import place_personas
from skjuts.rehearsal.universe.rules import DRAFT, DROPPED, put_books_in_force, write_trial_draft
from skjuts.rehearsal.universe.savings import get_controller

pytestmark = pytest.mark.django_db
HELD = (
    ("jamtland-harjedalen", "patient_trip", "jamtland_harjedalen"),
    ("vasternorrland", "patient_trip", "vasternorrland"),
    ("bergs-kommun", "paratransit", "sweden"),
    ("bergs-kommun", "national_paratransit", "sweden"),
)


def test_books_when_the_universe_is_built_then_each_authority_has_its_own_in_force() -> None:
    """Two people stand behind each, no book is said to be checked, proposals stay marked; twice is once."""
    today = timezone.localdate()
    opened_on = today - dt.timedelta(days=400)
    place_personas(opened_on)
    put_books_in_force(opened_on)
    put_books_in_force(opened_on)
    for slug, kind, book_id in HELD:
        authority = Authority.objects.get(slug=slug)
        with entering(authorities=[authority.id]):
            book = rule_books.get().find_book(authority.id, kind, today)
            assert book is not None, slug
            assert (book.edition.id, book.edition.fact_checked) == (book_id, None)
            row = RuleBookVersion.objects.get(authority=authority)
            assert row.approved_by_staff != row.begun_by_staff
    fee = book_of("jamtland-harjedalen", today).parameters["taxi_fee"].find_on(today)
    assert fee is not None
    assert fee.provenance.evidence is Evidence.PROPOSAL


def test_draft_when_the_universe_is_built_then_can_be_tried_and_decides_otherwise() -> None:
    """A controller has a draft to try on past matters; it is no book in force, and written once."""
    now = timezone.now()
    opened_on = timezone.localdate(now) - dt.timedelta(days=400)
    place_personas(opened_on)
    put_books_in_force(opened_on)
    write_trial_draft(opened_on, now)
    write_trial_draft(opened_on, now)
    actor = get_controller(now)
    with acting(actor):
        draft = RuleBookVersion.objects.get(
            state=RuleBookVersion.State.DRAFT, authority_id=actor.authority_id
        )
        assert (str(draft.id), f"{draft.title} {DRAFT} (utkast)") in list_books(actor)
        tried = get_tried_book(actor, str(draft.id), now.date()).book
    in_force = book_of("jamtland-harjedalen", now.date())
    changed = compare_books(in_force, tried)
    assert {(one.kind, one.id, one.row) for one in changed if one.part != "book"} == {
        (ChangeKind.REMOVED, *DROPPED)
    }


def book_of(slug: str, day: dt.date) -> RuleBook:
    """The authority's book for patient trips."""
    authority = Authority.objects.get(slug=slug)
    with entering(authorities=[authority.id]):
        found = rule_books.get().find_book(authority.id, "patient_trip", day)
    assert found is not None
    return found
