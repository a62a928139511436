"""What the demonstration's controllers have done: bills questioned, a sample judged, open data let out."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from skjuts.apps.insight.facts.billing import ListedFinding
from skjuts.apps.insight.models import DrawnSample, FindingMark, Publication, ReportSubscription
from skjuts.apps.insight.queries.billing import list_month_findings
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.queries.measures import find_months
from skjuts.apps.insight.services.check_sample import draw_sample, judge_line
from skjuts.apps.insight.services.publish_data import NewPublication, prepare_publication, publish
from skjuts.apps.insight.services.question_bills import MarkTerms, mark_finding
from skjuts.apps.insight.services.report_month import subscribe
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting
from skjuts.core.control import BillingRule
from skjuts.core.followup.months import Month
from skjuts.core.ports.trip_warehouses import TripWarehouse
from skjuts.rehearsal.universe.at_work import get_persona_actor

SEED = 7
DRAWN = 40
EVERY = 9
"""One drawn line in so many is judged to be wrong."""
STEPS = (
    (
        BillingRule.POOLED_BILLED_SINGLY,
        6,
        MarkTerms(state="asked", note="Hur många åkte i bilen? Begär körloggen."),
    ),
    (
        BillingRule.POOLED_BILLED_SINGLY,
        2,
        MarkTerms(state="answered", note="Påhittat svar: fyra åkte, körda som en tur. Kreditfaktura på väg."),
    ),
    (BillingRule.DUPLICATE, 5, MarkTerms(state="asked", note="Samma rad två gånger?")),
)
"""What has been done about the largest finding of a rule, how many days ago."""
SETTLED = MarkTerms(state="settled", note="Påhittat svar: raden var dubblerad och är krediterad.")


def follow_up(now: dt.datetime) -> None:
    """Do it, once; nothing where there are no trips."""
    controller, second, leader = (
        get_persona_actor(slug, now) for slug in ("controller", "controller-tva", "ledare")
    )
    with acting(controller):
        trips = find_trips(controller)
        if trips is None or FindingMark.objects.filter(authority_id=controller.authority_id).exists():
            return
        _question(controller, trips, now)
        _sample(controller, trips.span[1] - 2, now)
        made = _prepare(controller, trips, now)
    with acting(second):
        publish(actor=second, publication_id=made.id, now=now - dt.timedelta(days=2))
    with acting(leader):
        if not ReportSubscription.objects.filter(assignment_id=leader.assignment_id).exists():
            first = find_months(trips)[-1]
            figures = ("kostnad", "resor", "kostnad-per-resa", "langa-resor")
            subscribe(actor=leader, figures=figures, day=None, first=first, now=now)


def _question(controller: Actor, trips: TripWarehouse, now: dt.datetime) -> None:
    month = trips.span[1] - 1
    found = list_month_findings(controller, trips, month)
    for rule, days, terms in STEPS:
        for one in _take(found, rule, 0):
            _mark(controller, one, month, trips, terms, now - dt.timedelta(days=days))
    for one in _take(found, BillingRule.DUPLICATE, 1):
        agreed = MarkTerms(state=SETTLED.state, note=SETTLED.note, agreed_ore=one.found.at_stake_ore)
        _mark(controller, one, month, trips, agreed, now - dt.timedelta(days=1))


def _take(found: tuple[ListedFinding, ...], rule: BillingRule, place: int) -> list[ListedFinding]:
    return [one for one in found if one.found.rule is rule][place : place + 1]


def _mark(
    actor: Actor, one: ListedFinding, month: Month, trips: TripWarehouse, terms: MarkTerms, at: dt.datetime
) -> None:
    mark_finding(actor=actor, finding=one, month=month, edition=trips.edition, terms=terms, now=at)


def _sample(controller: Actor, month: Month, now: dt.datetime) -> None:
    """One sample judged to the end, one that waits."""
    begun = now - dt.timedelta(days=20)
    whole = draw_sample(actor=controller, month=month, contract="", wanted=DRAWN, now=begun, seed=SEED)
    _judge(controller, whole, begun)
    recent = now - dt.timedelta(hours=3)
    draw_sample(actor=controller, month=month + 1, contract="", wanted=DRAWN, now=recent, seed=SEED + 1)


def _judge(controller: Actor, sample: DrawnSample, now: dt.datetime) -> None:
    for line in sample.lines.all():
        is_wrong = line.place % EVERY == 0
        judge_line(
            actor=controller,
            sample_id=sample.id,
            line_id=line.id,
            error_ore=line.amount_ore // 3 if is_wrong else 0,
            note="Påhittat: väntetid utan logg." if is_wrong else "",
            now=now + dt.timedelta(minutes=line.place),
        )


def _prepare(controller: Actor, trips: TripWarehouse, now: dt.datetime) -> Publication:
    """Last year's settled months let out, and the latest prepared for a second look."""
    last = find_months(trips)[-1]
    about = (
        "Antal sjukresor, vad de kostade och hur långt de gick, månad för månad och kommun för kommun. "
        "Resorna är påhittade för demonstrationen."
    )
    title, today = "Sjukresor i en påhittad region", timezone.localdate(now)
    first = NewPublication(title=title, about=about, first=last - 24, last=last - 13, free_on=today)
    made = prepare_publication(actor=controller, new=first, now=now - dt.timedelta(days=3))
    again = NewPublication(
        title=title, about=about, first=last - 11, last=last, free_on=today + dt.timedelta(days=14)
    )
    prepare_publication(actor=controller, new=again, now=now - dt.timedelta(days=1))
    return made
