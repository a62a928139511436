"""The parts of a page that a presenter hands to a component: small frozen records, no markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

type TagColour = Literal["neutral", "accent", "info", "success", "warning", "danger", "plum"]
type StepState = Literal["done", "current", "waiting", "blocked"]


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go."""

    label: str
    href: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """A state in words; the colour and the icon only repeat it."""

    label: str
    colour: TagColour = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: numbers are set to the right, and a `sort_href` makes the heading sort."""

    label: str
    numeric: bool = False
    sort_href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    hidden_label: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a longer task."""

    label: str
    state: StepState
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing, each with its own address."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what it says, in a list of definitions; `href` leads to the thing itself."""

    term: str
    value: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened, in a list by time; `when` is written out, `stamp` is ISO 8601."""

    when: str
    stamp: str
    title: str
    text: str = ""
    actor: str = ""
    icon: str = "circle-dot"
    colour: TagColour = "neutral"


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that two people changed: both values, as they are read and as the form sends them."""

    name: str
    label: str
    mine: str
    mine_value: str
    theirs: str
    theirs_value: str


@dataclass(frozen=True, slots=True)
class Page:
    """One address in a row of pages; `number` is None where pages are left out."""

    number: int | None
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Which part of a list is shown, and the way to the rest."""

    first: int
    last: int
    total: int
    pages: tuple[Page, ...]
    previous_href: str = ""
    next_href: str = ""


SHOWN_AROUND = 1


def paginate(*, number: int, size: int, total: int, address: Callable[[int], str]) -> Pagination:
    """Say which rows page `number` (from 1) of `size` rows shows, and which pages to offer.

    The first, the last and the neighbours are offered; what is left out between is one gap.
    """
    last_page = max(1, -(-total // size))
    number = min(max(1, number), last_page)
    return Pagination(
        first=min(total, (number - 1) * size + 1),
        last=min(total, number * size),
        total=total,
        pages=tuple(_offered(number, last_page, address)),
        previous_href=address(number - 1) if number > 1 else "",
        next_href=address(number + 1) if number < last_page else "",
    )


def _offered(number: int, last_page: int, address: Callable[[int], str]) -> list[Page]:
    around = range(number - SHOWN_AROUND, number + SHOWN_AROUND + 1)
    wanted = sorted({1, last_page, *(page for page in around if 1 <= page <= last_page)})
    pages: list[Page] = []
    for page in wanted:
        gap = page - (pages[-1].number or 0) if pages else 1
        if gap == 2:  # noqa: PLR2004 - one page left out is as short as the gap's mark
            pages.append(Page(page - 1, address(page - 1)))
        elif gap > 2:  # noqa: PLR2004 - a real gap
            pages.append(Page(None))
        pages.append(Page(page, address(page), current=page == number))
    return pages
