"""The draft: written, kept while one writes, hinted at, looked through, issued or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access
from skjuts.apps.permits.codes import fill_in
from skjuts.apps.permits.errors import CaseChanged
from skjuts.apps.permits.first_content import Known, read_known, tell_sources
from skjuts.apps.permits.forms.certificates import CertificateForm, list_places
from skjuts.apps.permits.forms.certificates_content import content_of, values_of
from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.policies import require_certify_at_all, require_edit_draft
from skjuts.apps.permits.presenters.certificates import PatientHead, show_content, show_head
from skjuts.apps.permits.presenters.certificates_drafts import (
    ShownHint,
    list_hindered,
    list_left,
    show_earlier,
    show_hint,
    tell_filled,
)
from skjuts.apps.permits.queries.certificates import (
    get_certificate,
    list_earlier,
    list_units_to_visit,
    read_person,
)
from skjuts.apps.permits.queries.codes import list_choosable, list_listed
from skjuts.apps.permits.queries.responsibility import get_settings
from skjuts.apps.permits.services.certify import discard_draft, issue_certificate, save_draft
from skjuts.apps.permits.services.hint import hint_certificate
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.permits.terms import CertificateContent, RideAloneReason
from skjuts.apps.registry.queries.patients import PatientFile
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.queries.own import list_own_rights
from skjuts.core.kernel.errors import Conflict, InvalidInput, InvalidTransition, SkjutsError
from skjuts.web.conflicts import Weighed, recall, remember, weigh
from skjuts.web.fields import UNPROCESSABLE
from skjuts.web.told import tell_error

PAGES = "permits/certificates"
VERSION, BEFORE, KNOWN, DO, REVIEW, FILL = "version", "before", "known", "do", "review", "fill"
CONFLICT = 409
MOST_EARLIER = 3
SALT = "skjuts.permits.known"


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The form. Saved, it is shown again with what the rules say, or looked through before it is issued."""
    row = _get_draft(request, certificate_id)
    if row.state != "draft":
        return redirect("permits:certificate", row.id)
    if request.method == "GET":
        return _show(request, row)
    kept = _keep(request, row)
    if isinstance(kept, HttpResponse):
        return kept
    if request.POST.get(DO) == REVIEW:
        return redirect("permits:certificate-review", row.id)
    return redirect("permits:certificate-draft", row.id)


@require_POST
def autosave(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Keep the draft while it is written; answers with what now stands there."""
    row = _get_draft(request, certificate_id)
    if row.state != "draft":
        raise InvalidTransition
    kept = _keep(request, row)
    if isinstance(kept, HttpResponse):
        return kept
    seen = remember(values_of(CertificateContent.decode(kept.content)))
    return HttpResponse(seen, content_type="text/plain", headers={"X-Version": str(kept.version)})


@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """What the rules would say of the form as it stands. Reads nobody and stores nothing."""
    require_certify_at_all(actor_in(request))
    form = make_form(request, request.POST)
    if not form.is_valid():
        return render(request, f"{PAGES}/hint_unread.html", {"form": form}, status=UNPROCESSABLE)
    context = {"hint": _hint(request, content_of(form.cleaned_data), _recall_known(request))}
    return render(request, f"{PAGES}/hint.html", context)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Everything that the certificate will tell, to confirm; then it is issued and never changes again."""
    row = _get_draft(request, certificate_id)
    if row.state != "draft":
        return redirect("permits:certificate", row.id)
    if request.method == "GET":
        return _show_review(request, row, None)
    refusal = _issue(request, row)
    if refusal is not None:
        return _show_review(request, row, refusal)
    messages.success(request, _("Intyget är utfärdat och har lämnats till handläggningen."))
    return redirect("permits:certificate", row.id)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    row = _get_draft(request, certificate_id)
    if request.method == "POST":
        discard_draft(actor=actor_in(request), certificate_id=row.id, now=timezone.now())
        messages.success(request, _("Utkastet är kastat. Ingenting av det är kvar."))
        return redirect("permits:certificates")
    _note_reading(request, row)
    head, _known, _content = _read(request, row)
    return render(request, f"{PAGES}/discard.html", {"id": str(row.id), "head": head})


def _get_draft(request: HttpRequest, certificate_id: UUID) -> Certificate:
    row = get_certificate(actor_in(request), certificate_id)
    require_edit_draft(actor_in(request), row)
    return row


def _keep(request: HttpRequest, row: Certificate) -> Certificate | HttpResponse:
    """The draft as it is saved; else what to show: a form to mend, or what two windows both changed."""
    form = make_form(request, request.POST, row)
    if not form.is_valid():
        return _show(request, row, form)
    if request.POST.get(VERSION) != str(row.version):
        held = values_of(CertificateContent.decode(row.content))
        weighed = weigh(form, before=recall(request.POST.get(BEFORE, "")), theirs=held)
        if weighed.asked:
            return _ask(request, row, weighed)
        form = make_form(request, _as_sent(weighed.values), row)
        form.is_valid()
    content = content_of(form.cleaned_data)
    if request.POST.get(DO) == FILL:
        content, filled = fill_in(content, list_listed(actor_in(request), content.codes))
        messages.info(request, tell_filled(filled, list_places()))
    return save_draft(
        actor=actor_in(request),
        certificate_id=row.id,
        version=row.version,
        content=content,
        now=timezone.now(),
    )


def _show(request: HttpRequest, row: Certificate, form: CertificateForm | None = None) -> HttpResponse:
    actor = actor_in(request)
    _note_reading(request, row)
    head, known, content = _read(request, row)
    sources = tell_sources(content, known)
    units = _list_units(request)
    codes = list_choosable(actor, content.codes)
    shown = form or CertificateForm(initial=values_of(content), units=units, known=sources, codes=codes)
    own = list_own_rights(actor, timezone.now())
    context = {
        "form": shown,
        "head": head,
        "id": str(row.id),
        "saved_at": row.saved_at,
        "version": request.POST.get(VERSION) or str(row.version),
        "before": request.POST.get(BEFORE) or remember(values_of(content)),
        "known": signing.dumps(asdict(known), salt=SALT, compress=True),
        "hint": _hint(request, content, known),
        "earlier": show_earlier(list_earlier(actor, row.patient_id)[:MOST_EARLIER]),
        "hindered": {one.kind: one for one in list_hindered(own)},
        "alone_values": list(RideAloneReason),
        "has_codes": bool(codes),
        "is_copy": row.copied_from_id is not None,
    }
    return render(request, f"{PAGES}/draft.html", context, status=shown.answer_status)


def _ask(request: HttpRequest, row: Certificate, weighed: Weighed) -> HttpResponse:
    held = values_of(CertificateContent.decode(row.content))
    context = {
        "id": str(row.id),
        "asked": weighed.asked,
        "when": timezone.localtime(row.saved_at),
        "hidden": {
            **weighed.settled,
            VERSION: str(row.version),
            BEFORE: remember({name: held[name] for name in weighed.values}),
        },
    }
    is_fragment = request.headers.get("X-Autosave") == "1"
    page = "conflict_fragment" if is_fragment else "conflict"
    return render(request, f"{PAGES}/{page}.html", context, status=CONFLICT)


def _show_review(request: HttpRequest, row: Certificate, refusal: SkjutsError | None) -> HttpResponse:
    actor = actor_in(request)
    _note_reading(request, row)
    head, known, content = _read(request, row)
    names = {one.id: one.name for one in list_units_to_visit(actor)}
    own = list_own_rights(actor, timezone.now())
    context = {
        "id": str(row.id),
        "head": head,
        "version": str(row.version),
        "sections": show_content(content, names),
        "left": list_left(content, list_places()),
        "hindered": list_hindered(own, content.kinds),
        "hint": _hint(request, content, known),
        "refusal": tell_error(refusal).text if refusal else "",
    }
    return render(request, f"{PAGES}/review.html", context, status=UNPROCESSABLE if refusal else 200)


def _issue(request: HttpRequest, row: Certificate) -> SkjutsError | None:
    """Issue it as it was looked through; why not, when it cannot be."""
    version = request.POST.get(VERSION, "")
    try:
        if not version.isdecimal():
            raise CaseChanged
        issue_certificate(
            actor=actor_in(request),
            certificate_id=row.id,
            version=int(version),
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except (InvalidInput, Conflict) as refusal:
        return refusal
    return None


def _read(request: HttpRequest, row: Certificate) -> tuple[PatientHead, Known, CertificateContent]:
    actor, today = actor_in(request), timezone.localdate()
    file: PatientFile = read_person(actor, row.patient, today=today)
    known = read_known(file, today, get_settings(row.authority_id).get("county", ""))
    return show_head(file, known.age), known, CertificateContent.decode(row.content)


def _hint(request: HttpRequest, content: CertificateContent, known: Known) -> ShownHint:
    today = timezone.localdate()
    found = hint_certificate(actor=actor_in(request), content=content, known=known, today=today)
    return show_hint(found, content, list_places())


def _recall_known(request: HttpRequest) -> Known:
    """What the page knew; nothing when the token is not ours."""
    try:
        return Known(**signing.loads(request.POST.get(KNOWN, ""), salt=SALT))
    except (signing.BadSignature, TypeError):
        return Known()


def _note_reading(request: HttpRequest, row: Certificate) -> None:
    note_access(actor_in(request), row, action=Access.READ, reason=Reason.CERTIFICATE, about="certificate")


def make_form(
    request: HttpRequest, data: QueryDict | MultiValueDict[str, str], row: Certificate | None = None
) -> CertificateForm:
    """The form as it was sent. A draft's own codes may be chosen though they have left the list since."""
    held = CertificateContent.decode(row.content).codes if row else ()
    return CertificateForm(data, units=_list_units(request), codes=list_choosable(actor_in(request), held))


def _list_units(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in list_units_to_visit(actor_in(request))]


def _as_sent(values: Mapping[str, str]) -> MultiValueDict[str, str]:
    return MultiValueDict({name: [value] for name, value in values.items() if value})
