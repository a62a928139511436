"""Headers of every answer, the request's code in every log line, and how long an answer may be kept.

The code is what a page shows for support; it says nothing about the person or the page.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("skjuts.request")

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are mistaken for one another when read aloud."""
CODE_LENGTH = 8
POLICY = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": POLICY,
    "X-Permitted-Cross-Domain-Policies": "none",
}


class AnswerHeaders:
    """Outermost of all: names the request, then dresses its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with headers and one log line."""
        began = time.perf_counter()
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        request.code = code  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request=code):
            response = self.get_response(request)
            _dress(response, code)
            _tell(request, response, began)
        return response


def _dress(response: HttpResponse, code: str) -> None:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Code"] = code
    # Whatever has not said that it may be kept is somebody's own page.
    response.headers.setdefault("Cache-Control", "no-store")


def _tell(request: HttpRequest, response: HttpResponse, began: float) -> None:
    """One line: which view, not which address, since a search would stand in it."""
    match = request.resolver_match
    if match is None:
        return
    spent_ms = round((time.perf_counter() - began) * 1000)
    log.info(
        "answered", view=match.view_name, method=request.method, status=response.status_code, ms=spent_ms
    )
