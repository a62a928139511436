"""Letters that come before a decision: a notice that a permit may be revoked, and that one ends soon."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.letters.matter import Asked, Grounds
from skjuts.apps.permits.models import Application, Letter, Permit
from skjuts.apps.permits.policies import require_handle
from skjuts.apps.permits.queries.numbers import number_of
from skjuts.apps.permits.queries.permits import get_permit
from skjuts.apps.permits.queries.responsibility import get_settings, model_of
from skjuts.apps.permits.services.change_decision import GROUNDS, Verb
from skjuts.apps.permits.services.letters.gathering import find_reader, start_matter
from skjuts.apps.permits.services.letters.keeping import Cause, is_written, keep_letter
from skjuts.apps.permits.services.receive import REASON
from skjuts.apps.permits.services.stepping import note_access, require_text, signed_by
from skjuts.apps.permits.terms import Terms
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import Conflict, InvalidField

REMIND_DAYS = 28
"""So long before its last day a permit's holder is reminded, where the authority has set nothing else."""


@transaction.atomic
def open_permit_for_notice(*, actor: Actor, permit_id: UUID, today: dt.date) -> Permit:
    """A permit that the actor may give notice of, logged. Raises NotAllowed."""
    permit = get_permit(actor, permit_id)
    require_handle(actor, permit.decision.application, model_of(permit.decision.application, today))
    note_access(actor, permit, action=Access.READ, reason=REASON, about="permit")
    return permit


@transaction.atomic
def give_notice(  # noqa: PLR0913  (one argument for each thing that the letter says)
    *,
    actor: Actor,
    permit_id: UUID,
    ground: str,
    reasons: str,
    answer_by: dt.date,
    now: dt.datetime,
    today: dt.date,
) -> Letter:
    """Tell a permit's holder that it may be revoked, and why, before anybody decides (FL 25 §).

    Where that paragraph does not bind (FL 2 §) it serves as the norm. Raises InvalidField and Conflict.
    """
    permit = get_permit(actor, permit_id)
    row = permit.decision.application
    require_handle(actor, row, model_of(row, today))
    _require_sound(permit, ground, answer_by, today)
    key = f"notice:{permit.id}:{today.isoformat()}"
    if is_written(permit.authority_id, key):
        raise Conflict("En underrättelse om det här tillståndet är redan skriven i dag.")
    reader = find_reader(row, today)
    matter = replace(
        start_matter("notice", row, reader, number_of(permit.decision), today),
        grounds=Grounds(reasons=require_text(reasons, "reasons", "Skriv varför.")),
        asked=Asked(answer_by=answer_by),
        ground=ground,
    )
    note_access(actor, permit, action=Access.ALTER, reason=REASON, about="permit")
    signature = signed_by(actor, now)
    cause = Cause(
        key=key,
        at=now,
        application=row,
        decision=permit.decision,
        permit=permit,
        by=signature["by"],
        signed=signature["signed"],
    )
    return keep_letter(cause, matter, reader)


@transaction.atomic
def remind_of_renewal(*, authority_id: int, now: dt.datetime, today: dt.date) -> int:
    """Remind every holder whose permit ends within the authority's time, once; returns how many letters."""
    days = int(get_settings(authority_id).get("remind_days", REMIND_DAYS))
    rows = Permit.objects.filter(
        authority_id=authority_id, state="in_force", valid_to__range=(today, today + dt.timedelta(days=days))
    )
    rows = rows.exclude(letters__kind=Letter.Kind.RENEWAL).select_related(
        "decision__application__patient", "decision__application__representative"
    )
    return sum(_remind(one, now, today) for one in rows)


def _remind(permit: Permit, now: dt.datetime, today: dt.date) -> bool:
    row: Application = permit.decision.application
    reader = find_reader(row, today)
    matter = start_matter("renewal", row, reader, number_of(permit.decision), today)
    cause = Cause(
        key=f"renewal:{permit.id}", at=now, application=row, decision=permit.decision, permit=permit
    )
    keep_letter(cause, replace(matter, ends_on=permit.valid_to), reader)
    return True


def _require_sound(permit: Permit, ground: str, answer_by: dt.date, today: dt.date) -> None:
    if permit.state != Permit.State.IN_FORCE:
        raise Conflict("Tillståndet gäller inte längre.")
    if ground not in GROUNDS[Verb.REVOKED]:
        raise InvalidField("Välj en grund.", field="ground", remedy="Lagen räknar upp dem.")
    if ground == "reserved" and not Terms.decode(permit.terms).reserves_change:
        raise InvalidField(
            "Beslutet har inget förbehåll om återkallelse.", field="ground", remedy="Välj en annan grund."
        )
    if answer_by <= today:
        raise InvalidField("Svarsdagen har redan varit.", field="answer_by", remedy="Välj en senare dag.")
