"""From draft into force: propose, send back, approve, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.rulebooks.forms.books import HoldForm, ReasonForm
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.policies import require_administer_books
from skjuts.apps.rulebooks.presenters.changes import show_changes
from skjuts.apps.rulebooks.queries.books import get_version, list_writers, read_book
from skjuts.apps.rulebooks.services.decide_book import (
    approve_book,
    discard_draft,
    propose_book,
    send_back_book,
    take_back_book,
    withdraw_book,
)
from skjuts.apps.rulebooks.services.suggesting import suggest_day
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.rulebooks.views.heading import get_draft, show_version
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import NotFound
from skjuts.core.regulations.case_files import try_cases
from skjuts.core.rules.analysis import compare_books


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Hand the draft to those who approve."""
    found = get_draft(request, version_id)
    form = _hold_form(request, found)
    if form.is_bound and attempt(form, lambda: _hold(request, found, form, propose_book)) is not None:
        messages.success(request, _("Förslaget väntar nu på en annan persons godkännande."))
        return redirect("rulebooks:version", version_id)
    return show_version(request, found, "propose_book", _weigh(found) | {"form": form}, form=form)


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Read what differs, and let the version hold from a day on."""
    found = _get_proposed(request, version_id)
    form = _hold_form(request, found)
    if form.is_bound and attempt(form, lambda: _hold(request, found, form, approve_book)) is not None:
        messages.success(request, _("Versionen är godkänd."))
        return redirect("rulebooks:version", version_id)
    is_own = actor_in(request).staff_id in list_writers(found)
    context = _weigh(found) | {"form": form, "refusal": ReasonForm(), "is_own": is_own}
    return show_version(request, found, "approve_book", context, form=form)


@require_POST
def send_back(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Give it back, with what to mend."""
    found = _get_proposed(request, version_id)
    refusal = ReasonForm(request.POST)
    if attempt(refusal, lambda: _tell(request, found, refusal, send_back_book)) is not None:
        messages.success(request, _("Förslaget är tillbaka hos dem som skrev det."))
        return redirect("rulebooks:version", version_id)
    context = _weigh(found) | {"form": _hold_form(None, found), "refusal": refusal, "is_own": False}
    return show_version(request, found, "approve_book", context, form=refusal)


@require_POST
def take_back(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Write on."""
    take_back_book(actor=actor_in(request), version_id=version_id, now=timezone.now())
    messages.success(request, _("Förslaget är ett utkast igen."))
    return redirect("rulebooks:version", version_id)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Call off a version that has not begun to hold."""
    actor = actor_in(request)
    found = get_version(actor, version_id)
    require_administer_books(actor, found.authority_id)
    form = ReasonForm(request.POST or None)
    if form.is_bound and attempt(form, lambda: _withdraw(request, found, form)) is not None:
        messages.success(request, _("Versionen är återtagen. Den som gällde fortsätter att gälla."))
        return redirect("rulebooks:books")
    return show_version(request, found, "withdraw_book", {"form": form}, form=form)


@require_POST
def discard(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Put a draft away."""
    discard_draft(actor=actor_in(request), version_id=version_id, now=timezone.now())
    messages.success(request, _("Utkastet är kasserat."))
    return redirect("rulebooks:books")


def _get_proposed(request: HttpRequest, version_id: UUID) -> RuleBookVersion:
    actor = actor_in(request)
    found = get_version(actor, version_id)
    require_administer_books(actor, found.authority_id)
    if found.state != RuleBookVersion.State.PROPOSED:
        raise NotFound
    return found


def _hold_form(request: HttpRequest | None, version: RuleBookVersion) -> HoldForm:
    start = {"revision": version.revision, "from_day": suggest_day(version, timezone.localdate())}
    return HoldForm(request.POST or None if request else None, initial=start)


def _hold(
    request: HttpRequest, version: RuleBookVersion, form: HoldForm, service: Callable[..., RuleBookVersion]
) -> RuleBookVersion:
    told = form.cleaned_data
    return service(
        actor=actor_in(request),
        version_id=version.id,
        revision=told["revision"],
        reason=told["reason"],
        from_day=told["from_day"],
        now=timezone.now(),
        today=timezone.localdate(),
    )


def _tell(
    request: HttpRequest, version: RuleBookVersion, form: ReasonForm, service: Callable[..., RuleBookVersion]
) -> RuleBookVersion:
    return service(
        actor=actor_in(request), version_id=version.id, reason=form.cleaned_data["reason"], now=timezone.now()
    )


def _withdraw(request: HttpRequest, version: RuleBookVersion, form: ReasonForm) -> RuleBookVersion:
    return withdraw_book(
        actor=actor_in(request),
        version_id=version.id,
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
        today=timezone.localdate(),
    )


def _weigh(version: RuleBookVersion) -> dict[str, object]:
    """What to look at before one proposes or approves."""
    book, base = read_book(version), version.based_on
    tried = try_cases(book, version.cases, version.fee_cases)
    return {
        "base": base,
        "groups": show_changes(compare_books(read_book(base), book), book, read_book(base)) if base else [],
        "cases": len(tried),
        "failing": sum(not one.holds for one in tried),
        "unchecked": book.edition.fact_checked is None,
    }
