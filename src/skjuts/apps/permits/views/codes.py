"""The code lists of an authority: shown, read on trial from a file, taken in."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skjuts.apps.permits.codes import ListedCode
from skjuts.apps.permits.forms.codes import CodesForm
from skjuts.apps.permits.presenters.codes import (
    EXAMPLE,
    list_code_columns,
    list_fillable,
    list_problem_columns,
    show_codes,
    show_trial,
)
from skjuts.apps.permits.queries.codes import list_codes
from skjuts.apps.permits.services.import_codes import CheckedCodes, check_codes, take_in_codes
from skjuts.apps.permits.views.matters.acting import acting_in, attempt
from skjuts.web.fields import UNPROCESSABLE

CHECKED, SALT, KEPT_S = "checked", "skjuts.permits.codes", 3600


@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """The list in use; a file is read on trial, and taken in when it was looked at."""
    actor, now = acting_in(request).actor, timezone.now()
    held = list_codes(actor)
    if CHECKED in request.POST:
        checked = _recall(request.POST[CHECKED])
        if checked is None:
            messages.error(request, _("Provläsningen har gått ut. Välj filen på nytt."))
        else:
            take_in_codes(actor=actor, codes=checked, now=now)
            messages.success(request, _("Koderna är inlästa."))
        return redirect("permits:codes")
    form, found = CodesForm(request.POST or None, request.FILES or None), None
    if request.method == "POST":
        found = attempt(form, lambda: check_codes(actor=actor, content=form.cleaned_data["file"].read()))
    return _show(request, held, form, found)


def _show(
    request: HttpRequest, held: list[ListedCode], form: CodesForm, found: CheckedCodes | None
) -> HttpResponse:
    is_wrong = bool(form.is_bound and form.errors) or bool(found and found.problems)
    context = {
        "rows": show_codes(held),
        "columns": list_code_columns(),
        "form": form,
        "trial": show_trial(found) if found else None,
        "problem_columns": list_problem_columns(),
        "fillable": list_fillable(),
        "example": EXAMPLE,
        "checked": _remember(found) if found and not found.problems else "",
    }
    return render(
        request, "permits/certificates/codes.html", context, status=UNPROCESSABLE if is_wrong else 200
    )


def _remember(found: CheckedCodes) -> str:
    rows = [(one.system, one.code, one.text, dict(one.fills)) for one in found.codes]
    return signing.dumps(rows, salt=SALT, compress=True)


def _recall(token: str) -> list[ListedCode] | None:
    """The list that was read on trial; None when the token is not ours or too old."""
    try:
        return [ListedCode(*one) for one in signing.loads(token, salt=SALT, max_age=KEPT_S)]
    except signing.BadSignature:
        return None
