"""Savings plans, written: opened, read in after a dry run, told about, and given an owner."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.insight.facts.plan_rows import read_amount
from skjuts.apps.insight.forms.plans import FollowUpForm, OpenPlanForm, StatementForm
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.presenters.dry_runs import show_dry_run
from skjuts.apps.insight.queries.plans import get_judged_plan, get_plan, list_sheets, require_package
from skjuts.apps.insight.services.keep_plan import (
    FollowUpTerms,
    follow_up_package,
    open_plan,
    read_sheet_in,
    state,
    withdraw_statement,
)
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.insight.views.plans import show_package_page_of, show_statements_page
from skjuts.apps.insight.views.sheets import form_sheet, try_sheet
from skjuts.apps.tenancy.doors import actor_in


@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Open a plan."""
    actor, form = actor_in(request), OpenPlanForm(request.POST or None)
    require_write(actor)
    if request.method == "POST":
        made = attempt(form, lambda: open_plan(actor=actor, now=timezone.now(), **form.cleaned_data))
        if made:
            messages.success(request, _("Planen är öppnad. Läs nu in dess första tabell."))
            return redirect("insight:read-sheet", made.id)
    return show(request, "plan_new", {"form": form}, form)


@require_http_methods(["GET", "POST"])
def read_sheet(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Try a table, see what it would say, and read it in."""
    actor = actor_in(request)
    plan = get_plan(actor, plan_id)
    require_write(actor, plan.authority_id)
    form, sheet = form_sheet(request, list_sheets(plan))
    if sheet is not None and request.POST.get("verb") == "read":
        made = attempt(
            form, lambda: read_sheet_in(actor=actor, plan_id=plan.id, sheet=sheet, now=timezone.now())
        )
        if made:
            messages.success(request, _("Tabellen är inläst och granskad."))
            return redirect("insight:plan-table", plan.id, made.key)
    tried = try_sheet(plan, sheet, form) if sheet is not None else None
    return show(request, "plan_read", {"plan": plan, "form": form, "tried": show_dry_run(tried)}, form)


@require_POST
def add_statement(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Write down what a sentence says."""
    actor, form = actor_in(request), StatementForm(request.POST)
    require_write(actor, get_plan(actor, plan_id).authority_id)
    if attempt(form, lambda: state(actor=actor, plan_id=plan_id, entry=form.entry, now=timezone.now())):
        messages.success(request, _("Påståendet är nedskrivet, och planen är granskad på nytt."))
        return redirect("insight:plan-statements", plan_id)
    return show_statements_page(request, get_judged_plan(actor, plan_id), form)


@require_POST
def withdraw(request: HttpRequest, plan_id: UUID, statement_id: UUID) -> HttpResponse:
    """Take a statement back."""
    withdraw_statement(
        actor=actor_in(request), plan_id=plan_id, statement_id=statement_id, now=timezone.now()
    )
    messages.success(request, _("Påståendet är återtaget."))
    return redirect("insight:plan-statements", plan_id)


@require_POST
def follow_up(request: HttpRequest, plan_id: UUID, key: str) -> HttpResponse:
    """Say who answers for a package, and what has been found."""
    actor, form, now = actor_in(request), FollowUpForm(request.POST), timezone.now()
    judged = get_judged_plan(actor, plan_id)
    require_write(actor, judged.plan.authority_id)
    require_package(judged, key)
    unit = judged.sheets[-1].unit
    if attempt(
        form,
        lambda: follow_up_package(
            actor=actor, plan_id=plan_id, package=key, terms=_read_terms(form, unit), now=now
        ),
    ):
        messages.success(request, _("Uppföljningen är sparad."))
        return redirect("insight:package", plan_id, key)
    return show_package_page_of(request, judged, key, form)


def _read_terms(form: FollowUpForm, unit: str) -> FollowUpTerms:
    told = form.cleaned_data
    amount = told.pop("amount")
    return FollowUpTerms(amount_ore=read_amount(amount, unit) if amount else None, **told)
