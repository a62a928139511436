"""Alternatives in TOML, as the README beside this file describes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from skjuts.core.followup.alternatives.book import (
    AMOUNTS,
    Alternative,
    Contract,
    Criterion,
    Gate,
    Judgement,
    Operator,
    Question,
)
from skjuts.core.followup.alternatives.errors import BadAlternative
from skjuts.core.followup.alternatives.estimates import Estimate, require_estimate


def read_alternatives(data: bytes) -> Question:
    """Read the question in a TOML file. Raises `BadAlternative`."""
    try:
        top = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadAlternative("Filen är inte giltig TOML.", remedy=f"Rätta filen: {fault}") from fault
    contracts = tuple(_read_contract(one, f"contract[{i}]") for i, one in enumerate(_list(top, "contract")))
    found = tuple(_read_one(one, f"alternative[{i}]") for i, one in enumerate(_list(top, "alternative")))
    if not found:
        raise BadAlternative("Det finns inga alternativ att jämföra.", field="alternative")
    known = {one.id for one in contracts}
    for one in found:
        if one.waits_for not in known:
            raise BadAlternative(f"Avtalet {one.waits_for} finns inte.", field=f"{one.id}.waits_for")
    return Question(
        _text(top, "title", ""),
        _text(top, "source", ""),
        found,
        contracts,
        _find_estimate(top, "today_ore", ""),
        _find_estimate(top, "contacts", ""),
    )


def _read_one(entry: Mapping[str, Any], where: str) -> Alternative:
    amounts = entry.get("amounts", {})
    unknown = [name for name in amounts if name not in AMOUNTS]
    if unknown:
        raise BadAlternative(f"{unknown[0]} är inget belopp som räknas här.", field=f"{where}.amounts")
    join = entry.get("earliest_join")
    return Alternative(
        id=_text(entry, "id", where),
        name=_text(entry, "name", where),
        assessment=_choice(Operator, entry, "assessment", where),
        booking=_choice(Operator, entry, "booking", where),
        waits_for=_text(entry, "waits_for", where),
        judgements=tuple(_read_judgement(one, where) for one in _list(entry, "judgement")),
        gates=tuple(
            Gate(_text(one, "name", where), _text(one, "text", where), _text(one, "source", where))
            for one in _list(entry, "gate")
        ),
        amounts={name: require_estimate(ends, f"{where}.amounts.{name}") for name, ends in amounts.items()},
        earliest_join=None if join is None else _day(join, f"{where}.earliest_join"),
    )


def _read_judgement(entry: Mapping[str, Any], where: str) -> Judgement:
    rank = entry.get("rank")
    if type(rank) is not int or rank < 1:
        raise BadAlternative("En rang är ett heltal från 1.", field=f"{where}.judgement.rank")
    criterion = _choice(Criterion, entry, "criterion", where)
    return Judgement(criterion, rank, _text(entry, "quote", where), _text(entry, "page", where))


def _read_contract(entry: Mapping[str, Any], where: str) -> Contract:
    return Contract(
        _text(entry, "id", where),
        _text(entry, "name", where),
        _text(entry, "service", where),
        _find_days(entry, "ends", where),
        _find_days(entry, "starts", where),
        _text(entry, "source", where),
    )


def _find_days(entry: Mapping[str, Any], name: str, where: str) -> tuple[date, date] | None:
    """A day, or the first and last of the days that it may be."""
    found = entry.get(name)
    if found is None:
        return None
    ends = found if isinstance(found, list) else [found, found]
    days = [_day(one, f"{where}.{name}") for one in ends]
    if len(days) != 2 or days[0] > days[1]:  # noqa: PLR2004 - first and last
        raise BadAlternative("Skriv en dag, eller den första och den sista.", field=f"{where}.{name}")
    return days[0], days[1]


def _day(value: object, where: str) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as fault:
        raise BadAlternative("Dagen går inte att läsa.", field=where) from fault


def _find_estimate(entry: Mapping[str, Any], name: str, where: str) -> Estimate | None:
    return None if name not in entry else require_estimate(entry[name], f"{where}.{name}".lstrip("."))


def _choice[T: (Operator, Criterion)](kind: type[T], entry: Mapping[str, Any], name: str, where: str) -> T:
    text = _text(entry, name, where)
    try:
        return kind(text)
    except ValueError as fault:
        choices = ", ".join(one.value for one in kind)
        raise BadAlternative(
            f"{text} är inget värde för {name}.", field=f"{where}.{name}", remedy=f"Välj bland {choices}."
        ) from fault


def _list(entry: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = entry.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadAlternative(f"{name} ska skrivas som [[{name}]].", field=name)
    return found


def _text(entry: Mapping[str, Any], name: str, where: str) -> str:
    found = entry.get(name)
    if not isinstance(found, str) or not found.strip():
        raise BadAlternative(f"{name} saknas.", field=f"{where}.{name}".lstrip("."))
    return found.strip()
