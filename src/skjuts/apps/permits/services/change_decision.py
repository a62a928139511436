"""After a decision: correct it, improve it, revoke its permit on a listed ground, note who was told."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.audit.services import Access, publish_event
from skjuts.apps.permits.errors import NotYourDecision
from skjuts.apps.permits.laws import get_law
from skjuts.apps.permits.models import (
    Decision,
    DecisionChange,
    DecisionNotice,
    DecisionRight,
    OverrideReview,
    Permit,
)
from skjuts.apps.permits.policies import require_handle, require_report
from skjuts.apps.permits.queries.decisions import get_decision
from skjuts.apps.permits.queries.permits import get_locked_permit
from skjuts.apps.permits.queries.responsibility import find_right, model_of
from skjuts.apps.permits.services.receive import REASON
from skjuts.apps.permits.services.stepping import (
    note_access,
    owned_by,
    require_text,
    signed_by,
    take_permit_step,
)
from skjuts.apps.permits.terms import Terms
from skjuts.apps.permits.workflow import PERMIT
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import Conflict, InvalidField, NotAllowed

Verb, Ground = DecisionChange.Verb, DecisionChange.Ground
GROUNDS = {
    Verb.CORRECTED: (Ground.CLERICAL,),
    Verb.IMPROVED: (Ground.NEW_FACTS,),
    Verb.REVOKED: (Ground.RESERVED, Ground.SAFETY, Ground.FALSE_INFORMATION),
}
"""FL 36 § and 37 §. Where those do not bind (FL 2 §) they serve as the norm."""
BASIS = {Verb.CORRECTED: "förvaltningslagen 36 §", Verb.IMPROVED: "förvaltningslagen 37 § första stycket"}


@transaction.atomic
def open_decision(*, actor: Actor, decision_id: UUID, today: dt.date) -> Decision:
    """The decision, logged. Raises NotAllowed."""
    found = get_decision(actor, decision_id, day=today)
    note_access(actor, found, action=Access.READ, reason=REASON, about="decision")
    return found


@transaction.atomic
def revoke_permit(
    *, actor: Actor, permit_id: UUID, ground: str, reasons: str, now: dt.datetime, today: dt.date
) -> Permit:
    """Take a permit back on one of the listed grounds. Later apps hear of it and cancel what was booked.

    Raises InvalidField for any other ground, or for a reservation that the decision did not make.
    """
    permit = get_locked_permit(actor, permit_id)
    step = PERMIT.get_step(permit.state, "revoke")
    if ground == Ground.RESERVED and not Terms.decode(permit.terms).reserves_change:
        raise InvalidField(
            "Beslutet har inget förbehåll om återkallelse.", field="ground", remedy="Välj en annan grund."
        )
    decision = permit.decision
    change = change_decision(
        actor=actor,
        decision_id=decision.id,
        verb=Verb.REVOKED,
        ground=ground,
        reasons=reasons,
        now=now,
        today=today,
    )
    take_permit_step(step, permit, actor, now, reason=change.reasons, ground=ground)
    return permit


@transaction.atomic
def relinquish_permit(
    *, actor: Actor, permit_id: UUID, reason: str, now: dt.datetime, today: dt.date
) -> Permit:
    """End a permit because its holder wants to, or has died: no decision against anybody."""
    permit = get_locked_permit(actor, permit_id)
    application = permit.decision.application
    require_handle(actor, application, model_of(application, today))
    step = PERMIT.get_step(permit.state, "relinquish")
    reason = require_text(reason, "reason", "Skriv vem som avstår och varför.")
    take_permit_step(step, permit, actor, now, reason=reason)
    note_access(actor, permit, action=Access.ALTER, reason=REASON, about="permit")
    return permit


@transaction.atomic
def change_decision(  # noqa: PLR0913  (one argument for each thing that the law wants to know)
    *,
    actor: Actor,
    decision_id: UUID,
    verb: str,
    ground: str,
    reasons: str,
    now: dt.datetime,
    today: dt.date,
) -> DecisionChange:
    """Write that a decision was corrected, improved or revoked, by whom and on which listed ground."""
    decision = _get_locked_decision(actor, decision_id)
    right = _require_right(actor, decision, now, today)
    if verb not in Verb.values or ground not in GROUNDS[Verb(verb)]:
        raise InvalidField(
            "Grunden räcker inte för det.", field="ground", remedy="Välj en av de grunder som lagen anger."
        )
    made = DecisionChange.objects.create(
        decision=decision,
        verb=verb,
        ground=ground,
        reasons=require_text(reasons, "reasons", "Skriv skälen."),
        right=right,
        by_staff=actor.staff_id,
        legal_basis=BASIS.get(Verb(verb), "förvaltningslagen 37 § andra stycket"),
        **owned_by(decision),
        **signed_by(actor, now),
    )
    note_access(actor, decision, action=Access.ALTER, reason=REASON, about="decision")
    publish_event(
        name="decision.changed",
        aggregate_id=decision.id,
        authority_id=decision.authority_id,
        actor=actor,
        payload={"verb": verb, "ground": ground, "change": str(made.id)},
    )
    return made


@transaction.atomic
def note_notice(
    *, actor: Actor, decision_id: UUID, event: str, on: dt.date, now: dt.datetime
) -> DecisionNotice:
    """Note that the decision was sent, received or announced: what starts the clock of its review."""
    decision = _get_locked_decision(actor, decision_id)
    require_handle(actor, decision.application, decision.model)
    if event not in DecisionNotice.Event.values or on < decision.decided_on:
        raise InvalidField("Välj vad som hände, och en dag efter beslutet.", field="on")
    try:
        with transaction.atomic():
            return DecisionNotice.objects.create(
                decision=decision, event=event, on=on, **owned_by(decision), **signed_by(actor, now)
            )
    except IntegrityError:
        raise Conflict("Det är redan noterat.") from None


def last_review_day(decision: Decision) -> dt.date | None:
    """The last day to ask for a review; None while its clock has not started, or where there is none."""
    review = get_law(decision.kind).review_of(uses_judgement=decision.uses_judgement)
    if review.starts is None:
        return None
    start = decision.notices.filter(event=review.starts.value).first()
    return review.last_day(start.on) if start else None


@transaction.atomic
def review_override(
    *, actor: Actor, decision_id: UUID, finding: str, text: str, now: dt.datetime
) -> OverrideReview:
    """Follow up an override; somebody else than the one who decided does it."""
    require_report(actor)
    decision = _get_locked_decision(actor, decision_id)
    if decision.by_staff == actor.staff_id:
        raise NotYourDecision("Du har själv fattat beslutet. En annan person ska följa upp avsteget.")
    if not decision.override or finding not in OverrideReview.Finding.values:
        raise InvalidField("Välj ett avsteg och vad du kom fram till.", field="finding")
    note_access(actor, decision, action=Access.READ, reason="control", about="decision")
    try:
        with transaction.atomic():
            return OverrideReview.objects.create(
                decision=decision,
                finding=finding,
                text=text.strip(),
                **owned_by(decision),
                **signed_by(actor, now),
            )
    except IntegrityError:
        raise Conflict("Avsteget är redan uppföljt.") from None


def _get_locked_decision(actor: Actor, decision_id: UUID) -> Decision:
    """Rows of decisions only grow, so it is the matter that is locked."""
    rows = Decision.objects.filter(pk=decision_id, authority_id__in=actor.authorities)
    found = rows.select_related("application", "right").first()
    if found is None:
        raise NotAllowed
    type(found.application).objects.select_for_update().get(pk=found.application_id)
    return found


def _require_right(actor: Actor, decision: Decision, now: dt.datetime, today: dt.date) -> DecisionRight:
    """The right by which such a decision could be made today, by the model of today."""
    require_handle(actor, decision.application, model_of(decision.application, today))
    right = find_right(
        actor,
        authority_id=decision.authority_id,
        kind=decision.kind,
        outcome=decision.outcome,
        now=now,
        day=today,
    )
    if right is None:
        raise NotYourDecision("Du har ingen delegation för ett sådant beslut.")
    return right
