"""Two rows that are one person become one, and can become two again."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access, publish_event, record_access
from skjuts.apps.registry.models import (
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientMerge,
    PatientPhone,
    PatientRelation,
    Representative,
)
from skjuts.apps.registry.policies.patients import require_merge
from skjuts.apps.registry.services.patients.protecting import raise_protection, stronger
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, InvalidTransition, NotAllowed

type PatientPart = PatientIdentifier | PatientPhone | PatientAddress | PatientRelation | Representative

MERGED = "registry.patients_merged"
UNDONE = "registry.merge_undone"
MOVED: tuple[type[PatientPart], ...] = (
    PatientIdentifier,
    PatientPhone,
    PatientAddress,
    PatientRelation,
    Representative,
)
"""The profile stays with the absorbed row, which it describes."""


@transaction.atomic
def merge_patients(
    actor: Actor, *, kept_id: UUID, absorbed_id: UUID, reason: str, now: dt.datetime
) -> PatientMerge:
    """Let one patient take over all that is known of another. Both get the stronger protection."""
    if kept_id == absorbed_id:
        raise InvalidField("Välj två olika patienter.", field="absorbed")
    kept, absorbed = _lock(kept_id, absorbed_id)
    require_merge(actor, kept, absorbed)
    if kept.merged_into_id or absorbed.merged_into_id:
        raise InvalidTransition("En av patienterna är redan sammanslagen med en annan.")
    level = stronger(kept.protection, absorbed.protection)
    for one in (kept, absorbed):
        raise_protection(one, level=level, actor=actor)
    moved = {model._meta.label_lower: _move(model, absorbed, kept) for model in MOVED}
    _set_merged(absorbed, kept)
    merge = PatientMerge.objects.create(
        authority_id=kept.authority_id,
        kept=kept,
        absorbed=absorbed,
        reason=reason,
        moved=moved,
        merged_at=now,
        merged_by=actor.assignment_id,
    )
    _tell(actor, merge, MERGED, reason)
    return merge


@transaction.atomic
def undo_merge(actor: Actor, merge_id: UUID, *, reason: str, now: dt.datetime) -> PatientMerge:
    """Move back what moved, as far as it is still there. Protection stays until the desk lifts it."""
    merge = PatientMerge.objects.select_for_update().filter(pk=merge_id).first()
    if merge is None:
        raise NotAllowed
    kept, absorbed = _lock(merge.kept_id, merge.absorbed_id)
    require_merge(actor, kept, absorbed)
    if merge.undone_at:
        raise InvalidTransition("Sammanslagningen är redan upphävd.")
    if kept.merged_into_id:
        raise InvalidTransition(
            "Patienten är i sin tur sammanslagen. Upphäv den senare sammanslagningen först."
        )
    level = stronger(kept.protection, absorbed.protection)
    raise_protection(absorbed, level=level, actor=actor)
    for model in MOVED:
        _move_back(model, merge.moved[model._meta.label_lower], kept, absorbed)
    _set_merged(absorbed, None)
    merge.undone_at, merge.undone_by = now, actor.assignment_id
    merge.save(update_fields=["undone_at", "undone_by"])
    _tell(actor, merge, UNDONE, reason)
    return merge


def _lock(kept_id: UUID, absorbed_id: UUID) -> tuple[Patient, Patient]:
    """Both rows, locked in the order of their ids so that two merges cannot wait for one another."""
    rows = Patient.objects.select_for_update().filter(pk__in=(kept_id, absorbed_id)).order_by("pk")
    found = {one.pk: one for one in rows}
    if kept_id not in found or absorbed_id not in found:
        raise NotAllowed
    return found[kept_id], found[absorbed_id]


def _move(model: type[PatientPart], source: Patient, target: Patient) -> list[str]:
    movable = model.objects.filter(patient=source).exclude(pk__in=_list_shared(model, source, target))
    ids = sorted(str(one) for one in movable.values_list("pk", flat=True))
    model.objects.filter(pk__in=ids).update(patient=target, is_guarded=target.is_guarded)
    return ids


def _list_shared(model: type[PatientPart], source: Patient, target: Patient) -> list[UUID]:
    """Phones that both have: those of the absorbed stay where they are."""
    if model is not PatientPhone:
        return []
    known = target.phones.values("index")
    return list(source.phones.filter(index__in=known).values_list("pk", flat=True))


def _move_back(model: type[PatientPart], ids: list[str], source: Patient, target: Patient) -> None:
    model.objects.filter(pk__in=ids, patient=source).update(patient=target, is_guarded=target.is_guarded)


def _set_merged(absorbed: Patient, kept: Patient | None) -> None:
    absorbed.merged_into = kept
    absorbed.version += 1
    absorbed.save(update_fields=["merged_into", "version"])


def _tell(actor: Actor, merge: PatientMerge, name: str, reason: str) -> None:
    for patient_id in (merge.kept_id, merge.absorbed_id):
        record_access(
            actor,
            action=Access.ALTER,
            authority_id=merge.authority_id,
            reason=reason,
            context=f"merge:{merge.id}",
            patient_id=patient_id,
        )
    publish_event(
        name=name,
        aggregate_id=merge.kept_id,
        authority_id=merge.authority_id,
        actor=actor,
        payload={"merge_id": str(merge.id), "absorbed_id": str(merge.absorbed_id)},
    )
