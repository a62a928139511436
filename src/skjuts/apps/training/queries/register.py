"""The register: who may certify what, where, on a day; and how many issuers each unit has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from skjuts.apps.registry.models import Assignment, Delegation, Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.swedish_order import SwedishOrder
from skjuts.apps.training.models import Enrolment, PageRead, SofterTransition
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.standings import list_standings
from skjuts.apps.training.rights import Hindrance, Moment, Right, Standing, judge_right
from skjuts.core.kernel.errors import NotFound

KINDS = tuple(kind.value for kind in Delegation.Kind)


@dataclass(frozen=True, slots=True)
class Holder:
    """One person at one unit: what decides her right, and the answer for each kind."""

    assignment: Assignment
    standing: Standing
    rights: dict[str, Right]

    @property
    def allowed(self) -> tuple[str, ...]:
        """The kinds that she may certify."""
        return tuple(kind for kind in KINDS if self.rights[kind].is_allowed)

    @property
    def hindrances(self) -> dict[str, Hindrance]:
        """Why not, for the kinds that were granted to her."""
        silent = {Hindrance.NO_DELEGATION, Hindrance.NOT_WORKING}
        return {
            kind: right.hindrance
            for kind, right in self.rights.items()
            if right.hindrance is not None and right.hindrance not in silent
        }

    @property
    def grants(self) -> tuple[UUID, ...]:
        """The delegations by which she may certify, each once."""
        used = (right.grant.id for right in self.rights.values() if right.is_allowed and right.grant)
        return tuple(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class IssuerCount:
    """How many may certify at a unit on two days."""

    unit: Unit
    before: int
    after: int


def moment_on(day: dt.date, now: dt.datetime) -> Moment:
    """The moment by which a day is judged: now when it is today, else its end."""
    if day == timezone.localdate(now):
        return Moment(now, day)
    end = dt.datetime.combine(day, dt.time.max, tzinfo=timezone.get_default_timezone())
    return Moment(end, day)


def list_issuers(actor: Actor, *moments: Moment, unit_id: UUID | None = None) -> list[list[Holder]]:
    """List who may certify at each moment, by unit and name; six queries, however many moments."""
    judged = judge_holders(select_granted(actor, *moments, unit_id=unit_id), *moments)
    return [[one for one in holders if one.allowed] for holders in judged]


def select_granted(actor: Actor, *moments: Moment, unit_id: UUID | None = None) -> QuerySet[Assignment]:
    """Select those to whom something is granted at one of the moments, by unit and name.

    Some may not certify all the same: their training has run out, or a retraining waits.
    """
    granted = reduce(or_, (Exists(_list_grants(one)) for one in moments))
    staff = Assignment.objects.filter(granted, authority_id__in=actor.authorities)
    return _in_order(staff.filter(unit_id=unit_id) if unit_id else staff)


def count_issuers(before: Iterable[Holder], after: Iterable[Holder]) -> list[IssuerCount]:
    """Count the issuers of each unit at two moments, units with any of them only."""
    counts: dict[UUID, list[int]] = {}
    units: dict[UUID, Unit] = {}
    for number, issuers in enumerate((before, after)):
        for one in issuers:
            units[one.assignment.unit_id] = one.assignment.unit
            counts.setdefault(one.assignment.unit_id, [0, 0])[number] += 1
    rows = [IssuerCount(units[unit], *both) for unit, both in counts.items()]
    return sorted(rows, key=lambda row: (row.unit.name, row.unit.hsa_id))


def list_unit_holders(unit_id: UUID, moment: Moment) -> list[Holder]:
    """List everyone who gives care at a unit, with what decides her right; six queries."""
    staff = Assignment.objects.filter(unit_id=unit_id, roles__contains=[Role.CARE_STAFF])
    return judge_holders(_in_order(staff.filter(_in_force(moment))), moment)[0]


def list_reading(unit_id: UUID) -> dict[UUID, tuple[int, int]]:
    """List how far the unit's staff have come in the published course: pages read, and pages in all."""
    staff = Assignment.objects.filter(unit_id=unit_id).values("staff_id")
    rows = Enrolment.objects.filter(staff__in=staff, version__updates="", version__state="published")
    counted = rows.annotate(read=_count_read()).order_by("started_at")
    found = counted.select_related("version").defer("version__files")
    return {
        row.staff_id: (row.read, len(read_content(row.version, row.version.languages[0]).pages))
        for row in found
    }


def _count_read() -> Coalesce:
    """Pages read of each enrolment; counted beside the rows, which else are grouped by all that they hold."""
    pages = PageRead.objects.filter(enrolment=OuterRef("pk")).order_by()
    return Coalesce(Subquery(pages.values("enrolment").annotate(read=Count("pk")).values("read")), 0)


def get_unit(actor: Actor, unit_id: UUID) -> Unit:
    """Get a unit of the actor's authorities."""
    found = Unit.objects.filter(authority_id__in=actor.authorities, id=unit_id).first()
    if found is None:
        raise NotFound
    return found


def list_units(actor: Actor) -> list[tuple[UUID, str]]:
    """List the units where somebody has or had a delegation or a softer transition: id and name."""
    concerned = Exists(Delegation.objects.filter(unit=OuterRef("pk"))) | Exists(
        SofterTransition.objects.filter(unit=OuterRef("pk"))
    )
    rows = Unit.objects.filter(concerned, authority_id__in=actor.authorities)
    return list(rows.order_by(SwedishOrder("name"), "id").values_list("id", "name"))


def list_care_units(actor: Actor) -> list[Unit]:
    """List the open care units of the actor's own authority."""
    rows = Unit.objects.filter(authority_id=actor.authority_id, kind=Unit.Kind.CARE, closed_on=None)
    return list(rows.order_by(SwedishOrder("name"), "id"))


def judge_holders(staff: Iterable[Assignment], *moments: Moment) -> list[list[Holder]]:
    """Judge everyone among some assignments (with staff and unit) at each moment, in their order.

    Six queries, that of the assignments among them.
    """
    rows = list(staff)
    standings = list_standings(rows)
    return [[_judge(row, standings[row.id], moment) for row in rows] for moment in moments]


def _in_order(staff: QuerySet[Assignment]) -> QuerySet[Assignment]:
    names = (
        SwedishOrder("unit__name"),
        SwedishOrder("staff__family_name"),
        SwedishOrder("staff__given_name"),
    )
    return staff.select_related("staff", "unit").order_by(*names, "id")


def _judge(assignment: Assignment, standing: Standing, moment: Moment) -> Holder:
    return Holder(assignment, standing, {kind: judge_right(standing, kind, moment) for kind in KINDS})


def _list_grants(moment: Moment) -> QuerySet[Delegation]:
    """What was granted to the assignment and not withdrawn."""
    return Delegation.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment.at),
        holder=OuterRef("pk"),
        valid_from__lte=moment.day,
        valid_to__gte=moment.day,
    )


def _in_force(moment: Moment) -> Q:
    return (
        Q(valid_from__lte=moment.day)
        & (Q(valid_to=None) | Q(valid_to__gte=moment.day))
        & (Q(suspended_at=None) | Q(suspended_at__gt=moment.at))
    )
