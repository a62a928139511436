"""Reviews: the list, one review, one case, and the steps."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.audit.forms import ConclusionForm, JudgementForm
from skjuts.apps.audit.presenters.columns import (
    columns_of_alerts,
    columns_of_case,
    columns_of_items,
    columns_of_reviews,
)
from skjuts.apps.audit.presenters.reviews import show_alerted, show_case, show_review, show_review_row
from skjuts.apps.audit.queries.names import read_names
from skjuts.apps.audit.queries.reviews import (
    get_review,
    ids_of,
    list_closed_reviews,
    list_items,
    list_open_alerts,
    list_open_reviews,
    list_steps,
)
from skjuts.apps.audit.services.looking import CaseFile, open_case
from skjuts.apps.audit.services.reviewing import close_review, judge_case, open_alert, take_review
from skjuts.apps.audit.views.acting import show, was_done
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits, what is under way, and what was closed last."""
    actor, today = actor_in(request), timezone.localdate()
    rows = [show_review_row(one, today) for one in list_open_reviews(actor)]
    closed = [show_review_row(one, today) for one in list_closed_reviews(actor)]
    alerts = list_open_alerts(actor)
    people = len({one.staff_id for one in alerts})
    told = {"rows": rows, "closed": closed, "alerts": len(alerts), "people": people}
    told["columns"] = columns_of_reviews()
    return show(request, "reviews", told)


@require_GET
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One review with its cases."""
    return _show_review(request, review_id, ConclusionForm())


@require_POST
def take(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Take it, or take it over."""
    take_review(actor=actor_in(request), review_id=review_id, now=timezone.now())
    return redirect("audit:review", review_id)


@require_POST
def close(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Close it with a conclusion."""
    form, actor = ConclusionForm(request.POST), actor_in(request)
    step = partial(close_review, actor=actor, review_id=review_id, now=timezone.now())
    if was_done(form, lambda: step(conclusion=form.cleaned_data["conclusion"])):
        return redirect("audit:reviews")
    return _show_review(request, review_id, form)


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, review_id: UUID, item_id: UUID) -> HttpResponse:
    """One case: everything that was done, and what it came to."""
    actor = actor_in(request)
    file = open_case(actor=actor, review_id=review_id, item_id=item_id)
    held = {"finding": file.item.finding, "note": file.item.note}
    form = JudgementForm(request.POST or None, initial=held)
    judge = partial(judge_case, actor=actor, review_id=review_id, item_id=item_id, now=timezone.now())
    if form.is_bound and was_done(form, lambda: judge(**form.cleaned_data)):
        return redirect("audit:review", review_id)
    return _show_case(request, file, form)


@require_GET
def alerts(request: HttpRequest) -> HttpResponse:
    """Whom the detector points at, and why."""
    found = list_open_alerts(actor_in(request))
    units, staff, _ = ids_of(found)
    names = read_names(units=units, staff=staff)
    told = {"rows": show_alerted(found, names), "columns": columns_of_alerts()}
    return show(request, "alerts", told)


@require_POST
def begin_alert(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Begin the review of a person's alerts."""
    review_id = open_alert(actor=actor_in(request), alert_id=alert_id, now=timezone.now())
    return HttpResponseRedirect(reverse("audit:review", args=[review_id]))


def _show_review(request: HttpRequest, review_id: UUID, form: ConclusionForm) -> HttpResponse:
    actor = actor_in(request)
    found = get_review(actor, review_id)
    items, steps = list_items(found), list_steps(found)
    units, staff, _ = ids_of(items)
    staff |= {step.staff_id for step in steps if step.staff_id}
    names = read_names(units=units, staff=staff | ({found.reviewer_id} if found.reviewer_id else set()))
    shown = show_review(found, items, steps, names, actor)
    told = {"shown": shown, "form": form, "columns": columns_of_items()}
    return show(request, "review", told, form)


def _show_case(request: HttpRequest, file: CaseFile, form: JudgementForm) -> HttpResponse:
    units, staff, patients = ids_of([file.item, *file.entries])
    names = read_names(units=units, staff=staff, patients=patients)
    shown = show_case(file, names, actor_in(request))
    return show(request, "case", {"shown": shown, "form": form, "columns": columns_of_case()}, form)
