"""Pages of this app, and papers that say the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.letters import letter_press
from skjuts.web.fields import PageForm
from skjuts.web.workbook import CONTENT_TYPE

__all__ = ["attempt", "hand_out_workbook", "print_paper", "show"]


def show(
    request: HttpRequest, page: str, context: dict[str, Any], form: PageForm | None = None
) -> HttpResponse:
    """A page of this app; with status 422 when its form has to be mended."""
    status = 200 if form is None else form.answer_status
    return render(request, f"insight/pages/{page}.html", context, status=status)


def print_paper(request: HttpRequest, page: str, context: dict[str, Any], name: str) -> HttpResponse:
    """A paper as PDF; where no PDF can be made, the page that prints from the browser."""
    paper = render_to_string(f"insight/pages/{page}.html", context, request=request, using="jinja2")
    try:
        pdf = letter_press.get().print_pdf(paper)
    except UpstreamUnavailable:
        return HttpResponse(paper)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def hand_out_workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
