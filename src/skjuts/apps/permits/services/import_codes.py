"""A file of codes: read on trial, then taken in whole; what is gone from its systems is retired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.permits.codes import ListedCode, read_codes
from skjuts.apps.permits.models import ConditionCode
from skjuts.apps.permits.policies import require_order_delegation
from skjuts.apps.permits.queries.codes import MOST_CODES, listed_of
from skjuts.apps.permits.services.stepping import signed_by
from skjuts.apps.registry.facts.import_files import Problem, read_sheet
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import TooLargeInput


@dataclass(frozen=True, slots=True)
class CheckedCodes:
    """What a file would do. With problems it would do nothing."""

    codes: tuple[ListedCode, ...]
    problems: tuple[Problem, ...]
    added: int
    changed: int
    same: int
    retired: tuple[ListedCode, ...]


def check_codes(*, actor: Actor, content: bytes) -> CheckedCodes:
    """Read a file on trial. Raises UnreadableInput and TooLargeInput."""
    require_order_delegation(actor, actor.authority_id)
    codes, problems = read_codes(read_sheet(content))
    if len(codes) > MOST_CODES:
        raise TooLargeInput("Listan har fler än %(most)s koder.", values={"most": MOST_CODES})
    return compare_codes(actor, codes, problems)


def compare_codes(
    actor: Actor, codes: Sequence[ListedCode], problems: Sequence[Problem] = ()
) -> CheckedCodes:
    """A list beside the one in use."""
    held = {
        (one.system, one.code): one for one in ConditionCode.objects.filter(authority_id=actor.authority_id)
    }
    in_use = {key: listed_of(one) for key, one in held.items() if one.retired_at is None}
    wanted = {(one.system, one.code): one for one in codes}
    systems = {one.system for one in codes}
    return CheckedCodes(
        codes=tuple(codes),
        problems=tuple(problems),
        added=sum(key not in in_use for key in wanted),
        changed=sum(key in in_use and in_use[key] != one for key, one in wanted.items()),
        same=sum(in_use.get(key) == one for key, one in wanted.items()),
        retired=tuple(one for key, one in in_use.items() if key[0] in systems and key not in wanted),
    )


@transaction.atomic
def take_in_codes(*, actor: Actor, codes: Sequence[ListedCode], now: dt.datetime) -> CheckedCodes:
    """Take a checked list in. Certificates keep the words that they were written with."""
    require_order_delegation(actor, actor.authority_id)
    found = compare_codes(actor, codes)
    signed = signed_by(actor, now)["signed"]
    for one in codes:
        ConditionCode.objects.update_or_create(
            authority_id=actor.authority_id,
            system=one.system,
            code=one.code,
            defaults={
                "text": one.text,
                "fills": dict(one.fills),
                "imported_by_staff": actor.staff_id,
                "imported_signed": signed,
                "imported_at": now,
                "retired_at": None,
            },
        )
    for one in found.retired:
        rows = ConditionCode.objects.filter(authority_id=actor.authority_id, system=one.system, code=one.code)
        rows.update(retired_at=now)
    publish_event(
        name="codes.taken_in",
        aggregate_id=uuid4(),
        authority_id=actor.authority_id,
        actor=actor,
        payload={
            "systems": sorted({one.system for one in codes}),
            "added": found.added,
            "changed": found.changed,
            "retired": len(found.retired),
        },
    )
    return found
