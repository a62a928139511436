"""Rule books in every relation and state, of a kind that no other object is tried by."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.services.begin_book import begin_draft, take_over_book
from skjuts.apps.rulebooks.services.decide_book import approve_book, propose_book
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.rules.editing import change_parameter
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.signed_in import Person

BOOK, TABLE, ROW, PARAMETER = "varmland", "copayment", "taxi", "taxi_fee"


def _draft(world: World, relation: Relation) -> tuple[RuleBookVersion, Person]:
    writer = world.keeper_of(relation, Role.CASE_OFFICER)
    with acting(writer.actor):
        made = take_over_book(
            actor=writer.actor,
            authority_id=writer.authority.id,
            book_id=BOOK,
            kinds=["national_paratransit"],
            label=f"utkast-{RuleBookVersion.objects.count()}",
            now=timezone.now(),
        )
    return made, writer


def _propose(world: World, relation: Relation, day: dt.date) -> RuleBookVersion:
    draft, writer = _draft(world, relation)
    with acting(writer.actor):
        return propose_book(
            actor=writer.actor,
            version_id=draft.id,
            revision=draft.revision,
            reason="Skäl.",
            from_day=day,
            now=timezone.now(),
            today=timezone.localdate(),
        )


def _approve(world: World, relation: Relation, day: dt.date) -> RuleBookVersion:
    found, admin = _propose(world, relation, day), world.keeper_of(relation, Role.AUTHORITY_ADMIN)
    with acting(admin.actor):
        return approve_book(
            actor=admin.actor,
            version_id=found.id,
            revision=found.revision,
            reason="Skäl.",
            from_day=day,
            now=timezone.now(),
            today=timezone.localdate(),
        )


def _next_free_day(first: dt.date) -> dt.date:
    """A day on which no version begins: several objects lie in the same authority."""
    return first + dt.timedelta(days=RuleBookVersion.objects.count())


@builder("packaged_book", relations=(Relation.OWN_UNIT,), book_id="finns-inte")
def build_packaged(_world: World, _relation: Relation) -> Arguments:
    """A book that comes with the program."""
    return {"book_id": BOOK}


@builder("book_draft", version_id=NOBODY)
def build_draft(world: World, relation: Relation) -> Arguments:
    """A colleague's draft on top of an approved version, with one amount changed."""
    with acting(world.keeper_of(relation, Role.CASE_OFFICER).actor):
        day = _next_free_day(timezone.localdate())
    old, writer = _approve(world, relation, day), world.keeper_of(relation, Role.CASE_OFFICER)
    with acting(writer.actor):
        draft = begin_draft(actor=writer.actor, version_id=old.id, label=f"{old.label}-b", now=timezone.now())
        edit_draft(
            actor=writer.actor,
            version_id=draft.id,
            revision=draft.revision,
            change=lambda book: change_parameter(book, PARAMETER, 0, "value", "250 kr"),
            now=timezone.now(),
        )
    return {"version_id": str(draft.id)}


@builder("draft_table", version_id=NOBODY, table=TABLE)
def build_draft_table(world: World, relation: Relation) -> Arguments:
    """A table of it."""
    return {**build_draft(world, relation), "table": TABLE}


@builder("draft_row", version_id=NOBODY, table=TABLE, row=ROW)
def build_row(world: World, relation: Relation) -> Arguments:
    """A row of the table."""
    return {**build_draft_table(world, relation), "row": ROW}


@builder("book_move", version_id=NOBODY, table=TABLE, row=ROW, place=0)
def build_move(world: World, relation: Relation) -> Arguments:
    """The row on its way to the top."""
    return {**build_row(world, relation), "place": "0"}


@builder("book_cell", version_id=NOBODY, table=TABLE, row=ROW, part="then.fee")
def build_cell(world: World, relation: Relation) -> Arguments:
    """A cell of the row."""
    return {**build_row(world, relation), "part": "then.fee"}


@builder("book_parameter", version_id=NOBODY, parameter=PARAMETER)
def build_parameter(world: World, relation: Relation) -> Arguments:
    """An amount of the draft."""
    return {**build_draft(world, relation), "parameter": PARAMETER}


@builder("book_value", version_id=NOBODY, parameter=PARAMETER, number=0)
def build_value(world: World, relation: Relation) -> Arguments:
    """One of its values."""
    return {**build_parameter(world, relation), "number": "0"}


@builder("proposed_book", version_id=NOBODY)
def build_proposed(world: World, relation: Relation) -> Arguments:
    """A version that waits for approval."""
    return {"version_id": str(_propose(world, relation, timezone.localdate()).id)}


@builder("approved_book", version_id=NOBODY)
def build_approved(world: World, relation: Relation) -> Arguments:
    """A version that holds, or will."""
    with acting(world.keeper_of(relation, Role.CASE_OFFICER).actor):
        day = _next_free_day(timezone.localdate())
    return {"version_id": str(_approve(world, relation, day).id)}


@builder("book_table", version_id=NOBODY, table=TABLE)
def build_table(world: World, relation: Relation) -> Arguments:
    """A table of it."""
    return {**build_approved(world, relation), "table": TABLE}


@builder("coming_book", version_id=NOBODY)
def build_coming(world: World, relation: Relation) -> Arguments:
    """A version that has not begun to hold."""
    with acting(world.keeper_of(relation, Role.CASE_OFFICER).actor):
        day = _next_free_day(timezone.localdate() + dt.timedelta(days=30))
    return {"version_id": str(_approve(world, relation, day).id)}
