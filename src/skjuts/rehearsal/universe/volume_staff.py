"""Authorities, units and staff by the thousand, some of them trained and delegated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np
from django.db import connections
from django.db.models import Model

from skjuts.apps.registry.models import (
    Account,
    Assignment,
    Authority,
    CareProvider,
    Cooperation,
    Delegation,
    StaffMember,
    Unit,
)
from skjuts.apps.tenancy.roles import Role, Task
from skjuts.apps.training.content import Course
from skjuts.apps.training.models import (
    Attempt,
    AttemptOutcome,
    CourseVersion,
    Enrolment,
    PageRead,
    TrainingCertificate,
)
from skjuts.rehearsal.draws import apportion, stream
from skjuts.rehearsal.geography import Locality
from skjuts.rehearsal.personas.people import ISSUER, ORGANISATION
from skjuts.rehearsal.universe.names import FAMILY, GIVEN
from skjuts.rehearsal.universe.volume_copy import OWNER, copy_rows, draw_id

AUTHORITIES = (("volym-norr", "Region Volym Norr", "region"), ("volym-soder", "Region Volym Söder", "region"))
MUNICIPALITY = ("volym-kommun", "Volyms kommun", "municipality")
SHARES = (0.6, 0.3, 0.1)
"""Of patients, units and staff: the two regions and the municipality that the first one works for."""
KINDS = ("Vårdcentralen", "Avdelning", "Mottagningen", "Dialysen", "Rehab")
PROFESSIONS = ("Sjuksköterska", "Sjuksköterska", "Läkare", "Undersköterska", "Fysioterapeut")
DESK_ROLES = (
    Role.SUPPORT_OFFICER,
    Role.CASE_OFFICER,
    Role.BOOKING_AGENT,
    Role.REGISTRAR,
    Role.LOG_REVIEWER,
    Role.AUTHORITY_ADMIN,
    Role.PROTECTED_DESK,
    Role.COURSE_AUTHOR,
    Role.CONTROLLER,
    Role.LEADER,
    Role.SYSTEM_ADMIN,
)
DESK_SHARE = 0.05
"""Of the staff, who work at the authority's desk instead of at a care unit."""
TRAINED_SHARE, DELEGATED_SHARE = 0.5, 0.5
"""Of the care staff; of the trained (assumed)."""


def write_authorities(opened_on: dt.date) -> list[Authority]:
    """The three authorities, with the cooperation between the first and the last."""
    found = [
        Authority.objects.using(OWNER).create(slug=slug, name=name, kind=kind, opened_on=opened_on)
        for slug, name, kind in (*AUTHORITIES, MUNICIPALITY)
    ]
    Cooperation.objects.using(OWNER).create(
        operator=found[0],
        authority=found[2],
        tasks=[Task.ASSESS, Task.BOOK],
        legal_basis="påhittat avtal",
        in_force_from=opened_on,
    )
    return found


def list_authorities() -> list[Authority]:
    """The authorities of the volume, in the order of the shares."""
    slugs = [slug for slug, _, _ in (*AUTHORITIES, MUNICIPALITY)]
    found = {one.slug: one for one in Authority.objects.using(OWNER).filter(slug__in=slugs)}
    return [found[slug] for slug in slugs]


def write_units(
    authority: Authority, count: int, rng: np.random.Generator, towns: Sequence[Locality], opened_on: dt.date
) -> int:
    """One desk, and care units in towns."""
    number = authority.id
    provider = CareProvider(
        id=draw_id(rng), authority=authority, name=authority.name, hsa_id=f"{ORGANISATION}-V{number}"
    )
    units = [_desk(authority, rng, opened_on)]
    for one in range(count - 1):
        town = towns[int(rng.integers(len(towns)))]
        units.append(
            Unit(
                id=draw_id(rng),
                authority=authority,
                care_provider=provider,
                kind=Unit.Kind.CARE,
                name=f"{KINDS[one % len(KINDS)]} {town.name} {one + 1}",
                hsa_id=f"{ORGANISATION}-V{number}E{one:04d}",
                municipality=town.municipality,
                opened_on=opened_on,
            )
        )
    return copy_rows([provider]) + copy_rows(units)


def write_staff(
    authority: Authority, count: int, rng: np.random.Generator, opened_on: dt.date, now: dt.datetime
) -> int:
    """Staff with accounts; every care unit has a manager, and the desk has every role."""
    units = list(Unit.objects.using(OWNER).filter(authority=authority).order_by("hsa_id"))
    desk = next(one for one in units if one.kind == Unit.Kind.ASSESSMENT)
    care = [one for one in units if one.kind == Unit.Kind.CARE]
    at_desk = max(len(DESK_ROLES), round(count * DESK_SHARE))
    accounts, staff, assignments = [], [], []
    for number in range(count):
        account, person = _person(authority, number, rng, now)
        is_desk = number < at_desk
        unit = desk if is_desk else care[(number - at_desk) % len(care)]
        role = DESK_ROLES[number % len(DESK_ROLES)] if is_desk else _care_role(number - at_desk, len(care))
        accounts.append(account)
        staff.append(person)
        assignments.append(
            Assignment(
                id=draw_id(rng),
                authority=authority,
                staff=person,
                account=account,
                unit=unit,
                roles=[role.value],
                valid_from=opened_on,
            )
        )
    return copy_rows(accounts) + copy_rows(staff) + copy_rows(assignments)


def write_training(version: CourseVersion, course: Course, rng: np.random.Generator, now: dt.datetime) -> int:
    """Half of the care staff of a version's authority have passed it; half of those may certify."""
    care = _list_holders(version.authority_id, Role.CARE_STAFF)
    managers = {one.unit_id: one for one in _list_holders(version.authority_id, Role.UNIT_MANAGER)}
    chances = rng.uniform(size=(len(care), 2))
    trained = [
        (one, delegated < DELEGATED_SHARE)
        for one, (passed, delegated) in zip(care, chances, strict=True)
        if passed < TRAINED_SHARE
    ]
    count = _copy_papers([_Papers(version, course, one, rng, now) for one, _ in trained])
    granted = [one for one, is_delegated in trained if is_delegated and one.unit_id in managers]
    return count + copy_rows([_delegation(one, managers[one.unit_id], rng, now) for one in granted])


def _list_holders(authority_id: int, role: Role) -> list[Assignment]:
    held = Assignment.objects.using(OWNER).filter(authority_id=authority_id, account__isnull=False)
    return list(held.filter(roles__contains=[role.value]).order_by("id"))


def _copy_papers(papers: Sequence[_Papers]) -> int:
    """Write them table by table, in the order of their references; how many rows."""
    tables: tuple[list[Model], ...] = (
        [one.enrolment for one in papers],
        [page for one in papers for page in one.pages],
        [one.attempt for one in papers],
        [one.outcome for one in papers],
        [one.certificate for one in papers],
    )
    return sum(copy_rows(rows) for rows in tables)


def apportion_units(count: int) -> list[int]:
    """How many units each authority has."""
    return apportion(count, SHARES, least=2)


def _desk(authority: Authority, rng: np.random.Generator, opened_on: dt.date) -> Unit:
    return Unit(
        id=draw_id(rng),
        authority=authority,
        kind=Unit.Kind.ASSESSMENT,
        name=f"Sjukreseenheten {authority.name}",
        hsa_id=f"{ORGANISATION}-V{authority.id}D",
        opened_on=opened_on,
    )


def _care_role(number: int, units: int) -> Role:
    """The first at each unit leads it."""
    return Role.UNIT_MANAGER if number < units else Role.CARE_STAFF


def _person(
    authority: Authority, number: int, rng: np.random.Generator, now: dt.datetime
) -> tuple[Account, StaffMember]:
    hsa_id = f"{ORGANISATION}-V{authority.id}P{number:05d}"
    account = Account(id=draw_id(rng), issuer=ISSUER, subject=hsa_id, hsa_id=hsa_id, created_at=now)
    person = StaffMember(
        id=draw_id(rng),
        authority=authority,
        account=account,
        hsa_id=hsa_id,
        given_name=GIVEN[int(rng.integers(len(GIVEN)))],
        family_name=FAMILY[int(rng.integers(len(FAMILY)))],
        profession=PROFESSIONS[int(rng.integers(len(PROFESSIONS)))],
    )
    return account, person


class _Papers:
    """Everything that one passed course leaves behind."""

    def __init__(
        self,
        version: CourseVersion,
        course: Course,
        one: Assignment,
        rng: np.random.Generator,
        now: dt.datetime,
    ) -> None:
        authority_id, at = version.authority_id, now - dt.timedelta(days=float(rng.uniform(10, 300)))
        questions = [question.id for question in course.questions[: course.pass_rule.questions]]
        self.enrolment = Enrolment(
            id=draw_id(rng), authority_id=authority_id, staff_id=one.staff_id, version=version, started_at=at
        )
        self.pages = [
            PageRead(
                id=draw_id(rng),
                authority_id=authority_id,
                enrolment=self.enrolment,
                page=page.slug,
                read_at=at,
            )
            for page in course.pages
        ]
        self._sit(version, one, questions, rng, at)

    def _sit(
        self,
        version: CourseVersion,
        one: Assignment,
        questions: list[str],
        rng: np.random.Generator,
        at: dt.datetime,
    ) -> None:
        authority_id = version.authority_id
        self.attempt = Attempt(
            id=draw_id(rng),
            authority_id=authority_id,
            enrolment=self.enrolment,
            number=1,
            seed=rng.bytes(16).hex(),
            language="sv",
            questions=questions,
            started_at=at,
        )
        self.outcome = AttemptOutcome(
            id=draw_id(rng),
            authority_id=authority_id,
            attempt=self.attempt,
            right=len(questions),
            asked=len(questions),
            has_passed=True,
            submitted_at=at,
        )
        self.certificate = TrainingCertificate(
            id=draw_id(rng),
            authority_id=authority_id,
            staff_id=one.staff_id,
            version=version,
            outcome=self.outcome,
            issued_at=at,
            valid_to=(at + dt.timedelta(days=730)).date(),
            check_code=rng.bytes(8).hex(),
        )


def _delegation(
    holder: Assignment, manager: Assignment, rng: np.random.Generator, now: dt.datetime
) -> Delegation:
    first = now.date() - dt.timedelta(days=int(rng.integers(1, 200)))
    return Delegation(
        id=draw_id(rng),
        authority_id=holder.authority_id,
        holder=holder,
        unit_id=holder.unit_id,
        granted_by=manager,
        kinds=["trip", "escort"],
        valid_from=first,
        valid_to=first + dt.timedelta(days=365),
        granted_at=now - dt.timedelta(days=(now.date() - first).days),
    )


def iterate_courses() -> Iterator[CourseVersion]:
    """The published whole courses of the volume's authorities."""
    ids = [one.id for one in list_authorities()]
    yield from CourseVersion.objects.using(OWNER).filter(
        authority_id__in=ids, state=CourseVersion.State.PUBLISHED, updates=""
    )


def analyse() -> None:
    """Let the planner know how much there is."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("analyze")


def staff_stream(seed: int, authority: Authority, subject: str) -> np.random.Generator:
    """The stream of chance of one authority and subject."""
    return stream(seed, f"volume {authority.slug} {subject}")
