"""Giving, changing, pausing and ending assignments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.registry.forms.staff import NewAssignmentForm, ReasonForm, TermsForm
from skjuts.apps.registry.models import Assignment
from skjuts.apps.registry.policies.staff import require_change_assignment, require_keep
from skjuts.apps.registry.queries.staff import get_assignment, get_staff_member, list_managers
from skjuts.apps.registry.queries.units import UnitFilter, list_units_of
from skjuts.apps.registry.services.staff.assigning import (
    change_assignment,
    end_assignment,
    give_assignment,
    resume_assignment,
    suspend_assignment,
)
from skjuts.apps.registry.services.staff.releasing import end_sessions_of_person, release_account
from skjuts.apps.registry.staff_errors import RowChanged
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidInput, NotFound
from skjuts.web.fields import PageForm

FORM = "registry/pages/assignments/form.html"


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """A new assignment for a person."""
    actor = actor_in(request)
    require_keep(actor)
    person = get_staff_member(actor, staff_id)
    units = [(str(one.id), one.name) for one in _own_units(actor)]
    form = NewAssignmentForm(request.POST or None, actor=actor, managers=[], units=units)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        save = partial(give_assignment, staff_id=staff_id, unit_id=told["unit"], terms=form.terms)
        done = _try(request, form, partial(save, actor=actor, reason=told["reason"], now=timezone.now()))
        if done is not None:
            return _back_to(request, done.id, _("Uppdraget är gett."))
    return _show(
        request, form, _("Nytt uppdrag"), person.name, reverse("registry:staff-member", args=[staff_id])
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Roles and dates of an assignment."""
    actor = actor_in(request)
    found = get_assignment(actor, assignment_id)
    require_change_assignment(actor, found)
    managers = [one for one in list_managers(found.unit_id, timezone.localdate()) if one.id != found.id]
    form = TermsForm(request.POST or None, initial=_initial(found), actor=actor, managers=managers)
    if form.is_bound and form.is_valid():
        save = partial(change_assignment, assignment_id=found.id, terms=form.terms, version=_version(request))
        reason = form.cleaned_data["reason"]
        done = _try(request, form, partial(save, actor=actor, reason=reason, now=timezone.now()))
        if done is not None:
            return _back_to(request, done.id, _("Uppdraget är ändrat."))
    back = reverse("registry:assignment", args=[found.id])
    return _show(request, form, _("Ändra uppdraget"), found.staff.name, back, version=found.version)


@require_POST
def suspend(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Pause it."""
    return _step(request, assignment_id, suspend_assignment, _("Uppdraget är pausat."))


@require_POST
def resume(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Take it up again."""
    return _step(request, assignment_id, resume_assignment, _("Uppdraget gäller igen."))


@require_POST
def end(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """End it today."""
    return _step(request, assignment_id, end_assignment, _("Uppdraget är avslutat."))


@require_POST
def end_sessions(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Sign a person out everywhere."""
    end_sessions_of_person(actor=actor_in(request), staff_id=staff_id)
    messages.success(request, _("Personen är utloggad överallt."))
    return HttpResponseRedirect(reverse("registry:staff-member", args=[staff_id]))


@require_POST
def release(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Part a person from their account."""
    release_account(actor=actor_in(request), staff_id=staff_id)
    messages.success(request, _("Kontot är frikopplat. Nästa inloggning med samma HSA-id får uppdragen."))
    return HttpResponseRedirect(reverse("registry:staff-member", args=[staff_id]))


def _step(request: HttpRequest, assignment_id: UUID, step: Callable[..., Any], notice: str) -> HttpResponse:
    actor = actor_in(request)
    found = get_assignment(actor, assignment_id)
    require_change_assignment(actor, found)
    form = ReasonForm(request.POST)
    if form.is_valid():
        step(actor=actor, assignment_id=found.id, reason=form.cleaned_data["reason"], now=timezone.now())
        return _back_to(request, found.id, notice)
    back = reverse("registry:assignment", args=[found.id])
    return _show(request, form, _("Skriv ett skäl"), found.staff.name, back)


def _try(request: HttpRequest, form: TermsForm, save: Callable[[], Assignment]) -> Assignment | None:
    """Save, or show what is wrong at its field; a row that somebody changed is shown as it now is."""
    try:
        return save()
    except (InvalidInput, RowChanged) as refusal:
        form.add_refusal(refusal)
        request.has_failed = True  # type: ignore[attr-defined]
        return None


def _show(
    request: HttpRequest, form: PageForm, title: str, name: str, back: str, *, version: int = 0
) -> HttpResponse:
    context = {"form": form, "title": title, "name": name, "back": back, "version": version}
    return render(request, FORM, context, status=form.answer_status)


def _back_to(request: HttpRequest, assignment_id: UUID, notice: str) -> HttpResponse:
    messages.success(request, notice)
    return HttpResponseRedirect(reverse("registry:assignment", args=[assignment_id]))


def _initial(found: Assignment) -> dict[str, Any]:
    names = ("roles", "valid_from", "valid_to")
    return {name: getattr(found, name) for name in names} | {"substitute_for": found.substitute_for_id or ""}


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    if not told.isascii() or not told.isdigit():
        raise NotFound
    return int(told)


def _own_units(actor: Actor) -> list[Any]:
    return [one for one in list_units_of(actor, UnitFilter()) if one.authority_id == actor.authority_id]
