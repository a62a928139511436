"""The start page: what waits for this person today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(request, "registry/pages/start.html", {})
