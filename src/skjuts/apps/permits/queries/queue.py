"""The officer's queue: matters not decided, the most urgent first, in parts that cost the same however deep.

A part begins after the last matter of the one before it (keyset), never at a counted row. Each authority in
reach is read by itself in the order of its index, and the heads are merged: a centre that works for several
authorities does not sort them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from skjuts.apps.permits.models import Application, DraftDecision, Permit
from skjuts.apps.permits.policies import HANDLING_ROLES, Model
from skjuts.apps.permits.queries.handled import choose_handled
from skjuts.apps.registry.models import PatientProfile, Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role

HANDLERS = (*HANDLING_ROLES[Model.CENTRE_APPROVES], Role.PROTECTED_DESK)
MOST_COUNTED = 1_000
"""Counting stops here: nobody reads a longer queue to its end."""


class Heap(StrEnum):
    """A heap of matters on the start page."""

    MINE = "mine"
    TO_CONFIRM = "to_confirm"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """A place in the queue: the matter that a part begins after."""

    due_on: dt.date
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which matters: a state, a kind, a unit, those that are mine or nobody's, those that are late."""

    state: str = ""
    kind: str = ""
    unit_id: UUID | None = None
    is_mine: bool = False
    is_free: bool = False
    late_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class QueuePart:
    """A part of the queue. `is_more`: there is at least one matter after the last."""

    matters: tuple[Application, ...]
    is_more: bool

    @property
    def last(self) -> QueuePlace | None:
        """Where the next part begins."""
        return QueuePlace(self.matters[-1].due_on, self.matters[-1].id) if self.matters else None


def list_queue(actor: Actor, chosen: QueueFilter) -> QuerySet[Application]:
    """Matters not yet decided that the actor handles, the most urgent first. Without content."""
    rows = choose_matters(actor, chosen).filter(authority_id__in=actor.authorities)
    return rows.select_related("patient", "unit").defer("content").order_by("due_on", "id")


def list_queue_part(
    actor: Actor,
    chosen: QueueFilter,
    *,
    size: int,
    after: QueuePlace | None = None,
    handled: Q | None = None,
) -> QueuePart:
    """The next `size` matters of the queue."""
    rows = choose_matters(actor, chosen, handled=handled)
    if after is not None:
        later = Q(due_on__gt=after.due_on) | Q(id__gt=after.id)
        rows = rows.filter(later, due_on__gte=after.due_on)
    heads = [
        rows.filter(authority_id=one).order_by("due_on", "id").values("due_on", "id")[: size + 1]
        for one in sorted(actor.authorities)
    ]
    if not heads:
        return QueuePart((), is_more=False)
    picked = (
        heads[0].union(*heads[1:], all=True).order_by("due_on", "id")[: size + 1] if heads[1:] else heads[0]
    )
    ids = [one["id"] for one in picked]
    found = Application.objects.filter(pk__in=ids[:size]).select_related("unit", "authority").defer("content")
    return QueuePart(tuple(sorted(found, key=lambda one: ids.index(one.id))), is_more=len(ids) > size)


def count_queue(actor: Actor, chosen: QueueFilter, *, handled: Q | None = None) -> int:
    """How many matters, up to `MOST_COUNTED`."""
    rows = choose_matters(actor, chosen, handled=handled).filter(authority_id__in=actor.authorities)
    return rows.order_by().values("pk")[:MOST_COUNTED].count()


def list_queue_units(actor: Actor) -> list[Unit]:
    """The care units that matters come from, within reach."""
    rows = Unit.objects.filter(authority_id__in=actor.authorities, kind=Unit.Kind.CARE)
    return list(rows.order_by("name"))


def name_patients(matters: Sequence[Application]) -> dict[UUID, str]:
    """The patients' names by id, as far as the actor may know them: guarded ones are the desk's."""
    ids = {one.patient_id for one in matters}
    return {one.patient_id: one.name for one in PatientProfile.objects.filter(patient_id__in=ids)}


def name_holders(permits: Sequence[Permit]) -> dict[object, str]:
    """The holders' names by id, as far as the actor may know them."""
    ids = {one.patient_id for one in permits}
    return {one.patient_id: one.name for one in PatientProfile.objects.filter(patient_id__in=ids)}


def list_heaps(actor: Actor, *, most: int, handled: Q) -> dict[Heap, list[Application]]:
    """The first `most` and one more of each heap for the start page, the most urgent first.

    Those who handle matters at their own unit alone see what they have taken. Two questions; one for nobody.
    """
    chosen = {Heap.MINE: QueueFilter(is_mine=True)}
    if actor.has(*HANDLERS):
        chosen |= {Heap.TO_CONFIRM: QueueFilter(state="in_review"), Heap.FREE: QueueFilter(is_free=True)}
    heads = [
        _head(choose_matters(actor, asked, handled=handled), actor, heap, authority, most + 1)
        for heap, asked in chosen.items()
        for authority in sorted(actor.authorities)
    ]
    picked = list(heads[0].union(*heads[1:], all=True)) if len(heads) > 1 else list(heads[0])
    found = Application.objects.defer("content").in_bulk([one["id"] for one in picked]) if picked else {}
    picked.sort(key=lambda one: (one["due_on"], str(one["id"])))
    return {heap: [found[one["id"]] for one in picked if one["heap"] == heap][: most + 1] for heap in chosen}


def _head(
    chosen: QuerySet[Application], actor: Actor, heap: Heap, authority_id: int, size: int
) -> QuerySet[Any, Any]:
    rows = chosen.filter(authority_id=authority_id)
    if heap is Heap.TO_CONFIRM:
        last = DraftDecision.objects.filter(application=OuterRef("pk")).order_by("-at", "id")
        rows = rows.annotate(proposed_by=Subquery(last.values("by_staff")[:1]))
        rows = rows.exclude(proposed_by=actor.staff_id)
    elif heap is Heap.FREE:
        rows = rows.exclude(state="in_review")
    tagged = rows.annotate(heap=Value(heap.value)).order_by("due_on", "id")
    return tagged.values("id", "due_on", "heap")[:size]


def choose_matters(
    actor: Actor, chosen: QueueFilter, *, is_open: bool = True, handled: Q | None = None
) -> QuerySet[Application]:
    """The filter without the authorities, in the words of the partial indexes; decided ones on request.

    `handled`: `choose_handled` of today, for those who have asked already.
    """
    rows = Application.objects.exclude(state="decided") if is_open else Application.objects.all()
    rows = rows.filter(choose_handled(actor, timezone.localdate()) if handled is None else handled)
    if not actor.has(*HANDLERS):
        rows = rows.filter(unit_id=actor.unit_id)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.unit_id:
        rows = rows.filter(unit_id=chosen.unit_id)
    if chosen.is_mine:
        rows = rows.filter(taken_by=actor.assignment_id)
    if chosen.is_free:
        rows = rows.filter(taken_by=None)
    return rows.filter(due_on__lt=chosen.late_on) if chosen.late_on else rows
