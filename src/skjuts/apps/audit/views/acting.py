"""Who acts, typed: every page here is closed to those without an assignment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skjuts.core.kernel.errors import Conflict, InvalidInput
from skjuts.web.fields import PageForm


def show(
    request: HttpRequest, page: str, context: dict[str, Any], form: PageForm | None = None
) -> HttpResponse:
    """A page of the log; with status 422 when its form has to be mended."""
    status = 200 if form is None else form.answer_status
    return render(request, f"audit/pages/{page}.html", context, status=status)


def was_done(form: PageForm, service: Callable[[], object]) -> bool:
    """Run a service for a form that is whole; its refusal is shown at the field."""
    if not form.is_valid():
        return False
    try:
        service()
    except (InvalidInput, Conflict) as refusal:
        form.add_refusal(refusal)
        return False
    return True
