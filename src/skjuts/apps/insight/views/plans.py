"""Savings plans, read: overview, tables, comparison, text, package; as paper and as workbook."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.insight.forms.plans import FollowUpForm, StatementForm
from skjuts.apps.insight.policies import may_write
from skjuts.apps.insight.presenters.columns import head_follow_ups, head_printed, head_statements
from skjuts.apps.insight.presenters.packages import show_package_page, show_statements
from skjuts.apps.insight.presenters.plan_tables import compare_tables, show_table
from skjuts.apps.insight.presenters.plan_workbook import write_plan_workbook
from skjuts.apps.insight.presenters.plans import show_head, show_overview, show_plans
from skjuts.apps.insight.queries.plans import JudgedPlan, get_judged_plan, list_plans
from skjuts.apps.insight.views.acting import hand_out_workbook, print_paper, show
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import NotFound


@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """The authority's plans."""
    actor = actor_in(request)
    return show(request, "plans", {"rows": show_plans(list_plans(actor)), "can_write": may_write(actor)})


@require_GET
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Figures, findings and packages of a plan."""
    judged = get_judged_plan(actor_in(request), plan_id)
    shown = show_overview(judged) if judged.sheets else None
    return show(request, "plan", {"head": show_head(judged, actor_in(request), "plan"), "shown": shown})


@require_GET
def table(request: HttpRequest, plan_id: UUID, key: str) -> HttpResponse:
    """One table as printed, with the findings at its cells."""
    judged = get_judged_plan(actor_in(request), plan_id)
    head = show_head(judged, actor_in(request), key)
    return show(request, "plan_table", {"head": head, "shown": show_table(judged, key)})


@require_GET
def comparison(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Two versions beside each other: the last two, or those that are asked for."""
    judged = get_judged_plan(actor_in(request), plan_id)
    before, after = _choose(request, judged)
    context = {
        "head": show_head(judged, actor_in(request), "comparison"),
        "shown": compare_tables(judged, before, after),
        "sheets": judged.sheets,
        "before": before,
        "after": after,
    }
    return show(request, "plan_comparison", context)


@require_GET
def statements(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What the text says."""
    return show_statements_page(request, get_judged_plan(actor_in(request), plan_id), StatementForm())


@require_GET
def package(request: HttpRequest, plan_id: UUID, key: str) -> HttpResponse:
    """One package through the versions."""
    judged = get_judged_plan(actor_in(request), plan_id)
    return show_package_page_of(request, judged, key, FollowUpForm())


@require_GET
def paper(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The whole plan on paper."""
    judged = _get_with_tables(request, plan_id)
    context = {
        "plan": judged.plan,
        "shown": show_overview(judged),
        "tables": [show_table(judged, one.key) for one in judged.sheets],
        "statements": show_statements(judged),
        "today": timezone.localdate(),
    }
    return print_paper(request, "plan_paper", context, "atgardsplan")


@require_GET
def workbook(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The whole plan as a workbook."""
    return hand_out_workbook(write_plan_workbook(_get_with_tables(request, plan_id)), "atgardsplan")


def show_statements_page(request: HttpRequest, judged: JudgedPlan, form: StatementForm) -> HttpResponse:
    """The page of the text, with a form that may have to be mended."""
    head = show_head(judged, actor_in(request), "statements")
    columns = head_statements(can_write=head.can_write)
    context = {"head": head, "rows": show_statements(judged), "columns": columns, "form": form}
    return show(request, "plan_statements", context, form)


def show_package_page_of(
    request: HttpRequest, judged: JudgedPlan, key: str, form: FollowUpForm
) -> HttpResponse:
    """The page of a package, with a form that may have to be mended."""
    shown = show_package_page(judged, key, judged.plan.follow_ups.filter(package=key))
    context = {
        "head": show_head(judged, actor_in(request), ""),
        "shown": shown,
        "printed_columns": head_printed(),
        "follow_up_columns": head_follow_ups(),
        "form": form,
    }
    return show(request, "package", context, form)


def _choose(request: HttpRequest, judged: JudgedPlan) -> tuple[str, str]:
    keys = [one.key for one in judged.sheets]
    if not keys:
        raise NotFound
    plans = [one.table.id for one in judged.track.versions] or keys
    usual = (plans[-2:] if len(plans) > 1 else [plans[-1], keys[-1]])[:2]
    return request.GET.get("fran") or usual[0], request.GET.get("till") or usual[-1]


def _get_with_tables(request: HttpRequest, plan_id: UUID) -> JudgedPlan:
    judged = get_judged_plan(actor_in(request), plan_id)
    if not judged.sheets:
        raise NotFound
    return judged
