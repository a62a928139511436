"""A named officer decides: by a right of the delegation order, on an assessment, with reasons.

There is no way to a decision but through here, and none without an actor. The event names the letter that is
to be sent; whoever hears of it writes the letter from these rows, and puts it in the outbox.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.errors import NeedsReview, NotYourDecision, OverrideUnexplained
from skjuts.apps.permits.laws import get_law
from skjuts.apps.permits.models import (
    Application,
    Assessment,
    Certificate,
    Decision,
    DecisionRight,
    DraftDecision,
    Outcome,
    OverrideReason,
)
from skjuts.apps.permits.policies import may_decide_against_issuers
from skjuts.apps.permits.queries.applications import (
    find_last_assessment,
    find_last_draft,
    get_locked_application,
)
from skjuts.apps.permits.queries.responsibility import find_right
from skjuts.apps.permits.queries.settings import find_four_eyes
from skjuts.apps.permits.services.grant import grant_permit, require_terms
from skjuts.apps.permits.services.receive import ABOUT, REASON
from skjuts.apps.permits.services.stepping import (
    note_access,
    owned_by,
    require_text,
    signed_by,
    take_application_step,
)
from skjuts.apps.permits.terms import Terms
from skjuts.apps.permits.workflow import APPLICATION
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField

UNTRIED = frozenset({Outcome.DISMISSED.value, Outcome.WRITTEN_OFF.value})
"""Outcomes that end a matter without trying it."""
GIVING = frozenset({Outcome.GRANTED.value, Outcome.PARTLY.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What an officer means to decide. `override` and its text explain a departure from the rules' proposal.

    `replaces_id`: the permit that a renewal takes the place of.
    """

    outcome: str
    reasons: str
    uses_judgement: bool = True
    terms: Terms = field(default_factory=Terms)
    override: str = ""
    override_text: str = ""
    replaces_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Matter:
    """A locked matter with everything that a decision leans on. `draft`: proposed by another officer."""

    row: Application
    model: str
    assessment: Assessment | None
    right: DecisionRight
    draft: DraftDecision | None = None


@transaction.atomic
def decide_application(
    *,
    actor: Actor,
    application_id: UUID,
    version: int,
    considered: Considered,
    now: dt.datetime,
    today: dt.date,
) -> Decision:
    """Decide a matter; a yes grants its permit in the same breath.

    Raises NotYourDecision (no right, or an own certificate), NeedsReview (four eyes), OverrideUnexplained,
    InvalidField, CaseChanged, and InvalidTransition when the matter has not been weighed.
    """
    row, model = get_locked_application(actor, application_id, version=version, day=today)
    verb = "end" if considered.outcome in UNTRIED else "decide"
    APPLICATION.get_step(row.state, verb)
    matter = _require_matter(actor, row, model, considered, now, today)
    if row.state == Application.State.IN_REVIEW or considered.outcome in find_four_eyes(
        row.authority_id, row.kind, today
    ):
        raise NeedsReview
    return _write_decision(matter, _sound(considered, matter.assessment), actor, now, today)


@transaction.atomic
def propose_decision(
    *,
    actor: Actor,
    application_id: UUID,
    version: int,
    considered: Considered,
    now: dt.datetime,
    today: dt.date,
) -> DraftDecision:
    """Propose a decision to a second officer. The one who proposes needs no right to decide."""
    row, _ = get_locked_application(actor, application_id, version=version, day=today)
    step = APPLICATION.get_step(row.state, "submit")
    if considered.outcome in UNTRIED or considered.outcome not in Outcome.values:
        raise InvalidField("Välj bifall, delvis bifall eller avslag.", field="outcome")
    assessment = find_last_assessment(row)
    considered = _sound(considered, assessment)
    made = DraftDecision.objects.create(
        application=row,
        replaces=considered.replaces_id,
        **_considered_columns(considered, assessment, actor),
        **owned_by(row),
        **signed_by(actor, now),
    )
    take_application_step(step, row, actor, now, payload={"outcome": considered.outcome})
    return made


@transaction.atomic
def confirm_decision(
    *, actor: Actor, application_id: UUID, version: int, now: dt.datetime, today: dt.date
) -> Decision:
    """Decide as another officer has proposed. Raises NotYourDecision for the one who proposed it."""
    row, model = get_locked_application(actor, application_id, version=version, day=today)
    APPLICATION.get_step(row.state, "decide")
    draft = find_last_draft(row)
    if row.state != Application.State.IN_REVIEW or draft is None:
        raise NeedsReview("Det finns inget förslag till beslut.")
    if draft.by_staff == actor.staff_id:
        raise NotYourDecision("Du har själv lämnat förslaget. En annan handläggare ska besluta.")
    considered = Considered(
        outcome=draft.outcome,
        reasons=draft.reasons,
        uses_judgement=draft.uses_judgement,
        terms=Terms.decode(draft.terms),
        override=draft.override,
        override_text=draft.override_text,
        replaces_id=draft.replaces,
    )
    matter = _require_matter(actor, row, model, considered, now, today)
    matter = replace(matter, assessment=draft.assessment, draft=draft)
    return _write_decision(matter, considered, actor, now, today)


@transaction.atomic
def send_back(
    *, actor: Actor, application_id: UUID, version: int, reason: str, now: dt.datetime, today: dt.date
) -> Application:
    """Send a proposed decision back to be weighed again, with why."""
    row, _ = get_locked_application(actor, application_id, version=version, day=today)
    step = APPLICATION.get_step(row.state, "send_back")
    reason = require_text(reason, "reason", "Skriv varför förslaget går tillbaka.")
    take_application_step(step, row, actor, now, reason=reason)
    return row


def _require_matter(
    actor: Actor, row: Application, model: str, considered: Considered, now: dt.datetime, today: dt.date
) -> _Matter:
    """What the decision leans on; raises NotYourDecision when the actor may not make it."""
    if considered.outcome not in Outcome.values:
        raise InvalidField("Välj utgång.", field="outcome")
    right = find_right(
        actor, authority_id=row.authority_id, kind=row.kind, outcome=considered.outcome, now=now, day=today
    )
    if right is None:
        raise NotYourDecision("Du har ingen delegation för ett sådant beslut.")
    issuers = Certificate.objects.filter(papers__application=row).values_list("issuer__staff_id", flat=True)
    if not may_decide_against_issuers(actor, set(issuers)):
        raise NotYourDecision("Du har själv utfärdat intyget. En annan person ska besluta.")
    return _Matter(row, model, find_last_assessment(row), right)


def _sound(considered: Considered, assessment: Assessment | None) -> Considered:
    """The decision as it may stand; raises InvalidField and OverrideUnexplained."""
    reasons = require_text(considered.reasons, "reasons", "Skriv skälen för beslutet.")
    if considered.outcome in GIVING:
        require_terms(considered.terms)
    proposed = assessment.proposed_outcome if assessment else ""
    departs = considered.outcome not in UNTRIED and proposed not in {"", considered.outcome}
    if not departs:
        return replace(considered, reasons=reasons, override="", override_text="")
    is_told = considered.override in OverrideReason.values
    try:
        text = require_text(considered.override_text, "override_text", "")
    except InvalidField:
        is_told = False
    if not is_told:
        raise OverrideUnexplained(field="override")
    return replace(considered, reasons=reasons, override_text=text)


def _write_decision(
    matter: _Matter, considered: Considered, actor: Actor, now: dt.datetime, today: dt.date
) -> Decision:
    row, law = matter.row, get_law(matter.row.kind)
    assessment = matter.assessment if considered.outcome not in UNTRIED else None
    made = Decision.objects.create(
        application=row,
        kind=row.kind,
        unit_id=row.unit_id,
        year=today.year,
        number=_next_number(row.authority_id, today.year),
        decided_on=today,
        by_unit=actor.unit_id,
        right=matter.right,
        model=matter.model,
        legal_basis=law.legal_basis,
        review_route=law.review_of(uses_judgement=considered.uses_judgement).route.value,
        proposed_outcome=assessment.proposed_outcome if assessment else "",
        prepared_by=matter.draft.by if matter.draft else None,
        prepared_signed=matter.draft.signed if matter.draft else "",
        **_considered_columns(considered, assessment, actor),
        **owned_by(row),
        **signed_by(actor, now),
    )
    if considered.outcome in GIVING:
        grant_permit(
            decision=made, terms=considered.terms, actor=actor, now=now, replaces_id=considered.replaces_id
        )
    _tell(made, actor, now)
    return made


def _tell(made: Decision, actor: Actor, now: dt.datetime) -> None:
    row = made.application
    row.paused_on = None
    row.taken_by, row.taken_signed, row.taken_at = None, "", None
    step = APPLICATION.get_step(row.state, "end" if made.outcome in UNTRIED else "decide")
    told = {"decision": str(made.id), "outcome": made.outcome, "review_route": made.review_route}
    take_application_step(step, row, actor, now, payload=told)
    note_access(actor, row, action=Access.ALTER, reason=REASON, about=ABOUT)


def _considered_columns(
    considered: Considered, assessment: Assessment | None, actor: Actor
) -> dict[str, object]:
    return {
        "assessment": assessment,
        "by_staff": actor.staff_id,
        "outcome": considered.outcome,
        "uses_judgement": considered.uses_judgement,
        "reasons": considered.reasons,
        "terms": considered.terms.encode(),
        "override": considered.override,
        "override_text": considered.override_text,
    }


def _next_number(authority_id: int, year: int) -> int:
    """The next number of the authority's year, under a lock that lasts to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"decision {authority_id} {year}"]
        )
    rows = Decision.objects.filter(authority_id=authority_id, year=year)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
