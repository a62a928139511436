"""The question that begins a request: whose assignments these are, and how far they reach."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from skjuts.apps.registry.models import Account, Assignment, Cooperation
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.held import HeldAssignment, widen
from skjuts.apps.tenancy.roles import Role

ACCOUNT_FIELDS = tuple(field.attname for field in Account._meta.concrete_fields)
FIND_ACCOUNT = f"""
select {", ".join(f"a.{name}" for name in ACCOUNT_FIELDS)}, f.*
  from registry_account a left join lateral registry_find_acting(a.id, %s) f on true
 where a.id = %s
"""  # noqa: S608  (the names are the model's own)


def list_held(account_id: UUID, day: dt.date) -> list[HeldAssignment]:
    """List the account's assignments in force on a day; asked before any authority is entered."""
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_find_acting(%s, %s)", [account_id, day])
        return [_held(row) for row in cursor.fetchall()]


def find_account(account_id: UUID, day: dt.date) -> Account | None:
    """The account with its assignments in force on a day (`Account.held`), in one question."""
    with connection.cursor() as cursor:
        cursor.execute(FIND_ACCOUNT, [day, account_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    size = len(ACCOUNT_FIELDS)
    account = Account.from_db(connection.alias, ACCOUNT_FIELDS, rows[0][:size])
    account.held = tuple(_held(row[size:]) for row in rows if row[size] is not None)
    return account


def _held(row: Sequence[Any]) -> HeldAssignment:
    *columns, reach = row
    return HeldAssignment(json.loads(reach), *columns)


def find_actor_again(account_id: UUID, assignment_id: UUID, day: dt.date) -> Actor | None:
    """Who acts in a worker: the same person by the same assignment, if it is still in force."""
    held = list_held(account_id, day)
    return next((one.actor(account_id) for one in held if one.id == assignment_id), None)


def actor_of(assignment: Assignment, account_id: UUID, day: dt.date) -> Actor:
    """Who acts by an assignment on a day, in force or not: for what happened before."""
    roles = frozenset(Role(one) for one in assignment.roles)
    return Actor(
        account_id=account_id,
        staff_id=assignment.staff_id,
        assignment_id=assignment.id,
        unit_id=assignment.unit_id,
        authority_id=assignment.authority_id,
        roles=roles,
        authorities=authorities_reached(assignment.authority_id, roles, day),
    )


def authorities_reached(authority_id: int, roles: frozenset[Role], day: dt.date) -> frozenset[int]:
    """The authority itself, and those that cooperations in force add for these roles."""
    found = Cooperation.objects.filter(operator_id=authority_id, in_force_from__lte=day).filter(
        Q(in_force_to=None) | Q(in_force_to__gte=day)
    )
    return widen(authority_id, roles, found.values_list("authority_id", "tasks"))
