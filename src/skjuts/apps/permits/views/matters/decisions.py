"""A decision: read, notices of it, corrections, and the follow-up of departures from the rules."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.permits.forms.changing import ChangeForm, NoticeForm, OverrideForm
from skjuts.apps.permits.presenters.matters.decisions import (
    list_override_columns,
    name_finding,
    show_decision,
    show_overrides,
)
from skjuts.apps.permits.queries.applications import list_overrides
from skjuts.apps.permits.queries.decisions import find_findings, read_decision_file
from skjuts.apps.permits.services.change_decision import (
    change_decision,
    note_notice,
    open_decision,
    review_override,
)
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show
from skjuts.web.fields import PageForm

FOLLOWED_DAYS = 180


@require_GET
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """The decision."""
    at = acting_in(request)
    return _show(request, at, decision_id, NoticeForm(initial={"on": at.today}), OverrideForm())


@require_POST
def notice(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Note that it was sent, received or announced."""
    at, form = acting_in(request), NoticeForm(request.POST)
    done = attempt(
        form,
        lambda: note_notice(
            actor=at.actor,
            decision_id=decision_id,
            event=form.cleaned_data["event"],
            on=form.cleaned_data["on"],
            now=at.now,
        ),
    )
    if done is not None:
        messages.success(request, _("Det är noterat."))
        return redirect("permits:decision", decision_id)
    return _show(request, at, decision_id, form, OverrideForm())


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Correct it, or change it to somebody's advantage."""
    at = acting_in(request)
    file = read_decision_file(open_decision(actor=at.actor, decision_id=decision_id, today=at.today))
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _change(at, decision_id, form)) is not None:
        messages.success(request, _("Ändringen är införd."))
        return redirect("permits:decision", decision_id)
    return show(
        request, "change", {"shown": show_decision(file, at.actor, today=at.today), "form": form}, form
    )


@require_GET
def overrides(request: HttpRequest) -> HttpResponse:
    """Departures from the rules' proposal of the last half year."""
    at = acting_in(request)
    is_all = request.GET.get("visa") == "alla"
    first = at.today - dt.timedelta(days=FOLLOWED_DAYS)
    rows = list(list_overrides(at.actor, first=first, last=at.today, unseen=not is_all))
    findings = {key: name_finding(one) for key, one in find_findings(rows).items()}
    context = {
        "rows": show_overrides(rows, findings),
        "columns": list_override_columns(),
        "is_all": is_all,
    }
    return show(request, "overrides", context)


@require_POST
def follow_up(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Say what one thinks of a departure."""
    at, form = acting_in(request), OverrideForm(request.POST)
    done = attempt(
        form,
        lambda: review_override(
            actor=at.actor,
            decision_id=decision_id,
            finding=form.cleaned_data["finding"],
            text=form.cleaned_data["text"],
            now=at.now,
        ),
    )
    if done is not None:
        messages.success(request, _("Avsteget är uppföljt."))
        return redirect("permits:overrides")
    return _show(request, at, decision_id, NoticeForm(initial={"on": at.today}), form)


def _change(at: Acting, decision_id: UUID, form: ChangeForm) -> object:
    verb, _sign, ground = form.cleaned_data["change"].partition(":")
    return change_decision(
        actor=at.actor,
        decision_id=decision_id,
        verb=verb,
        ground=ground,
        reasons=form.cleaned_data["reasons"],
        now=at.now,
        today=at.today,
    )


def _show(
    request: HttpRequest, at: Acting, decision_id: UUID, notice_form: PageForm, override_form: PageForm
) -> HttpResponse:
    file = read_decision_file(open_decision(actor=at.actor, decision_id=decision_id, today=at.today))
    context = {
        "shown": show_decision(file, at.actor, today=at.today),
        "notice_form": notice_form,
        "override_form": override_form,
    }
    wrong = notice_form if notice_form.errors else override_form
    return show(request, "decision", context, wrong)
