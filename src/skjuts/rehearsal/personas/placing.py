"""Put the personas where they work. Doing it again changes nothing."""

from __future__ import annotations

import datetime as dt

from allauth.idp.oidc.models import Client
from django.db import transaction

from skjuts.apps.registry.models import Account, Assignment, Authority, Cooperation, StaffMember, Unit
from skjuts.apps.tenancy.scope import entering
from skjuts.rehearsal.personas.people import ISSUER, Cast, Persona, PlannedUnit, read_cast

CLIENT_ID = "skjuts-demo"


@transaction.atomic
def place_personas(opened_on: dt.date) -> None:
    """Authorities, units, people and their assignments from a day on, and the provider's one client."""
    cast = read_cast()
    authorities = _place_authorities(cast, opened_on)
    with entering(authorities=[one.id for one in authorities.values()]):
        units = {one.key: _place_unit(one, authorities, opened_on) for one in cast.units}
        for persona in cast.personas:
            _place_persona(persona, units, opened_on)
    Client.objects.update_or_create(
        id=CLIENT_ID,
        defaults={
            "name": "Skjuts",
            "type": Client.Type.PUBLIC,
            "scopes": "openid\nprofile",
            "skip_consent": True,
        },
    )


def _place_authorities(cast: Cast, opened_on: dt.date) -> dict[str, Authority]:
    found = {
        one.slug: Authority.objects.get_or_create(
            slug=one.slug, defaults={"name": one.name, "kind": one.kind, "opened_on": opened_on}
        )[0]
        for one in cast.authorities
    }
    for one in cast.cooperations:
        Cooperation.objects.get_or_create(
            operator=found[one.operator],
            authority=found[one.authority],
            defaults={
                "tasks": list(one.tasks),
                "legal_basis": one.legal_basis,
                "in_force_from": opened_on,
            },
        )
    return found


def _place_unit(planned: PlannedUnit, authorities: dict[str, Authority], opened_on: dt.date) -> Unit:
    return Unit.objects.get_or_create(
        authority=authorities[planned.authority],
        hsa_id=planned.hsa_id,
        defaults={
            "kind": planned.kind,
            "name": planned.name,
            "municipality": planned.municipality,
            "opened_on": opened_on,
        },
    )[0]


def _place_persona(persona: Persona, units: dict[str, Unit], opened_on: dt.date) -> None:
    account, _ = Account.objects.get_or_create(
        issuer=ISSUER, subject=persona.slug, defaults={"hsa_id": persona.hsa_id}
    )
    for planned in persona.assignments:
        unit = units[planned.unit]
        staff, _ = StaffMember.objects.get_or_create(
            authority_id=unit.authority_id,
            hsa_id=persona.hsa_id,
            defaults={
                "account": account,
                "given_name": persona.given_name,
                "family_name": persona.family_name,
                "profession": persona.profession,
            },
        )
        Assignment.objects.get_or_create(
            authority_id=unit.authority_id,
            staff=staff,
            unit=unit,
            defaults={
                "account": account,
                "roles": list(planned.roles),
                "commission_hsa_id": persona.commission_of(planned),
                "valid_from": opened_on,
            },
        )
