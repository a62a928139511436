"""The same form or call twice has one effect: the middleware that asks for a key and remembers answers.

Every unsafe request carries a random uuid: forms in the hidden field `idempotency_key` (Jinja2's
`idempotency_key()`), programs in the header `Idempotency-Key`. Same key and same content give the answer
once given; other content is a conflict. Only answers below 400 are kept: who mends a form may send it again
with the key that it had.

Stands right inside the acting transaction, so that the answer is committed with the effect, and looks only
after the guard against forged requests has had its say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from skjuts.apps.audit.errors import MissingKey
from skjuts.apps.audit.services.answers import Answer, Asked, claim, keep, release
from skjuts.apps.tenancy.doors import PROBLEM, is_for_programs
from skjuts.core.kernel.errors import Conflict, SkjutsError
from skjuts.web.told import tell_error

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
NOBODY = UUID(int=0)
"""The account of those who have not signed in."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
KEPT_HEADERS = ("Content-Type", "Content-Language", "Location")
KEPT_PREFIX = "HX-"
UNREAD_FIELDS = frozenset({FIELD, "csrfmiddlewaretoken"})
"""What differs between two sendings of the same form."""

EXEMPT: Mapping[str, str] = MappingProxyType(
    {
        "openid_connect_login": "begins a sign-in, whose own state guards it",
        "openid_connect_callback": "ends a sign-in, whose own state guards it",
        "registry:search": "searching again changes nothing",
        "registry:sign-in": "repeating it leads to the same place",
        "registry:session": "keeping a session alive twice keeps it alive",
        "registry:sign-out": "whoever is out stays out",
        "registry:sign-out-everywhere": "whoever is out stays out",
        "registry:choose-assignment": "the same choice again changes nothing",
        "registry:patient-search": "reads only; by POST so that no name stands in an address",
        "api:patient-search": "reads only; by POST so that no name stands in an address",
        "site:set-language": "the same choice again changes nothing",
        "site:set-appearance": "the same choice again changes nothing",
        "idp:oidc:token": "the demonstration's provider: a code can be used once",
        "idp:oidc:userinfo": "the demonstration's provider: changes nothing",
        "training:autosave-page": "the text that was seen guards it",
        "training:autosave-item": "the text that was seen guards it",
        "permits:certificate-autosave": "the version and the values that were seen guard it",
        "permits:certificate-hint": "reads only; by POST so that no health stands in an address",
        "permits:ride": "reads only; by POST so that no name stands in an address",
        "permits:letter-preview": "reads only; by POST so that no reasons stand in an address",
        "site:csp-report": "browsers send it, and they know no key",
    }
)
"""Unsafe routes that need no key, and why. A test walks every other one."""


class IdempotencyMiddleware:
    """Gives a repeated request its first answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and keep the answer."""
        request.idempotency_asked = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        asked: Asked | None = request.idempotency_asked  # type: ignore[attr-defined]
        # After an error the acting middleware takes everything back, the claimed key included.
        is_lost = connection.needs_rollback or getattr(request, "has_failed", False)
        if asked is not None and not is_lost:
            _settle(asked, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Claim the key; None lets the view do the work."""
        del view, args, kwargs
        if request.method in SAFE or is_exempt(request):
            return None
        try:
            asked = read_asked(request)
            answer = claim(asked)
        except (MissingKey, Conflict) as error:
            return _refusal(request, error)
        if answer is not None:
            return _again(answer)
        request.idempotency_asked = asked  # type: ignore[attr-defined]
        return None


def is_exempt(request: HttpRequest) -> bool:
    """Whether the route needs no key."""
    match = request.resolver_match
    return match is not None and match.view_name in EXEMPT


def read_asked(request: HttpRequest) -> Asked:
    """Whose request it is, its key and its digest; raises `MissingKey`."""
    told = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    try:
        key = UUID(told)
    except ValueError:
        raise MissingKey(field=FIELD) from None
    account_id = request.user.pk if request.user.is_authenticated else NOBODY
    return Asked(account_id, key, _fingerprint(request))


def _fingerprint(request: HttpRequest) -> bytes:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for part in _content(request):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()


def _content(request: HttpRequest) -> Iterator[bytes]:
    """What was sent, without what differs between two sendings of the same."""
    # A multipart body is a stream that has been read by now, whether or not there was anything in it.
    if not request.POST and not request.FILES and request.content_type != "multipart/form-data":
        yield request.body
        return
    for name in sorted(request.POST):
        if name not in UNREAD_FIELDS:
            yield from (one.encode() for one in (name, *request.POST.getlist(name)))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield f"{name} {file.name} {_digest_of(file)}".encode()


def _digest_of(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _settle(asked: Asked, response: HttpResponse) -> None:
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        release(asked)
        return
    if response.streaming:
        raise TypeError("an unsafe route answered with a stream, which cannot be given again")
    headers = {
        name: value
        for name, value in response.items()
        if name in KEPT_HEADERS or name.startswith(KEPT_PREFIX)
    }
    keep(asked, Answer(response.status_code, headers, response.content))


def _again(answer: Answer) -> HttpResponse:
    return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))


def _refusal(request: HttpRequest, error: SkjutsError) -> HttpResponse:
    status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.BAD_REQUEST
    message, remedy = tell_error(error)
    if is_for_programs(request):
        told = {
            "type": "about:blank",
            "title": message,
            "status": int(status),
            "code": error.code,
            "field": HEADER,
            "remedy": remedy,
        }
        return JsonResponse(told, status=status, content_type=PROBLEM)
    context = {"title": _("Det gick inte"), "message": message, "remedy": remedy, "support_code": ""}
    return TemplateResponse(request, "web/error.html", context, status=status).render()
