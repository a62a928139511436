"""Open an authority: its row, an office and the first administrator, who does the rest on the pages.

The only way in that asks for no rights, because nobody has any yet; it belongs to whoever runs the house.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from skjuts.apps.registry.facts.organisations import read_organisation_number
from skjuts.apps.registry.models import Assignment, AssignmentStatus, Authority, StaffMember, Unit
from skjuts.apps.registry.services.staff.statuses import note_statuses
from skjuts.apps.registry.staff_errors import AuthorityOpen
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import parse_hsa_id

REASON = "Huvudmannen öppnades"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LONGEST = {"slug": 40, "name": 120, "unit_name": 160, "given_name": 80, "family_name": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is told of a new authority, its office and its first administrator."""

    slug: str
    name: str
    kind: Authority.Kind
    organisation_number: str
    unit_name: str
    unit_hsa_id: str
    admin_hsa_id: str
    given_name: str
    family_name: str


@transaction.atomic
def open_authority(*, opening: Opening, now: dt.datetime, today: dt.date) -> Assignment:
    """The first administrator's assignment, from today on.

    Raises `InvalidField` at the part that cannot be used, and `AuthorityOpen` when there is one already.
    """
    _require_texts(opening)
    digits = read_organisation_number(opening.organisation_number)
    office_id = parse_hsa_id(opening.unit_hsa_id, field="unit_hsa_id")
    admin_id = parse_hsa_id(opening.admin_hsa_id, field="admin_hsa_id")
    if Authority.objects.filter(Q(slug=opening.slug) | Q(name=opening.name)).exists():
        raise AuthorityOpen(field="slug")
    authority = Authority.objects.create(
        slug=opening.slug,
        name=opening.name,
        kind=opening.kind,
        organisation_number=digits,
        opened_on=today,
    )
    with entering(authorities=[authority.id]):
        office = Unit.objects.create(
            authority=authority,
            kind=Unit.Kind.OFFICE,
            name=opening.unit_name,
            hsa_id=office_id,
            opened_on=today,
        )
        return _give_first(opening, office, admin_id, now, today)


def _give_first(
    opening: Opening, office: Unit, admin_id: str, now: dt.datetime, today: dt.date
) -> Assignment:
    staff = StaffMember.objects.create(
        authority_id=office.authority_id,
        hsa_id=admin_id,
        given_name=opening.given_name,
        family_name=opening.family_name,
    )
    first = Assignment.objects.create(
        authority_id=office.authority_id,
        staff=staff,
        unit=office,
        roles=[Role.AUTHORITY_ADMIN.value],
        valid_from=today,
    )
    note_statuses([first], AssignmentStatus.Step.GIVEN, None, reason=REASON, now=now)
    return first


def _require_texts(opening: Opening) -> None:
    for field, longest in _LONGEST.items():
        text = getattr(opening, field)
        if not text.strip() or len(text) > longest:
            raise InvalidField(
                "En uppgift saknas eller är för lång.", field=field, remedy=f"Skriv högst {longest} tecken."
            )
    if not _SLUG.fullmatch(opening.slug):
        raise InvalidField(
            "Kortnamnet går inte att använda.",
            field="slug",
            remedy="Skriv små bokstäver a-z, siffror och bindestreck, till exempel region-exempel.",
        )
