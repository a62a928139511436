"""Decided matters weighed again by a book that is being written (`core.ports.past_matters`)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from skjuts.apps.audit.models import Access
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import record_access
from skjuts.apps.permits.models import Assessment, Decision
from skjuts.apps.permits.policies import may_handle
from skjuts.apps.permits.queries.past import list_decided, list_matters, read_last_assessments
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.permits.reweighing import compare_books_on
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.directory import directory
from skjuts.core.ports.past_matters import Impact, Question, Shift, WeighedMatter
from skjuts.core.rules import BadFacts, RuleEngine


class PermitsPastMatters:
    """What the permits' own rows tell."""

    def weigh_again(self, question: Question) -> Impact:
        """Put the stored facts of the latest decided matters to both books."""
        rows = list_decided(question.authority_id, question.kinds)
        asked = list(rows[: question.most])
        assessments = read_last_assessments([one.application_id for one in asked])
        engines = RuleEngine(question.old), RuleEngine(question.new)
        shifts, unweighed = [], 0
        for decision in asked:
            found = assessments.get(decision.application_id)
            try:
                shift = _weigh(decision, found, question, engines) if found else None
            except BadFacts:
                found = None
            if found is None:
                unweighed += 1
            elif shift is not None:
                shifts.append(shift)
        return Impact(asked=len(asked), decided=rows.count(), unweighed=unweighed, shifts=tuple(shifts))

    def list_weighed(
        self, authority_id: int, kind: str, first: dt.date, last: dt.date
    ) -> Sequence[WeighedMatter]:
        """The stored facts of the matters decided within the days, the latest first."""
        rows = list_decided(authority_id, (kind,)).filter(decided_on__range=(first, last))
        decisions = list(rows.select_related("application"))
        assessments = read_last_assessments([one.application_id for one in decisions])
        numbers: dict[UUID, int] = {}
        return [
            _tell_weighed(one, assessments[one.application_id], numbers)
            for one in decisions
            if one.application_id in assessments
        ]

    def may_name(self, actor: object, authority_id: int) -> bool:
        """Officers who handle matters learn whom they are about."""
        return isinstance(actor, Actor) and actor.has(Role.CASE_OFFICER) and actor.reaches(authority_id)

    def name_matters(self, actor: object, ids: Collection[UUID], *, context: str) -> Mapping[UUID, str]:
        """The names behind matters that the actor handles by today's model; each is logged."""
        if not isinstance(actor, Actor) or not actor.has(Role.CASE_OFFICER):
            raise NotAllowed
        today = timezone.localdate()
        rows = list_matters(ids, actor.authorities)
        handled = [one for one in rows if may_handle(actor, one, model_of(one, today))]
        names = directory.get().name_patients([one.patient_id for one in handled])
        for one in handled:
            record_access(
                actor,
                action=Access.LIST,
                authority_id=one.authority_id,
                reason=Reason.CONTROL,
                context=context,
                patient_id=one.patient_id,
            )
        return {one.id: names.get(one.patient_id, "") for one in handled}


def _tell_weighed(decision: Decision, found: Assessment, numbers: dict[UUID, int]) -> WeighedMatter:
    facts = json.loads(found.facts)
    trips = facts.get("asked_trips")
    return WeighedMatter(
        kind=decision.kind,
        person=numbers.setdefault(decision.application.patient_id, len(numbers)),
        decided_on=decision.decided_on,
        travel_day=found.travel_day,
        trips=trips if type(trips) is int else 1,
        municipality=decision.unit.municipality if decision.unit else "",
        facts=facts,
    )


def _weigh(
    decision: Decision, found: Assessment, question: Question, engines: tuple[RuleEngine, RuleEngine]
) -> Shift | None:
    parting = compare_books_on(
        engines, json.loads(found.facts), day=question.day, asked_mode=found.asked_mode
    )
    if parting is None:
        return None
    return Shift(
        matter_id=decision.application_id,
        kind=decision.kind,
        decided_on=decision.decided_on,
        unit=decision.unit.name if decision.unit else "",
        municipality=decision.unit.municipality if decision.unit else "",
        direction=parting.direction,
        old=parting.old,
        new=parting.new,
    )
