"""What every app's routes for programs are made of: the door, strict bodies and lists in portions.

    router = Router(tags=["units"])

    @router.get("/units", auth=Door(may_read_units), response=UnitList, url_name="units")
    def list_units(request: HttpRequest, portion: Query[Portion]) -> Any: ...

Whoever asks is an `Actor`, by a session or by a program's key (`skjuts.machine`); reach, rights and the
access log are those of the pages, because the same queries and services answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Protocol

from django.http import HttpRequest
from ninja import Schema
from ninja.security.http import HttpAuthBase
from ninja.utils import check_csrf
from pydantic import AfterValidator, ConfigDict, Field

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.tenancy.errors import ForgedCall
from skjuts.core.kernel.errors import NotAllowed

MOST_ROWS = 200
USUAL_ROWS = 50
FURTHEST = 100_000
"""Whoever wants more than this by leafing wants an export."""


def _plain(text: str) -> str:
    """Text that a database can hold: no NUL, no half of a character."""
    if "\x00" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise ValueError("otillåtet tecken")
    return text


Text = Annotated[str, AfterValidator(_plain)]
Reason = Annotated[
    Text, Field(max_length=150, description="Why, without names; it is logged. Nothing is shown without one.")
]
Context = Annotated[
    str,
    Field(max_length=80, pattern=r"^[a-z_]*(:[0-9A-Za-z-]+)?$", description="The errand: `booking:<uuid>`."),
]


class Body(Schema):
    """A body in which nothing unknown may stand."""

    model_config = ConfigDict(extra="forbid")


class Sliceable[Row](Protocol):
    """A list, or a query that has not been asked yet."""

    def __getitem__(self, part: slice, /) -> Iterable[Row]:
        """The rows of a slice."""


class Portion(Schema):
    """Which part of a list is wanted."""

    limit: int = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="The most rows to give.")
    offset: int = Field(0, ge=0, le=FURTHEST, description="How many rows to pass over.")

    def cut[Row](self, rows: Sliceable[Row]) -> Iterable[Row]:
        """The rows of this portion."""
        return rows[self.offset : self.offset + self.limit]


class Door(HttpAuthBase):
    """Lets an actor through to a route by what they may do; to others the route is not there."""

    openapi_scheme = "bearer"

    def __init__(self, may: Callable[[Actor], bool]) -> None:
        super().__init__()
        self.may = may

    def __call__(self, request: HttpRequest) -> Actor:
        """The actor. Asked before the body is read, so that a refusal tells nothing about it."""
        actor = actor_in(request)
        if not self.may(actor):
            raise NotAllowed
        if not is_by_key(request) and check_csrf(request) is not None:
            raise ForgedCall
        return actor


def is_by_key(request: HttpRequest) -> bool:
    """Whether a program asks with its key, which no browser sends by itself."""
    return getattr(request, "is_by_key", False)
