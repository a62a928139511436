"""Months' reports written for those who wait for them, each by the rights that they have now."""

from __future__ import annotations

import datetime as dt

import structlog
from django.utils import translation

from skjuts.apps.insight.models import ReportSubscription
from skjuts.apps.insight.policies import may_read
from skjuts.apps.insight.presenters.kinds_of_figures import list_kinds
from skjuts.apps.insight.presenters.reports import MonthLetter, write_letter
from skjuts.apps.insight.queries.budgets import read_entered
from skjuts.apps.insight.queries.ledger import count_people_by, find_trips, read_leader_figures
from skjuts.apps.insight.queries.reports import list_running
from skjuts.apps.insight.services.report_month import is_due, send_report
from skjuts.apps.registry.models import Authority
from skjuts.apps.registry.queries.acting import find_actor_again
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.followup.months import Month

log = structlog.get_logger(__name__)
LANGUAGE = "sv"


def send_due_reports(*, now: dt.datetime, today: dt.date, public_url: str) -> int:
    """Send every report whose time has come; returns how many. One that fails stops no other."""
    sent = 0
    for authority_id in Authority.objects.values_list("id", flat=True):
        with entering(authorities=[authority_id]):
            running = list_running(authority_id)
        for one in running:
            try:
                sent += _send(one, now, today, public_url)
            except Exception as fault:
                log.exception("report_failed", subscription=str(one.id), kind=type(fault).__name__)
    return sent


def _send(one: ReportSubscription, now: dt.datetime, today: dt.date, public_url: str) -> int:
    account_id = one.assignment.account_id
    actor = find_actor_again(account_id, one.assignment_id, today) if account_id else None
    if actor is None or not may_read(actor):
        return 0
    with acting(actor), translation.override(LANGUAGE):
        letter, month = _write(actor, one, today, public_url)
        if letter is None:
            return 0
        made = send_report(subscription=one, month=month, subject=letter.subject, text=letter.text, now=now)
    return int(made.is_sent)


def _write(
    actor: Actor, one: ReportSubscription, today: dt.date, public_url: str
) -> tuple[MonthLetter | None, Month]:
    """The letter of the latest settled month when it is due; no month that waits for invoices."""
    trips = find_trips(actor)
    if trips is None:
        return None, 0
    figures = read_leader_figures(trips, None, read_entered(actor, today))
    if figures.month not in figures.settled or not is_due(one, figures.month, today):
        return None, figures.month
    people = {
        kind.slug: sum(
            row["patients"]
            for row in count_people_by(trips, kind.population.within(figures.month, figures.month), "ledger")
        )
        for kind in list_kinds()
        if kind.slug in set(one.figures)
    }
    return write_letter(figures, one.figures, people, public_url), figures.month
