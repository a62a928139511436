"""What the pages of units, staff and assignments show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Assignment, AssignmentStatus, StaffMember, Unit
from skjuts.apps.registry.presenters.sign_in import name_roles
from skjuts.apps.registry.queries.staff import Standing, standing_of
from skjuts.web.elements import Column, Fact, Occurrence, Status


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit in the list."""

    name: str
    href: str
    kind: str
    municipality: str
    authority: str
    hsa_id: str
    status: Status | None


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person in the list."""

    name: str
    href: str
    profession: str
    hsa_id: str
    status: Status | None


@dataclass(frozen=True, slots=True)
class ShownAssignment:
    """An assignment in a list."""

    person: str
    href: str
    unit: str
    roles: str
    period: str
    status: Status


def unit_columns(*, has_several: bool) -> list[Column]:
    """Headings of the list of units; the authority is told when there are several."""
    authority = [Column(_("Huvudman"))] if has_several else []
    return [Column(_("Enhet")), Column(_("Slag")), Column(_("Kommun")), *authority, Column(_("HSA-id"))]


def staff_columns() -> list[Column]:
    """Headings of the list of staff."""
    return [Column(_("Namn")), Column(_("Yrke")), Column(_("HSA-id"))]


def assignment_columns(*, by: str) -> list[Column]:
    """Headings of a list of assignments; `by`: what each row is called by, `person`, `unit` or `both`."""
    names = {
        "person": [Column(_("Person"))],
        "unit": [Column(_("Enhet"))],
        "both": [Column(_("Person")), Column(_("Enhet"))],
    }
    return [*names[by], Column(_("Roller")), Column(_("Gäller")), Column(_("Läge"))]


def show_units(units: Iterable[Unit]) -> list[ShownUnit]:
    """Rows of the list of units."""
    return [
        ShownUnit(
            name=one.name,
            href=reverse("registry:unit", args=[one.id]),
            kind=one.get_kind_display(),
            municipality=one.municipality,
            authority=one.authority.name,
            hsa_id=one.hsa_id,
            status=Status(_("Stängd"), "neutral", "lock") if one.closed_on else None,
        )
        for one in units
    ]


def show_unit_facts(unit: Unit) -> list[Fact]:
    """What is known of a unit."""
    told = [
        Fact(_("Slag"), unit.get_kind_display()),
        Fact(_("Huvudman"), unit.authority.name),
        Fact(_("HSA-id"), unit.hsa_id),
        Fact(_("Vårdgivare"), unit.care_provider.name if unit.care_provider else ""),
        Fact(
            _("Hör till"),
            unit.parent.name if unit.parent else "",
            reverse("registry:unit", args=[unit.parent_id]) if unit.parent else "",
        ),
        Fact(_("Kommun"), unit.municipality),
        Fact(_("Telefon"), unit.phone),
        Fact(_("Öppnade"), f"{unit.opened_on:%Y-%m-%d}"),
        Fact(_("Stängd"), f"{unit.closed_on:%Y-%m-%d}" if unit.closed_on else ""),
    ]
    return [one for one in told if one.value]


def show_staff(people: Iterable[StaffMember]) -> list[ShownPerson]:
    """Rows of the list of staff."""
    return [
        ShownPerson(
            name=f"{one.family_name}, {one.given_name}",
            href=reverse("registry:staff-member", args=[one.id]),
            profession=one.profession,
            hsa_id=one.hsa_id,
            status=_staff_status(one),
        )
        for one in people
    ]


def show_staff_facts(person: StaffMember) -> list[Fact]:
    """What is known of a person."""
    has_signed_in = _("Ja") if person.account_id else _("Nej, ännu inte")
    told = [
        Fact(_("HSA-id"), person.hsa_id),
        Fact(_("Yrke"), person.profession),
        Fact(_("E-post"), person.email, f"mailto:{person.email}" if person.email else ""),
        Fact(_("Har loggat in"), has_signed_in),
        Fact(_("Slutade"), f"{person.left_on:%Y-%m-%d}" if person.left_on else ""),
    ]
    return [one for one in told if one.value]


def show_assignments(assignments: Iterable[Assignment], today: dt.date) -> list[ShownAssignment]:
    """Rows of a list of assignments."""
    return [
        ShownAssignment(
            person=f"{one.staff.family_name}, {one.staff.given_name}",
            href=reverse("registry:assignment", args=[one.id]),
            unit=one.unit.name,
            roles=name_roles(one.roles),
            period=show_period(one.valid_from, one.valid_to),
            status=show_standing(standing_of(one, today)),
        )
        for one in assignments
    ]


def show_assignment_facts(one: Assignment) -> list[Fact]:
    """What is known of an assignment."""
    replaced = one.substitute_for.staff.name if one.substitute_for else ""
    told = [
        Fact(_("Person"), one.staff.name, reverse("registry:staff-member", args=[one.staff_id])),
        Fact(_("Enhet"), one.unit.name, reverse("registry:unit", args=[one.unit_id])),
        Fact(_("Roller"), name_roles(one.roles)),
        Fact(_("Gäller"), show_period(one.valid_from, one.valid_to)),
        Fact(_("Vikarierar för"), replaced),
        Fact(_("Medarbetaruppdrag"), one.commission_hsa_id),
    ]
    return [fact for fact in told if fact.value]


def show_statuses(statuses: Iterable[AssignmentStatus]) -> list[Occurrence]:
    """What has happened to an assignment."""
    return [
        Occurrence(
            when=f"{localtime(one.written_at):%Y-%m-%d %H.%M}",
            stamp=one.written_at.isoformat(),
            title=f"{one.get_step_display()}: {name_roles(one.terms.get('roles', ()))}",
            text=one.reason,
            actor=one.written_by.staff.name if one.written_by else "",
            icon="history",
        )
        for one in statuses
    ]


def show_period(first: dt.date, last: dt.date | None) -> str:
    """Two days, or from a day on."""
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}" if last else _("från %(day)s") % {"day": f"{first:%Y-%m-%d}"}


def show_standing(standing: Standing) -> Status:
    """Where an assignment stands, in a word."""
    return {
        Standing.CURRENT: Status(_("Gäller"), "success", "circle-check"),
        Standing.ENDING: Status(_("Slutar snart"), "warning", "clock-alert"),
        Standing.COMING: Status(_("Kommande"), "info", "calendar-clock"),
        Standing.SUSPENDED: Status(_("Pausat"), "danger", "lock"),
        Standing.ENDED: Status(_("Avslutat"), "neutral", "history"),
    }[standing]


def _staff_status(one: StaffMember) -> Status | None:
    return Status(_("Har slutat"), "neutral", "log-out") if one.left_on else None
