"""The scenario workshop: choose a kind, put the question, read the answer, and hold answers side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.insight.models import Scenario
from skjuts.apps.insight.policies import may_write, require_write
from skjuts.apps.insight.presenters.scenarios import (
    find_run,
    list_answer_columns,
    list_input_columns,
    list_scenario_columns,
    list_titles,
    list_versions,
    show_head,
    show_rows,
)
from skjuts.apps.insight.queries.scenarios import MOST_BESIDE, get_scenario, list_chosen, list_scenarios
from skjuts.apps.insight.scenarios.asked import list_inputs
from skjuts.apps.insight.scenarios.beside import Shown, line_up_figures, line_up_inputs
from skjuts.apps.insight.scenarios.inputs import ScenarioForm
from skjuts.apps.insight.scenarios.kinds import KINDS, ScenarioKind, find_kind, get_kind
from skjuts.apps.insight.scenarios.workbook import write_beside, write_scenario
from skjuts.apps.insight.services.run_scenario import make_scenario, resume_scenario, stop_scenario
from skjuts.apps.insight.views.acting import attempt, hand_out_workbook, print_paper, show
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import NotFound
from skjuts.web.notices import tell_undoable

LEAST_BESIDE = 2


@require_GET
def scenarios(request: HttpRequest) -> HttpResponse:
    """The authority's scenarios, to open or to choose for a comparison."""
    actor = actor_in(request)
    names = {one.key: str(one.title) for one in KINDS}
    context = {"rows": show_rows(list_scenarios(actor), names), "columns": list_scenario_columns()}
    return show(request, "scenarios", {**context, "most": MOST_BESIDE, "can_write": may_write(actor)})


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The kinds, each with what it answers."""
    require_write(actor_in(request))
    return show(request, "scenario_kinds", {"kinds": KINDS})


@require_http_methods(["GET", "POST"])
def new_scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Put a question of a kind, from the start or changed from an earlier one."""
    actor, kind = actor_in(request), get_kind(key)
    require_write(actor)
    origin = _find_origin(request, kind)
    form = kind.form(request.POST) if request.method == "POST" else kind.form(initial=_begin(kind, origin))
    form.offer(actor)
    if request.method == "POST":
        made = attempt(form, lambda: _make(request, kind, form, origin))
        if made:
            messages.success(request, _("Scenariot är sparat. Det ändras inte mer; ändra det till ett nytt."))
            return redirect("insight:scenario", made.id)
    return show(request, "scenario_new", {"form": form, "kind": kind, "origin": origin}, form)


@require_GET
def scenario(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The answer, or how far it has come; asked by htmx only the latter."""
    actor = actor_in(request)
    found = get_scenario(actor, scenario_id)
    context = _show_whole(found, actor_in(request)) | {"can_write": may_write(actor, found.authority_id)}
    if request.headers.get("HX-Request") and context["head"].is_under_way:
        return render(request, "insight/fragments/scenario_progress.html", context)
    answer = show(request, "scenario", context)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def stop(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Stop a long one."""
    stop_scenario(actor=actor_in(request), scenario_id=scenario_id, now=timezone.now())
    undo = reverse("insight:resume-scenario", args=[scenario_id])
    tell_undoable(request, _("Räkningen är stoppad. Det som är klart finns kvar."), undo)
    return redirect("insight:scenario", scenario_id)


@require_POST
def resume(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Go on with it."""
    resume_scenario(actor=actor_in(request), scenario_id=scenario_id)
    messages.success(request, _("Räkningen fortsätter där den slutade."))
    return redirect("insight:scenario", scenario_id)


@require_GET
def paper(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The answer on paper."""
    found = _get_done(request, scenario_id)
    return print_paper(request, "scenario_paper", _show_whole(found, actor_in(request)), "scenario")


@require_GET
def workbook(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The answer as a workbook."""
    found = _get_done(request, scenario_id)
    content = write_scenario(show_answer(found, actor_in(request)), list_versions(found))
    return hand_out_workbook(content, "scenario")


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four answers of one kind beside each other."""
    return show(request, "scenarios_beside", _show_beside(request))


@require_GET
def compare_paper(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    context = _show_beside(request)
    if not context["shown"]:
        return redirect("insight:compare-scenarios")
    return print_paper(request, "scenarios_beside_paper", context, "scenarier")


@require_GET
def compare_workbook(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    shown = _show_beside(request)["shown"]
    if not shown:
        return redirect("insight:compare-scenarios")
    return hand_out_workbook(write_beside(shown), "scenarier")


def show_answer(found: Scenario, actor: Actor) -> Shown:
    """A scenario that is done, with its inputs and sections in the page's language."""
    kind = get_kind(found.kind)
    inputs = kind.read(found.inputs)
    run = find_run(found)
    return Shown(
        found.title,
        tuple(list_inputs(kind, inputs, actor)),
        tuple(kind.sections(run.answer, inputs) if run.answer else ()),
    )


def _show_whole(found: Scenario, actor: Actor) -> dict[str, Any]:
    kind = find_kind(found.kind)
    title, about = (str(kind.title), str(kind.explanation)) if kind else (found.kind, "")
    return {
        "head": show_head(found, title, about),
        "shown": show_answer(found, actor) if kind else None,
        "answer_columns": list_answer_columns(),
        "input_columns": list_input_columns(),
    }


def _get_done(request: HttpRequest, scenario_id: UUID) -> Scenario:
    found = get_scenario(actor_in(request), scenario_id)
    if find_run(found).answer is None:
        raise NotFound
    return found


def _find_origin(request: HttpRequest, kind: ScenarioKind[Any]) -> Scenario | None:
    """The scenario that is changed; None for a new one. Raises NotFound."""
    told = request.GET.get("fran") or request.POST.get("fran")
    if not told:
        return None
    found = get_scenario(actor_in(request), _read_id(told))
    if found.kind != kind.key:
        raise NotFound
    return found


def _begin(kind: ScenarioKind[Any], origin: Scenario | None) -> dict[str, Any]:
    return kind.form.start_from(kind.read(origin.inputs)) if origin else {}


def _make(
    request: HttpRequest, kind: ScenarioKind[Any], form: ScenarioForm, origin: Scenario | None
) -> Scenario:
    return make_scenario(
        actor=actor_in(request),
        asked=kind.ask(form.read_inputs()),
        title=form.cleaned_data["title"],
        changed_from=origin.id if origin else None,
        now=timezone.now(),
        today=timezone.localdate(),
    )


def _show_beside(request: HttpRequest) -> dict[str, Any]:
    chosen = list_chosen(actor_in(request), [_read_id(one) for one in request.GET.getlist("val")])
    done = [one for one in chosen if find_run(one).answer is not None and find_kind(one.kind)]
    kinds = {one.kind for one in done}
    if len(done) < LEAST_BESIDE or len(kinds) > 1:
        return {"shown": [], "is_mixed": len(kinds) > 1, "most": MOST_BESIDE}
    shown = [show_answer(one, actor_in(request)) for one in done]
    return {
        "shown": shown,
        "kind": get_kind(done[0].kind),
        "titles": list_titles(done),
        "hrefs": [one.id for one in done],
        "inputs": line_up_inputs(shown),
        "figures": line_up_figures(shown),
        "asked": request.GET.urlencode(),
        "versions": [list_versions(one) for one in done],
        "is_mixed": False,
        "most": MOST_BESIDE,
    }


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
