"""What every page of the registers reads from its request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from skjuts.web.elements import Pagination, paginate

PAGE_SIZE = 50
LONGEST_WORDS = 80


def words_in(request: HttpRequest) -> str:
    """What was written in the search box."""
    return request.GET.get("q", "").strip()[:LONGEST_WORDS]


def uuid_in(request: HttpRequest, name: str) -> UUID | None:
    """An identifier in the address, or None when it is none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def one_page[M: Model](request: HttpRequest, rows: QuerySet[M]) -> tuple[list[M], Pagination]:
    """Fifty rows of a list, by `?sida=`, and the way to the rest."""
    told = request.GET.get("sida", "1")
    number = max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 7 else 1  # noqa: PLR2004
    total = rows.count()
    part = paginate(number=number, size=PAGE_SIZE, total=total, address=_address_of(request))
    start = max(0, part.first - 1)
    return list(rows[start : start + PAGE_SIZE]), part


def _address_of(request: HttpRequest) -> Callable[[int], str]:
    asked: dict[str, Any] = {name: value for name, value in request.GET.items() if name != "sida" and value}
    return lambda number: f"{request.path}?{urlencode({**asked, 'sida': number})}"
