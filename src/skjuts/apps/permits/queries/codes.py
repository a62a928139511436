"""Code lists: those to choose among on a certificate, and the whole list for whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from skjuts.apps.permits.codes import ListedCode, said_of
from skjuts.apps.permits.models import ConditionCode
from skjuts.apps.permits.policies import require_order_delegation
from skjuts.apps.permits.terms import CodeSaid
from skjuts.apps.tenancy.actor import Actor

MOST_CODES = 300
"""A list that a person can look through."""


def list_choosable(actor: Actor, held: Iterable[CodeSaid] = ()) -> list[CodeSaid]:
    """List the codes of the actor's authority that may be chosen, and those that a draft has already."""
    listed = {one.key: one for one in map(said_of, map(listed_of, codes_of(actor.authority_id)))}
    return list({**listed, **{one.key: one for one in held}}.values())


def list_listed(actor: Actor, said: Iterable[CodeSaid]) -> list[ListedCode]:
    """List what the chosen codes fill in today."""
    wanted = {(one.system, one.code) for one in said}
    return [one for one in map(listed_of, codes_of(actor.authority_id)) if (one.system, one.code) in wanted]


def list_codes(actor: Actor) -> list[ListedCode]:
    """List the codes in use of the actor's own authority, for whoever keeps them."""
    require_order_delegation(actor, actor.authority_id)
    return [listed_of(one) for one in codes_of(actor.authority_id)]


def codes_of(authority_id: int) -> QuerySet[ConditionCode]:
    """The rows in use, in order."""
    rows = ConditionCode.objects.filter(authority_id=authority_id, retired_at=None)
    return rows.order_by("system", "code")


def listed_of(row: ConditionCode) -> ListedCode:
    """A row as a value."""
    return ListedCode(row.system, row.code, row.text, dict(row.fills))
