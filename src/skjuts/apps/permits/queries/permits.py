"""Permits of a person, whatever registration they were granted under, and those that come to an end."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from skjuts.apps.permits.models import Permit, PermitUse, Voucher
from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed


def list_registrations(patient: Patient) -> frozenset[UUID]:
    """The patient and all registrations that were merged into it."""
    found, latest = {patient.id}, {patient.id}
    while latest:
        merged = Patient.objects.filter(merged_into_id__in=latest).values_list("id", flat=True)
        latest = set(merged) - found
        found |= latest
    return frozenset(found)


def list_permits(patient: Patient) -> QuerySet[Permit]:
    """Every permit of the person, the latest first."""
    rows = Permit.objects.filter(
        authority_id=patient.authority_id, patient_id__in=list_registrations(patient)
    )
    return rows.select_related("decision").order_by("-valid_from", "id")


def get_permit(actor: Actor, permit_id: UUID) -> Permit:
    """A permit within reach. Raises NotAllowed."""
    rows = Permit.objects.filter(pk=permit_id, authority_id__in=actor.authorities)
    found = rows.select_related("decision__application", "patient").first()
    if found is None:
        raise NotAllowed
    return found


def get_locked_permit(actor: Actor, permit_id: UUID) -> Permit:
    """The same, held until the transaction ends."""
    rows = Permit.objects.select_for_update(of=("self",)).select_related("decision__application", "patient")
    found = rows.filter(pk=permit_id, authority_id__in=actor.authorities).first()
    if found is None:
        raise NotAllowed
    return found


def list_to_reassess(actor: Actor, *, by: dt.date) -> QuerySet[Permit]:
    """List permits in force that are to be looked at again by a day."""
    rows = Permit.objects.filter(authority_id__in=actor.authorities, state="in_force", reassess_on__lte=by)
    return rows.select_related("patient", "decision").order_by("reassess_on", "id")


def list_ending(actor: Actor, *, first: dt.date, last: dt.date) -> QuerySet[Permit]:
    """List permits in force whose last day lies between two days: whom to remind of a renewal."""
    rows = Permit.objects.filter(
        authority_id__in=actor.authorities, state="in_force", valid_to__range=(first, last)
    )
    return rows.select_related("patient", "decision").order_by("valid_to", "id")


def list_uses(permit_id: UUID, *, most: int = 6) -> QuerySet[PermitUse]:
    """The trips that were last counted on a permit, the latest first."""
    return PermitUse.objects.filter(permit_id=permit_id).order_by("-at", "id")[:most]


def list_vouchers(actor: Actor) -> QuerySet[Voucher]:
    """List the unit's paper vouchers, the latest printed first."""
    rows = Voucher.objects.filter(authority_id=actor.authority_id, unit_id=actor.unit_id)
    return rows.order_by("-printed_at", "ending")


def get_own_voucher(actor: Actor, voucher_id: UUID) -> Voucher:
    """One of the unit's paper vouchers. Raises NotAllowed."""
    found = list_vouchers(actor).filter(pk=voucher_id).first()
    if found is None:
        raise NotAllowed
    return found
