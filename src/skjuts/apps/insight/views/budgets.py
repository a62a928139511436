"""Budgets and index terms: shown beside the outcome, and entered by a controller."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.insight.facts.budget_rows import divide_year, read_budget
from skjuts.apps.insight.facts.plan_rows import read_text_rows
from skjuts.apps.insight.forms.budgets import BudgetForm, IndexTermsForm
from skjuts.apps.insight.policies import may_write, require_write
from skjuts.apps.insight.queries.budgets import (
    ASYLUM,
    ORDINARY,
    find_index_terms,
    list_budget_sources,
    read_entered,
)
from skjuts.apps.insight.queries.ledger import find_trips, read_asylum_outlook, read_leader_figures
from skjuts.apps.insight.services.budgets import enter_budget, enter_index_terms
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.insight.views.months import read_wished_month
from skjuts.apps.registry.facts.import_files import read_rows
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.core.kernel.errors import InvalidField


@require_GET
def budget(request: HttpRequest) -> HttpResponse:
    """The year month by month beside its budget."""
    from skjuts.apps.insight.presenters.asylum import LEDGER
    from skjuts.apps.insight.presenters.budgets import show_budget

    actor = actor_in(request)
    trips = find_trips(actor)
    shown = None
    if trips is not None:
        entered = read_entered(actor, timezone.localdate())
        figures = read_leader_figures(trips, read_wished_month(request), entered)
        is_asylum, year = request.GET.get("konto") == LEDGER, figures.month // MONTHS_A_YEAR
        outlook = read_asylum_outlook(trips, year, entered.asylum_budgets) if is_asylum else figures.outlook
        sources = list_budget_sources(actor, year, ASYLUM if is_asylum else ORDINARY)
        shown = show_budget(figures, trips, outlook, sources, is_asylum=is_asylum)
    return show(request, "budget", {"shown": shown, "can_write": may_write(actor)})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a year's budget."""
    actor, now = actor_in(request), timezone.now()
    require_write(actor)
    start = {"year": timezone.localdate().year, "ledger": "ordinary"}
    form = BudgetForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST":
        made = attempt(
            form,
            lambda: enter_budget(
                actor=actor,
                ledger=form.cleaned_data["ledger"],
                amounts=_read_amounts(form),
                source=form.cleaned_data["source"],
                now=now,
            ),
        )
        if made:
            messages.success(request, _("Budgeten är inlagd. Det som gällde förut finns kvar i historiken."))
            return redirect("insight:budget")
    return show(request, "budget_enter", {"form": form}, form)


@require_GET
def indices(request: HttpRequest) -> HttpResponse:
    """Contracts' levels, what they moved, and what they rest on."""
    from skjuts.apps.insight.presenters.index_shares import show_index_page

    actor = actor_in(request)
    trips, row = find_trips(actor), find_index_terms(actor)
    entered = read_entered(actor, timezone.localdate())
    figures = read_leader_figures(trips, read_wished_month(request), entered) if trips else None
    context = {"shown": show_index_page(row, entered.terms, figures), "can_write": may_write(actor)}
    return show(request, "indices", context)


@require_http_methods(["GET", "POST"])
def enter_indices(request: HttpRequest) -> HttpResponse:
    """Enter clauses and series."""
    actor, now = actor_in(request), timezone.now()
    require_write(actor)
    form = IndexTermsForm(request.POST or None)
    if request.method == "POST":
        made = attempt(
            form,
            lambda: enter_index_terms(
                actor=actor,
                clauses=read_text_rows(form.cleaned_data["clauses"]),
                series=read_text_rows(form.cleaned_data["series"]),
                source=form.cleaned_data["source"],
                now=now,
            ),
        )
        if made:
            messages.success(request, _("Klausulerna är inlagda."))
            return redirect("insight:indices")
    return show(request, "indices_enter", {"form": form}, form)


def _read_amounts(form: BudgetForm) -> dict[Month, int]:
    """The months out of the one way that was filled in. Raises `InvalidField`."""
    told = form.cleaned_data
    given = [name for name in ("whole", "file", "text") if told[name] not in (None, "")]
    if len(given) != 1:
        raise InvalidField(
            "Ange ett belopp för hela året, en fil eller månaderna i rutan: ett av dem.", field="text"
        )
    if given == ["whole"]:
        return divide_year(told["year"], told["whole"])
    rows = read_rows(told["file"].read()) if given == ["file"] else read_text_rows(told["text"])
    return read_budget(rows, told["year"])
