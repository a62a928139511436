"""Say of a step on an authority's way in that it is done, or is not needed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from skjuts.apps.registry.facts.organisations import read_organisation_number
from skjuts.apps.registry.models import Authority, OnboardingNote
from skjuts.apps.registry.policies.staff import require_onboard
from skjuts.apps.registry.queries.onboarding import list_steps
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, NotFound


@transaction.atomic
def note_step(*, actor: Actor, slug: str, is_done: bool, note: str, now: dt.datetime) -> None:
    """Keep somebody's word about a step; a promise needs to say where it can be read."""
    require_onboard(actor)
    step = next((one for one in list_steps(actor, localdate(now)) if one.slug == slug), None)
    if step is None:
        raise NotFound
    if is_done and not note.strip():
        raise InvalidField(
            "Skriv var det går att läsa, eller varför steget inte behövs.",
            field="note",
            remedy="Ett diarienummer eller en mening räcker.",
        )
    OnboardingNote.objects.update_or_create(
        authority_id=actor.authority_id,
        step=slug,
        defaults={
            "is_done": is_done,
            "note": note.strip(),
            "written_by_id": actor.assignment_id,
            "written_at": now,
        },
    )


@transaction.atomic
def describe_authority(*, actor: Actor, name: str, organisation_number: str) -> Authority:
    """Set the name and organisation number of the actor's own authority."""
    require_onboard(actor)
    digits = read_organisation_number(organisation_number)
    if Authority.objects.filter(name=name).exclude(pk=actor.authority_id).exists():
        raise InvalidField("En annan huvudman heter så.", field="name", remedy="Skriv hela namnet.")
    authority = Authority.objects.select_for_update().get(pk=actor.authority_id)
    authority.name, authority.organisation_number = name, digits
    authority.save(update_fields=["name", "organisation_number"])
    return authority
