"""The rules and permits under trips: the book of the day, and how it has a travel mode granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.insight.facts.billing import read_permit_id
from skjuts.apps.insight.policies import require_list_trips
from skjuts.apps.insight.queries.tried_books import KIND
from skjuts.apps.permits.extracts import PermitRow, list_permits
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.queries.books import list_approved, read_book
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.rules import RuleBook, RuleEngine, read_json_facts
from skjuts.core.rules.record import MatchedRow

GRANT = "grant"
MODE = "travel_mode"


@dataclass(frozen=True, slots=True)
class RuleBehind:
    """By which book trips of a mode were made, the row that says how it is granted, and when it suffices.

    `row` is None where the book does not say; `suffices` is the table's id and name, both '' without one.
    """

    travel_mode: str
    version_id: UUID
    book: str
    table: str = ""
    row: MatchedRow | None = None
    suffices: tuple[str, str] = ("", "")


def list_rules_behind(actor: Actor, trips: Iterable[tuple[str, dt.date]]) -> list[RuleBehind]:
    """The rules of each mode among trips of a mode and a day; none for days before any book was in force."""
    require_list_trips(actor)
    approved = [one for one in list_approved([actor.authority_id]) if KIND in one.kinds]
    found: dict[tuple[str, UUID], RuleBehind] = {}
    for mode, day in sorted(set(trips)):
        version = next((one for one in approved if one.in_force_from and one.in_force_from <= day), None)
        if version and (mode, version.id) not in found:
            found[mode, version.id] = _read_rule(version, mode, day)
    return list(found.values())


def find_permits(actor: Actor, told: Iterable[str | None]) -> dict[str, PermitRow]:
    """The platform's own permits among those that trips name; another system's are unknown."""
    require_list_trips(actor)
    ids = {one: read for one in told if one and (read := read_permit_id(one))}
    known = {one.id: one for one in list_permits(actor.authority_id, ids.values())} if ids else {}
    return {written: known[read] for written, read in ids.items() if read in known}


def _read_rule(version: RuleBookVersion, mode: str, day: dt.date) -> RuleBehind:
    book = read_book(version)
    suffices = book.tables.get(f"fits_{mode}")
    return RuleBehind(
        travel_mode=mode,
        version_id=version.id,
        book=f"{version.title} {version.label}",
        table=book.tables[GRANT].name if GRANT in book.tables else "",
        row=next(_match_grant(book, mode, day), None),
        suffices=(suffices.id, suffices.name) if suffices else ("", ""),
    )


def _match_grant(book: RuleBook, mode: str, day: dt.date) -> Iterator[MatchedRow]:
    """The rows that carry how a mode is granted; none in a book that has no word for it."""
    asked = book.every_fact.get(MODE)
    if GRANT in book.tables and asked is not None and mode in asked.choices:
        facts = read_json_facts(book.every_fact, {MODE: mode})
        yield from RuleEngine(book).decide(GRANT, facts, day).record().answer.matched
