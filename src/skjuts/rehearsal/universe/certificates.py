"""Certificates of the demo: on every ward whose people may certify, issued over the last weeks by services.

The nurse whom one may be holds the right and has drafts: one whole, one half written. One certificate was
taken back. What was issued lies with the officers as matters received.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

import msgspec
from django.utils import timezone

from skjuts.apps.permits.models import Application, Certificate
from skjuts.apps.permits.services.certify import (
    begin_certificate,
    issue_certificate,
    save_draft,
    withdraw_certificate,
)
from skjuts.apps.permits.terms import CertificateContent
from skjuts.apps.registry.models import Assignment, Authority, Patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.apps.training.queries import may_certify
from skjuts.rehearsal.universe.at_work import get_actor, get_persona
from skjuts.rehearsal.universe.needs import ALL_NEEDS, TRIP_NEEDS, at_unit, bus_would_do, control_visit
from skjuts.rehearsal.universe.patients import COUNTIES
from skjuts.rehearsal.universe.schooling import delegate, is_trained, learn_changes, take_whole_course

CERTIFIER = "intygsutfardare"
"""The persona who may certify trips and escorts."""
TRAINED_DAYS_AGO, LAST_DAYS = 60, 21
HALF = (
    "travel_mode",
    "directions",
    "validity",
    "trips",
    "valid_from",
    "valid_to",
    "visit_day",
    "is_infectious",
)
"""What the half written draft does not tell yet."""


def train_certifier(now: dt.datetime) -> None:
    """Let the persona take the course, learn what changed and be delegated; say which county a region is."""
    for slug, county in COUNTIES.items():
        authority = Authority.objects.get(slug=slug)
        permits = {"county": county, **authority.settings.get("permits", {})}
        authority.settings = {**authority.settings, "permits": permits}
        authority.save(update_fields=["settings"])
    assignment = get_certifier()
    if is_trained(assignment):
        return
    moment = now - dt.timedelta(days=TRAINED_DAYS_AGO)
    take_whole_course(assignment, moment, fails_first=False)
    delegate(assignment, moment + dt.timedelta(days=1), now)
    learn_changes(assignment, now - dt.timedelta(days=10))


def get_certifier() -> Assignment:
    """The persona's assignment."""
    return get_persona(CERTIFIER)


def issue_certificates(count: int, now: dt.datetime) -> Iterator[None]:
    """Issue `count` over the wards in turn, take one back, and leave drafts; yields after each."""
    own = _actor(get_certifier(), now)
    able = [one for slug in COUNTIES for one in list_certifiers(slug, now)]
    writers = [own, *(one for one in able if one.unit_id != own.unit_id)]
    yield from _issue_in_turn(writers, count, now)
    _withdraw_one(writers, now)
    _leave_drafts(get_certifier(), now)


def list_certifiers(slug: str, now: dt.datetime) -> list[Actor]:
    """Care staff of a region who may certify trips now, one for each unit."""
    authority = Authority.objects.get(slug=slug)
    with entering(authorities=[authority.id]):
        held = Assignment.objects.filter(
            authority=authority, roles__contains=[Role.CARE_STAFF.value], account__isnull=False
        ).order_by("unit__hsa_id", "-staff__hsa_id")
        able = [one for one in held if _may(one, "trip", now)]
    by_unit = {one.unit_id: one for one in able}
    return [_actor(one, now) for one in by_unit.values()]


def certify(
    actor: Actor, patient_id: UUID, content: CertificateContent, moment: dt.datetime
) -> tuple[Certificate, Application]:
    """Write and issue one at a moment, in the actor's own scope."""
    with acting(actor):
        draft = begin_certificate(actor=actor, patient_id=patient_id, now=moment)
        draft = save_draft(
            actor=actor, certificate_id=draft.id, version=draft.version, content=content, now=moment
        )
        return issue_certificate(
            actor=actor,
            certificate_id=draft.id,
            version=draft.version,
            now=moment,
            today=timezone.localdate(moment),
        )


def list_patients_of(actor: Actor) -> list[UUID]:
    """Patients of the actor's unit who are not protected, in a fixed order."""
    with acting(actor):
        rows = Patient.objects.filter(relations__unit_id=actor.unit_id, is_guarded=False, merged_into=None)
        return list(rows.order_by("created_at", "id").values_list("id", flat=True).distinct())


def _issue_in_turn(writers: list[Actor], count: int, now: dt.datetime) -> Iterator[None]:
    patients = {one.unit_id: list_patients_of(one) for one in writers}
    done = {one.unit_id: _count_issued(one) for one in writers}
    for turn in range(count):
        writer = writers[turn % len(writers)]
        number = turn // len(writers)
        if done[writer.unit_id] <= number < len(patients[writer.unit_id]):
            moment = now - dt.timedelta(days=LAST_DAYS * (1 - turn / count), hours=1)
            needs = ALL_NEEDS if _may_escort(writer, moment) else TRIP_NEEDS
            content = at_unit(needs[number % len(needs)], writer.unit_id, timezone.localdate(now))
            certify(writer, patients[writer.unit_id][number], content, moment)
        yield


def _count_issued(actor: Actor) -> int:
    with acting(actor):
        return Certificate.objects.filter(unit_id=actor.unit_id, issued_at__isnull=False).count()


def _withdraw_one(writers: list[Actor], now: dt.datetime) -> None:
    """The second that the first ward issued; nothing when one has been taken back already."""
    writer = writers[0]
    with acting(writer):
        issued = Certificate.objects.filter(unit_id=writer.unit_id, issuer_id=writer.assignment_id)
        if issued.filter(state="withdrawn").exists():
            return
        row = issued.filter(state="issued").order_by("issued_at")[1]
        withdraw_certificate(
            actor=writer, certificate_id=row.id, reason="Besöket blev av på hemorten i stället.", now=now
        )


def _leave_drafts(assignment: Assignment, now: dt.datetime) -> None:
    """A whole draft and a half written one, for the last patients of the ward."""
    actor = _actor(assignment, now)
    day = timezone.localdate(now)
    whole = at_unit(control_visit, actor.unit_id, day)
    half = msgspec.structs.replace(at_unit(bus_would_do, actor.unit_id, day), **_empty(HALF))
    for patient_id, content in zip(list_patients_of(actor)[-2:], (whole, half), strict=False):
        with acting(actor):
            draft = begin_certificate(actor=actor, patient_id=patient_id, now=now)
            if draft.version == 1:
                save_draft(actor=actor, certificate_id=draft.id, version=1, content=content, now=now)


def _empty(names: tuple[str, ...]) -> dict[str, object]:
    blank = CertificateContent()
    return {name: getattr(blank, name) for name in names}


def _may_escort(actor: Actor, moment: dt.datetime) -> bool:
    with acting(actor):
        return may_certify(assignment_id=actor.assignment_id, kind="escort", now=moment).is_allowed


def _may(assignment: Assignment, kind: str, now: dt.datetime) -> bool:
    early = now - dt.timedelta(days=LAST_DAYS)
    return all(
        may_certify(assignment_id=assignment.id, kind=kind, now=moment).is_allowed for moment in (early, now)
    )


def _actor(assignment: Assignment, now: dt.datetime) -> Actor:
    return get_actor(assignment, timezone.localdate(now))
