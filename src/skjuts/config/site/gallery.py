"""The component page: every part of a page in every state. In the demonstration and tests only."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from skjuts.web.gallery import PEOPLE, build_gallery


@login_not_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The page, as staff see it or, with `?yta=patient`, as patients do."""
    surface = "patient" if request.GET.get("yta") == "patient" else "staff"
    return render(request, "web/gallery.html", build_gallery(surface, address=request.path))  # type: ignore[arg-type]


@login_not_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The invented people whose names hold what was typed."""
    asked = request.GET.get("q", "").strip().lower()
    found = [one for one in PEOPLE if asked and asked in one[1].lower()]
    return render(request, "web/fragments/suggestions.html", {"suggestions": found})
