"""Courses and the right to certify, for programs."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router, Schema
from pydantic import Field

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.api import Door, Portion
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.models import CourseVersion, Enrolment, TrainingCertificate
from skjuts.apps.training.policies import may_read_register
from skjuts.apps.training.queries import may_certify
from skjuts.apps.training.queries.courses import get_version, list_published, read_content
from skjuts.apps.training.queries.progress import (
    count_failures,
    find_enrolment,
    find_open_attempt,
    list_enrolments,
    list_pages_read,
    list_training_certificates,
)
from skjuts.apps.training.queries.register import Holder, list_issuers, moment_on

router = Router(tags=["training"])

FIRST_DAY = dt.date(2020, 1, 1)
LAST_DAY = dt.date(2100, 1, 1)
CertifiedKind = Literal["trip", "escort", "ride_alone"]


def may_learn(actor: Actor) -> bool:
    """Everybody with an assignment learns."""
    return bool(actor.roles)


class RegisterQuestion(Portion):
    """Which day and unit of the register."""

    day: dt.date | None = Field(None, ge=FIRST_DAY, le=LAST_DAY, description="Today when left out.")
    unit_id: UUID | None = None


class IssuerRow(Schema):
    """Somebody who may certify on the day."""

    assignment_id: UUID
    staff_id: UUID
    hsa_id: str
    name: str
    unit_id: UUID
    unit_hsa_id: str
    unit: str
    kinds: list[CertifiedKind]


class IssuerList(Schema):
    """Those who may certify, by unit and name."""

    items: list[IssuerRow]
    total: int


class RightQuestion(Schema):
    """Whose right, and to certify which kind of need."""

    assignment_id: UUID
    kind: CertifiedKind


class RightAnswer(Schema):
    """Whether a person may certify a kind now; `hindrance` tells why not."""

    is_allowed: bool
    hindrance: str
    missing_retrainings: list[str]
    leans_on_softer_transition: bool


class CourseRow(Schema):
    """A published course and how far the one who asks has come."""

    id: UUID
    slug: str
    version: str
    title: str
    minutes: int
    updates: str
    pages_read: int
    is_begun: bool


class CourseList(Schema):
    """The published courses, whole courses before micro-retrainings."""

    items: list[CourseRow]


class PageRow(Schema):
    """A page of a course."""

    slug: str
    title: str
    is_read: bool


class CourseState(CourseRow):
    """A course with its pages, and where the test stands."""

    pages: list[PageRow]
    failed_attempts: int
    has_open_attempt: bool


class TrainingCertificateRow(Schema):
    """A certificate of training of the one who asks."""

    id: UUID
    course: str
    issued_at: dt.datetime
    valid_to: dt.date
    check_code: str


class TrainingCertificateList(Schema):
    """The one that lasts longest first."""

    items: list[TrainingCertificateRow]


@router.get("/delegations", auth=Door(may_read_register), response=IssuerList, url_name="delegations")
def delegations(request: HttpRequest, asked: Query[RegisterQuestion]) -> Any:  # noqa: ANN401  (ninja's form)
    """The register of those who may certify on a day."""
    now = timezone.now()
    moment = moment_on(asked.day or timezone.localdate(now), now)
    [found] = list_issuers(actor_in(request), moment, unit_id=asked.unit_id)
    return {"items": [_issuer(one) for one in asked.cut(found)], "total": len(found)}


@router.get("/rights", auth=Door(may_read_register), response=RightAnswer, url_name="right")
def right(request: HttpRequest, asked: Query[RightQuestion]) -> Any:  # noqa: ANN401
    """Whether a person may certify by an assignment now. One out of reach answers as not in force."""
    del request
    found = may_certify(assignment_id=asked.assignment_id, kind=asked.kind, now=timezone.now())
    return {
        "is_allowed": found.is_allowed,
        "hindrance": found.hindrance or "",
        "missing_retrainings": [one.slug for one in found.due],
        "leans_on_softer_transition": found.is_softened,
    }


@router.get("/courses", auth=Door(may_learn), response=CourseList, url_name="courses")
def courses(request: HttpRequest) -> Any:  # noqa: ANN401
    """The courses, with one's own progress."""
    actor = actor_in(request)
    versions = list_published(actor)
    enrolments = list_enrolments(actor, versions)
    read = list_pages_read(enrolments.values())
    return {"items": [_course(one, enrolments.get(one.id), read) for one in versions]}


@router.get("/courses/{uuid:version_id}", auth=Door(may_learn), response=CourseState, url_name="course")
def course(request: HttpRequest, version_id: UUID) -> Any:  # noqa: ANN401
    """One course: its pages, and where one's own test stands."""
    actor = actor_in(request)
    version = get_version(actor, version_id)
    enrolment = find_enrolment(actor, version)
    read = list_pages_read([enrolment] if enrolment else [])
    content = read_content(version, (get_language() or "sv")[:2])
    mine = read[enrolment.id] if enrolment else set()
    return _course(version, enrolment, read) | {
        "pages": [
            {"slug": page.slug, "title": page.title, "is_read": page.slug in mine} for page in content.pages
        ],
        "failed_attempts": count_failures(enrolment).count if enrolment else 0,
        "has_open_attempt": bool(enrolment and find_open_attempt(enrolment)),
    }


@router.get(
    "/training-certificates",
    auth=Door(may_learn),
    response=TrainingCertificateList,
    url_name="training-certificates",
)
def training_certificates(request: HttpRequest) -> Any:  # noqa: ANN401
    """One's own certificates of training."""
    return {"items": [_certificate(one) for one in list_training_certificates(actor_in(request))]}


def _issuer(one: Holder) -> dict[str, object]:
    assignment = one.assignment
    return {
        "assignment_id": assignment.id,
        "staff_id": assignment.staff_id,
        "hsa_id": assignment.staff.hsa_id,
        "name": assignment.staff.name,
        "unit_id": assignment.unit_id,
        "unit_hsa_id": assignment.unit.hsa_id,
        "unit": assignment.unit.name,
        "kinds": list(one.allowed),
    }


def _course(
    version: CourseVersion, enrolment: Enrolment | None, read: dict[UUID, set[str]]
) -> dict[str, object]:
    return {
        "id": version.id,
        "slug": version.slug,
        "version": version.version,
        "title": version.title,
        "minutes": version.minutes,
        "updates": version.updates,
        "pages_read": len(read[enrolment.id]) if enrolment else 0,
        "is_begun": enrolment is not None,
    }


def _certificate(row: TrainingCertificate) -> dict[str, object]:
    return {
        "id": row.id,
        "course": row.version.slug,
        "issued_at": row.issued_at,
        "valid_to": row.valid_to,
        "check_code": row.check_code,
    }
