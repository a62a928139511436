"""An authority's way into the platform, step by step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.registry.forms.onboarding import AuthorityForm, CooperationForm, StepForm
from skjuts.apps.registry.policies.staff import require_onboard
from skjuts.apps.registry.presenters.onboarding import cooperation_columns, show_cooperations, show_onboarding
from skjuts.apps.registry.queries.cooperations import get_authority, list_cooperations, list_others
from skjuts.apps.registry.queries.onboarding import list_notes, list_steps
from skjuts.apps.registry.services.cooperating import end_cooperation, grant_cooperation
from skjuts.apps.registry.services.onboarding import describe_authority, note_step
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.tenancy.roles import Task
from skjuts.core.kernel.errors import InvalidInput, NotFound

PAGE = "registry/pages/onboarding/steps.html"
FORM = "registry/pages/onboarding/form.html"


@require_GET
def onboarding(request: HttpRequest) -> HttpResponse:
    """All steps, with what is done and what is left."""
    actor = actor_in(request)
    steps = list_steps(actor, timezone.localdate())
    return render(request, PAGE, {"shown": show_onboarding(steps, list_notes(actor)), "form": StepForm()})


@require_POST
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """A word about a step: done, not needed, or after all not done."""
    actor = actor_in(request)
    require_onboard(actor)
    is_done = request.POST.get("is_done") != "no"
    text = request.POST.get("note", "")[:400]
    try:
        note_step(actor=actor, slug=slug, is_done=is_done, note=text, now=timezone.now())
    except InvalidInput as refusal:
        messages.error(request, f"{_(refusal.message)} {_(refusal.remedy)}")
    return HttpResponseRedirect(f"{reverse('registry:onboarding')}#{slug}")


@require_http_methods(["GET", "POST"])
def authority(request: HttpRequest) -> HttpResponse:
    """Name and organisation number."""
    actor = actor_in(request)
    require_onboard(actor)
    held = get_authority(actor)
    initial = {"name": held.name, "organisation_number": held.organisation_number}
    form = AuthorityForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            describe_authority(actor=actor, **form.cleaned_data)
        except InvalidInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Uppgifterna är sparade."))
            return HttpResponseRedirect(reverse("registry:onboarding"))
    shown = {"form": form, "title": _("Uppgifter om huvudmannen"), "back": reverse("registry:onboarding")}
    return render(request, FORM, shown, status=form.answer_status)


@require_http_methods(["GET", "POST"])
def cooperations(request: HttpRequest) -> HttpResponse:
    """Who works in whose name, and a form to let somebody in."""
    actor = actor_in(request)
    require_onboard(actor)
    form = CooperationForm(request.POST or None, others=list_others(actor))
    if form.is_bound and form.is_valid():
        told = form.cleaned_data | {
            "operator_id": int(form.cleaned_data["operator"]),
            "tasks": tuple(Task(one) for one in form.cleaned_data["tasks"]),
        }
        told.pop("operator")
        try:
            grant_cooperation(actor=actor, **told)
        except InvalidInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Samverkan är inlagd."))
            return HttpResponseRedirect(reverse("registry:cooperations"))
    today = timezone.localdate()
    shown = {
        "form": form,
        "rows": show_cooperations(list_cooperations(actor), actor.authority_id, today),
        "columns": cooperation_columns(),
    }
    page = "registry/pages/onboarding/cooperations.html"
    return render(request, page, shown, status=form.answer_status)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End a cooperation that the own authority has granted."""
    actor = actor_in(request)
    require_onboard(actor)
    told = request.POST.get("cooperation", "")
    if not told.isascii() or not told.isdigit():
        raise NotFound
    end_cooperation(actor=actor, cooperation_id=int(told), now=timezone.now())
    messages.success(request, _("Samverkan är avslutad."))
    return HttpResponseRedirect(reverse("registry:cooperations"))
