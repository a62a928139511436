"""Builders of certificates, drafts and paper vouchers."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.utils import timezone

from skjuts.apps.permits.models import Certificate, Voucher
from skjuts.apps.permits.services.certify import begin_certificate
from skjuts.apps.permits.terms import CertificateContent
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from tests.app.rights.objects import NOBODY, PLACES, Arguments, builder
from tests.app.rights.patients import guard, patient_now, register
from tests.app.rights.table import Relation
from tests.app.rights.world import World

OWN = (Relation.OWN_UNIT, Relation.PROTECTED)


@builder("certificate_draft", relations=tuple(Relation), certificate_id=NOBODY)
def build_draft(world: World, relation: Relation) -> Arguments:
    """A draft: at the own unit the world's nurse's, elsewhere that of somebody there."""
    actor = writer(world, relation)
    with acting(actor):
        draft = begin(actor)
        guard(patient_now(draft.patient_id), relation)
    return {"certificate_id": str(draft.id)}


@builder("certificate", relations=tuple(Relation), certificate_id=NOBODY)
def build_certificate(world: World, relation: Relation) -> Arguments:
    """One that was issued."""
    actor = writer(world, relation)
    with acting(actor):
        issued = issue(begin(actor))
        guard(patient_now(issued.patient_id), relation)
    return {"certificate_id": str(issued.id)}


@builder("voucher", relations=PLACES, voucher_id=NOBODY)
def build_voucher(world: World, relation: Relation) -> Arguments:
    """A blank paper in the unit's drawer."""
    actor = world.keeper_of(relation, Role.UNIT_MANAGER).actor
    with acting(actor):
        made = Voucher.objects.create(
            authority_id=actor.authority_id,
            unit_id=actor.unit_id,
            index=uuid4().bytes,
            ending="A2B",
            printed_by_id=actor.assignment_id,
            printed_at=timezone.now(),
            valid_to=timezone.localdate() + dt.timedelta(days=90),
        )
    return {"voucher_id": str(made.id)}


def writer(world: World, relation: Relation) -> Actor:
    """Who writes there."""
    own = world.people.get(Role.CARE_STAFF)
    return own.actor if own and relation in OWN else world.keeper_of(relation, Role.CARE_STAFF).actor


def begin(actor: Actor) -> Certificate:
    """A draft for somebody new."""
    return begin_certificate(actor=actor, patient_id=register(actor).id, now=timezone.now())


def issue(draft: Certificate) -> Certificate:
    """As a service leaves it, without the training that a service asks for."""
    now, today = timezone.now(), timezone.localdate()
    content = CertificateContent(travel_mode="shared_taxi", trips=2, valid_from=today, valid_to=today)
    draft.state, draft.content, draft.issued_at = "issued", content.encode(), now
    draft.kinds, draft.valid_from, draft.valid_to, draft.trips = ["trip"], today, today, 2
    draft.signed = "Påhittad Person, Egna enheten"
    draft.save()
    return draft
