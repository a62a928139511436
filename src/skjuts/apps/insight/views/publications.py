"""Open data inside the house: prepared by one, published by another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.forms.publications import PrepareForm, WithdrawForm
from skjuts.apps.insight.models import Publication
from skjuts.apps.insight.policies import may_write, require_write
from skjuts.apps.insight.presenters.billing import list_months
from skjuts.apps.insight.presenters.publications import (
    list_publication_columns,
    show_publication,
    show_publications,
)
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.queries.publications import get_publication, list_publications
from skjuts.apps.insight.services.publish_data import (
    LONGEST_MONTHS,
    NewPublication,
    prepare_publication,
    publish,
    withdraw_publication,
)
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def publications(request: HttpRequest) -> HttpResponse:
    """The authority's publications."""
    actor, today = actor_in(request), timezone.localdate()
    rows = show_publications(list_publications(actor), today)
    context = {"rows": rows, "columns": list_publication_columns(), "can_write": may_write(actor)}
    return show(request, "publications", context)


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """Prepare a version."""
    actor = actor_in(request)
    require_write(actor)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    months = list_months(trips.span, LONGEST_MONTHS)
    usual = {"first": months[min(12, len(months) - 1)][0], "last": months[min(1, len(months) - 1)][0]}
    form = PrepareForm(request.POST or None, months=months, initial=usual | {"free_on": timezone.localdate()})
    if request.method == "POST":
        made = attempt(form, lambda: prepare_publication(actor=actor, new=_read(form), now=timezone.now()))
        if made:
            messages.success(
                request, _("Datamängden är förberedd. En annan controller granskar och publicerar.")
            )
            return redirect("insight:publication", made.id)
    return show(request, "publication_new", {"form": form}, form)


@require_GET
def publication(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """A publication: what it would say, and to whom."""
    return _show(request, get_publication(actor_in(request), publication_id), WithdrawForm())


@require_POST
def let_out(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Publish what another has prepared."""
    publish(actor=actor_in(request), publication_id=publication_id, now=timezone.now())
    messages.success(request, _("Datamängden är publicerad."))
    return redirect("insight:publication", publication_id)


@require_POST
def withdraw(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Take a publication back."""
    actor, form = actor_in(request), WithdrawForm(request.POST)
    found = get_publication(actor, publication_id)
    require_write(actor, found.authority_id)
    if attempt(
        form,
        lambda: withdraw_publication(
            actor=actor,
            publication_id=publication_id,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("Datamängden är tillbakadragen."))
        return redirect("insight:publication", publication_id)
    return _show(request, found, form)


def _show(request: HttpRequest, found: Publication, form: WithdrawForm) -> HttpResponse:
    actor, steps = actor_in(request), {one.kind for one in found.steps.all()}
    can_write = may_write(actor, found.authority_id)
    context = {
        "shown": show_publication(found, timezone.localdate()),
        "publication": found,
        "form": form,
        "is_own": found.prepared_by_staff == actor.staff_id,
        "can_publish": can_write and not steps,
        "can_withdraw": can_write and "withdrawn" not in steps,
    }
    return show(request, "publication", context, form)


def _read(form: PrepareForm) -> NewPublication:
    told = form.cleaned_data
    return NewPublication(
        title=told["title"],
        about=told["about"],
        first=int(told["first"]),
        last=int(told["last"]),
        free_on=told["free_on"],
    )
