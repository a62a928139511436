"""Which matters an actor handles by the models of the day, as a condition for lists.

What a page would refuse to open (`policies.may_handle`) is neither named nor counted in a list.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from itertools import product
from operator import or_
from uuid import UUID

from django.db.models import Q

from skjuts.apps.permits.models import PermitKindChoice, Responsibility
from skjuts.apps.permits.policies import HANDLING_ROLES, Model
from skjuts.apps.permits.queries.responsibility import UNLESS_SET
from skjuts.apps.registry.models import Unit
from skjuts.apps.tenancy.actor import Actor

type Models = Mapping[UUID | None, str]
"""Who decides, by the unit that has a row of its own; None: all the others."""


def choose_handled(actor: Actor, day: dt.date) -> Q:
    """The matters that the actor handles that day. One query; two where a unit has a model of its own."""
    models = _read_models(actor.authorities, day)
    parents = _read_parents({authority for (authority, _kind), told in models.items() if set(told) - {None}})
    refused = [
        condition
        for authority, kind in product(sorted(actor.authorities), PermitKindChoice.values)
        for condition in _list_refused(actor, authority, kind, models.get((authority, kind), {}), parents)
    ]
    return ~reduce(or_, refused) if refused else Q()


def _read_models(authorities: Collection[int], day: dt.date) -> dict[tuple[int, str], dict[UUID | None, str]]:
    rows = Responsibility.objects.filter(authority_id__in=authorities, in_force_from__lte=day)
    found: dict[tuple[int, str], dict[UUID | None, str]] = defaultdict(dict)
    for authority, kind, unit, model in rows.order_by("in_force_from").values_list(
        "authority_id", "kind", "unit_id", "model"
    ):
        found[authority, kind][unit] = model
    return found


def _read_parents(authorities: Collection[int]) -> dict[UUID, UUID | None]:
    if not authorities:
        return {}
    return dict(Unit.objects.filter(authority_id__in=authorities).values_list("id", "parent_id"))


def _list_refused(
    actor: Actor, authority: int, kind: str, told: Models, parents: Mapping[UUID, UUID | None]
) -> Iterator[Q]:
    """What the actor does not handle of one kind: of units with a model of their own, and of the others."""
    here = Q(authority_id=authority, kind=kind)
    own = _resolve(told, parents)
    for model in set(own.values()):
        refused = _refuse(actor, authority, model)
        if refused is not None:
            yield here & refused & Q(unit_id__in=[unit for unit, found in own.items() if found == model])
    refused = _refuse(actor, authority, told.get(None, UNLESS_SET.value))
    if refused is not None:
        yield here & refused & ~Q(unit_id__in=list(own))


def _resolve(told: Models, parents: Mapping[UUID, UUID | None]) -> dict[UUID, str]:
    """Each unit's model from its own row, else from the unit above it; units of the usual model left out."""
    found = {}
    for unit in parents if set(told) - {None} else ():
        above: UUID | None = unit
        while above is not None and above not in told:
            above = parents.get(above)
        if above is not None:
            found[unit] = told[above]
    return found


def _refuse(actor: Actor, authority: int, model: str) -> Q | None:
    """What the actor does not handle where this model holds; None when there is nothing of the kind."""
    has_role = actor.has(*HANDLING_ROLES[Model(model)])
    if model == Model.CLINIC_DECIDES:
        return ~Q(unit_id=actor.unit_id) if has_role else Q()
    if has_role:
        return None
    return Q(is_guarded=False) if authority in actor.desks else Q()
