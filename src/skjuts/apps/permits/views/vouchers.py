"""Paper vouchers: the unit's drawer, printing, taking out of use, and entering what was ridden on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.permits.forms.vouchers import EnterForm, PrintForm
from skjuts.apps.permits.models import VoucherUse
from skjuts.apps.permits.policies import require_enter_voucher, require_print_vouchers
from skjuts.apps.permits.presenters.certificates_lists import read_number
from skjuts.apps.permits.presenters.vouchers import show_slips, show_voucher, show_vouchers, tell_entered
from skjuts.apps.permits.queries.permits import get_own_voucher, list_vouchers
from skjuts.apps.permits.services.vouchers import (
    RiddenOnPaper,
    enter_voucher,
    find_voucher,
    print_vouchers,
    void_voucher,
)
from skjuts.apps.permits.views.certificates import answer_pdf
from skjuts.apps.registry.models import Unit
from skjuts.apps.registry.services.patients import search_patients
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import Conflict, InvalidField, InvalidInput

PAGES = "permits/vouchers"
ROWS = 25


@require_GET
def vouchers(request: HttpRequest) -> HttpResponse:
    """What lies in the unit's drawer, and what has been used of it."""
    actor = actor_in(request)
    require_print_vouchers(actor, actor.unit_id)
    rows, number = list_vouchers(actor), read_number(request.GET.get("sida", ""))
    part = rows[(number - 1) * ROWS : number * ROWS]
    shown = show_vouchers(part, number=number, size=ROWS, total=rows.count())
    return render(request, f"{PAGES}/list.html", {"shown": shown})


@require_http_methods(["GET", "POST"])
def print_batch(request: HttpRequest) -> HttpResponse:
    """A batch on paper. The codes stand on it and nowhere else."""
    actor = actor_in(request)
    require_print_vouchers(actor, actor.unit_id)
    form = PrintForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            return _print(request, form)
        except InvalidInput as refusal:
            form.add_refusal(refusal)
    return _show(request, "print", form)


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, voucher_id: UUID) -> HttpResponse:
    """Take one out of use."""
    actor = actor_in(request)
    voucher = get_own_voucher(actor, voucher_id)
    require_print_vouchers(actor, voucher.unit_id)
    if request.method == "POST":
        void_voucher(actor=actor, voucher_id=voucher.id)
        messages.success(request, _("Biljetten är makulerad och går inte att använda."))
        return redirect("permits:vouchers")
    return render(request, f"{PAGES}/void.html", {"shown": show_voucher(voucher)})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """What was ridden on paper while nothing worked."""
    actor = actor_in(request)
    require_enter_voucher(actor, actor.authority_id)
    form = EnterForm(request.POST or None)
    use = _enter(request, form) if form.is_bound and form.is_valid() else None
    if use is not None:
        told = messages.warning if use.exceeds_permit else messages.success
        told(request, tell_entered(use))
        return redirect("permits:voucher-enter")
    return _show(request, "enter", form)


def _print(request: HttpRequest, form: PrintForm) -> HttpResponse:
    actor = actor_in(request)
    printed = print_vouchers(
        actor=actor,
        count=form.cleaned_data["count"],
        valid_to=form.cleaned_data["valid_to"],
        now=timezone.now(),
        today=timezone.localdate(),
    )
    context = {"slips": show_slips(printed), "unit": Unit.objects.get(pk=actor.unit_id).name}
    paper = render_to_string(f"{PAGES}/paper.html", context, request=request, using="jinja2")
    return answer_pdf(paper, "resebiljetter.pdf")


def _enter(request: HttpRequest, form: EnterForm) -> VoucherUse | None:
    """The entered ride; None when it was refused, as the form then says."""
    actor, now = actor_in(request), timezone.now()
    try:
        voucher = find_voucher(actor=actor, code=form.cleaned_data["code"])
        if voucher is None:
            raise InvalidField(
                _("Ingen biljett har den koden."), field="code", remedy=_("Kontrollera koden på papperet.")
            )
        ridden = RiddenOnPaper(
            patient_id=_find_patient(request, form.cleaned_data["patient"]),
            ridden_at=form.moment,
            travel_mode=form.cleaned_data["travel_mode"],
            from_place=form.cleaned_data["from_place"],
            to_place=form.cleaned_data["to_place"],
        )
        return enter_voucher(actor=actor, voucher_id=voucher.id, ridden=ridden, now=now)
    except (InvalidInput, Conflict) as refusal:
        form.add_refusal(refusal)
        return None


def _find_patient(request: HttpRequest, number: str) -> UUID:
    """The one patient with the number; the search is logged."""
    try:
        hits = search_patients(
            actor_in(request),
            text=number,
            today=timezone.localdate(),
            reason=Reason.BOOKING,
            context="voucher",
        )
    except InvalidField as refusal:
        raise InvalidField(str(refusal), field="patient") from None
    if len(hits) != 1:
        raise InvalidField(
            _("Ingen patient, eller flera, har det numret."),
            field="patient",
            remedy=_("Kontrollera numret, eller registrera patienten först."),
        )
    return hits[0].patient.id


def _show(request: HttpRequest, page: str, form: PrintForm | EnterForm) -> HttpResponse:
    status = form.answer_status
    return render(request, f"{PAGES}/{page}.html", {"form": form}, status=status)
