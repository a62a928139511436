"""Programs in the staff register: what they do is logged, walled and taken away as for people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from skjuts.apps.registry.models import Account, Assignment, Authority, StaffMember, Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import InvalidField, NotFound

ISSUER = "skjuts:program"
"""The issuer of programs' accounts: no identity provider, so nobody signs in by one."""
PROFESSION = "Program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that calls: its name, its HSA-id, and what it does at which unit of which authority."""

    name: str
    hsa_id: str
    authority: str
    unit_hsa_id: str
    roles: tuple[Role, ...]


@transaction.atomic
def place_program(*, program: Program, valid_from: dt.date, valid_to: dt.date) -> Account:
    """The program's account, with its row in the staff register and its one assignment.

    Placed again, it keeps its account, and its assignment gets the new roles and the later end. Raises
    `NotFound`, and `InvalidField` when the HSA-id is a person's or the program belongs to another unit.
    """
    authority = Authority.objects.filter(slug=program.authority).first()
    if authority is None:
        raise NotFound(f"Huvudmannen {program.authority} finns inte.", field="authority")
    with entering(authorities=[authority.id]):
        unit = Unit.objects.filter(authority=authority, hsa_id=program.unit_hsa_id).first()
        if unit is None:
            raise NotFound(f"Enheten {program.unit_hsa_id} finns inte.", field="unit")
        staff = _place_staff(program, authority)
        _place_assignment(program, staff, unit, valid_from, valid_to)
    if staff.account is None:
        raise NotFound(field="account")
    return staff.account


def _place_staff(program: Program, authority: Authority) -> StaffMember:
    found = StaffMember.objects.filter(authority=authority, hsa_id=program.hsa_id).first()
    if found is None:
        return StaffMember.objects.create(
            authority=authority,
            account=Account.objects.create(issuer=ISSUER, subject=str(uuid4())),
            hsa_id=program.hsa_id,
            given_name=PROFESSION,
            family_name=program.name,
            profession=PROFESSION,
        )
    if found.account is None or found.account.issuer != ISSUER:
        raise InvalidField("HSA-id:t hör till en person.", field="hsa_id")
    return found


def _place_assignment(
    program: Program, staff: StaffMember, unit: Unit, valid_from: dt.date, valid_to: dt.date
) -> None:
    roles = [role.value for role in program.roles]
    held = Assignment.objects.filter(staff=staff).first()
    if held is None:
        Assignment.objects.create(
            authority_id=unit.authority_id,
            staff=staff,
            account_id=staff.account_id,
            unit=unit,
            roles=roles,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        return
    if held.unit_id != unit.id:
        raise InvalidField("Programmet hör redan till en annan enhet.", field="unit")
    held.roles, held.valid_to = roles, max(valid_to, held.valid_to or valid_to)
    held.save(update_fields=["roles", "valid_to"])
