"""Make, find and take back keys of programs, and count their calls."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from skjuts.apps.registry.models import Account
from skjuts.apps.registry.policies.staff import GUARDED
from skjuts.apps.registry.services.programs import Program, place_program
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotFound
from skjuts.machine.errors import GuardedProgram
from skjuts.machine.models import ApiKey

PREFIX = "skj_"
"""By which a key is known when it lies where it should not."""
KEY_BYTES = 32
CALLS_A_MINUTE = 600
LONGEST = dt.timedelta(days=731)

_COUNT = """
insert into machine_calltally (account_id, minute, calls) values (%s, date_trunc('minute', now()), 1)
on conflict (account_id) do update set minute = excluded.minute, calls = case
    when machine_calltally.minute = excluded.minute then machine_calltally.calls + 1 else 1 end
returning calls, extract(epoch from minute + interval '1 minute' - now())
"""


@dataclass(frozen=True, slots=True)
class Calls:
    """How many calls this minute, and how long it lasts yet."""

    count: int
    left_s: int


@transaction.atomic
def issue_key(
    *, program: Program, label: str, days: int, now: dt.datetime, calls_a_minute: int = CALLS_A_MINUTE
) -> tuple[ApiKey, str]:
    """Place the program in its authority's registers and make its key; the key is told this once.

    Raises `NotFound` for an unknown authority or unit, `GuardedProgram` for a role that guards others.
    """
    if not GUARDED.isdisjoint(program.roles):
        raise GuardedProgram(field="roles")
    lasts = min(dt.timedelta(days=days), LONGEST)
    first, last = localdate(now), localdate(now + lasts)
    account = place_program(program=program, valid_from=first, valid_to=last)
    key = PREFIX + secrets.token_urlsafe(KEY_BYTES)
    row = ApiKey.objects.create(
        account=account,
        digest=digest_of(key),
        label=label,
        calls_a_minute=calls_a_minute,
        created_at=now,
        expires_at=now + lasts,
    )
    return row, key


def find_key(key: str, *, now: dt.datetime) -> ApiKey | None:
    """The row of a key that holds, with its account; None for any other."""
    if not key.startswith(PREFIX):
        return None
    row = ApiKey.objects.filter(digest=digest_of(key)).select_related("account").first()
    if row is None or row.revoked_at is not None or row.expires_at <= now or not row.account.is_active:
        return None
    return row


def revoke_key(*, key_id: UUID, now: dt.datetime) -> ApiKey:
    """Take a key back; it is refused from the next call on."""
    row = ApiKey.objects.filter(id=key_id).first()
    if row is None:
        raise NotFound("Nyckeln finns inte.", field=str(key_id))
    row.revoked_at = row.revoked_at or now
    row.save(update_fields=["revoked_at"])
    return row


def list_keys() -> QuerySet[ApiKey]:
    """All keys, the newest first."""
    return ApiKey.objects.order_by("-created_at")


def count_call(account: Account) -> Calls:
    """Count one call, in a transaction of its own: what is then refused or fails has been a call as well."""
    with transaction.atomic(durable=False), connection.cursor() as cursor:
        # A tally that a power cut takes is no loss, and waiting for the disk would cost every call.
        cursor.execute("set local synchronous_commit to off")
        cursor.execute(_COUNT, [account.pk])
        count, left_s = cursor.fetchone()
    return Calls(count, max(1, math.ceil(left_s)))


def digest_of(key: str) -> bytes:
    """What is kept of a key. It is drawn with 256 bits, so a plain digest cannot be turned back."""
    return hashlib.sha256(key.encode()).digest()


def read_roles(names: Sequence[str]) -> tuple[Role, ...]:
    """Roles by name; raises `NotFound` naming the unknown one."""
    known = {role.value: role for role in Role}
    for name in names:
        if name not in known:
            choices = f"Välj bland {', '.join(known)}."
            raise NotFound(f"Rollen {name} finns inte.", field="roles", remedy=choices)
    return tuple(known[name] for name in names)
