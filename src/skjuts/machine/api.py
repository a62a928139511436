"""The API: the apps' routers under one roof, /api/v1/."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from skjuts.apps.registry.api import patients, staff
from skjuts.apps.tenancy.doors import PROBLEM, PROGRAMS
from skjuts.apps.tenancy.errors import ForgedCall
from skjuts.apps.training.api import router as training
from skjuts.core.kernel.errors import InvalidField, UnreadableInput
from skjuts.machine.reading import StrictParser
from skjuts.web.told import tell_error

VERSION = "1.0.0"
NAMESPACE = "api"
PREFIX = f"{PROGRAMS}v1/"
ABOUT = (
    "Routes for other systems of a region. The same rights, walls and access log as the pages: a program has"
    " an assignment at a unit like a person, and comes in with a key (`Authorization: Bearer skj_…`)."
    " Refusals are problem+json with stable codes (docs/reference/errors.md). Unsafe routes take a random"
    " UUID in `Idempotency-Key`: the same key and body again get the first answer."
)


class NamedApi(NinjaAPI):
    """Operations are called as their addresses are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Its `url_name`, which callers may build on."""
        return str(operation.url_name)


api = NamedApi(
    title="Skjuts",
    version=VERSION,
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace=NAMESPACE,
    parser=StrictParser(),
)
api.add_router("", staff)
api.add_router("", patients)
api.add_router("", training)


def list_urls() -> list[URLPattern | URLResolver]:
    """The routes' addresses, without the root that ninja adds for a page of its own."""
    return [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]


@api.exception_handler(ValidationError)
def tell_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Fields that cannot be used: the first one as everywhere else, all of them in a list."""
    del request
    places = [".".join(str(part) for part in one["loc"]) for one in error.errors]
    return _problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        InvalidField.code,
        _(InvalidField.sentence),
        field=places[0] if places else "",
        fields=sorted(set(places)),
    )


@api.exception_handler(ForgedCall)
def tell_forged(request: HttpRequest, error: ForgedCall) -> HttpResponse:
    """A session without the page's token: forbidden, as for pages."""
    del request
    message, remedy = tell_error(error)
    return _problem(HTTPStatus.FORBIDDEN, error.code, message, remedy=remedy)


@api.exception_handler(HttpError)
def tell_refusal(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the reader of bodies refused."""
    del request
    return _problem(
        HTTPStatus(error.status_code), UnreadableInput.code, _("Innehållet går inte att läsa som JSON.")
    )


def _problem(status: HTTPStatus, code: str, detail: str, **more: Any) -> HttpResponse:  # noqa: ANN401
    body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": int(status)}
    return JsonResponse(body | {"code": code, "detail": detail} | more, status=status, content_type=PROBLEM)
