"""Cells as Swedish text, both ways: `read_cell(write_cell(cell)) == cell`.

| text | meaning |
|---|---|
| `–` or nothing | anything |
| `ja`, `nej` | a yes-or-no fact |
| `buss`, `buss, tåg eller båt` | one of |
| `inte taxi`, `varken taxi eller buss` | none of |
| `minst 51 km`, `högst 20`, `över 3`, `under 75 år` | one end |
| `minst 20 år och under 85 år` | two ends |
| `från och med 2021-05-01`, `före …`, `efter …`, `till och med …` | days |
| `tidigast 05:00`, `senast 23:00`, `före …`, `efter …` | clock times |
| `innehåller syrgas eller bår`, `innehåller A och B`, `saknar bår`, `tom`, `inte tom` | sets |
| `minst {karens}`, `{other_fact}`, `inte {x}` | compared with a parameter or another fact |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules.cells import (
    ANYTHING,
    Anything,
    Bound,
    Cell,
    FactRef,
    Holds,
    Interval,
    Literal,
    OneOf,
    Operand,
    ParameterRef,
    Share,
)
from skjuts.core.rules.facts import ALL_OF, ANY_OF, Fact
from skjuts.core.rules.values import Kind, write_list

ANY_TEXT = "–"


@dataclass(frozen=True, slots=True)
class Names:
    """What a name in braces may stand for: parameters and facts, with their kinds."""

    parameters: dict[str, Kind]
    facts: dict[str, Kind]

    def read(self, name: str, kind: Kind) -> Operand:
        """The operand that a name stands for. Raises `InvalidField` when there is none of the kind."""
        found = self.parameters.get(name) or self.facts.get(name)
        if found is None:
            raise InvalidField(
                f"{{{name}}} är varken en parameter eller en uppgift i boken.",
                remedy="Rätta namnet, eller lägg till parametern.",
            )
        if found is not kind:
            raise InvalidField(
                f"{{{name}}} är av slaget {found}, men kolumnen är av slaget {kind}.",
                remedy="Jämför med något av samma slag.",
            )
        return ParameterRef(name) if name in self.parameters else FactRef(name)


NO_NAMES = Names({}, {})

# Each ordered kind has its own words for at least, more than, at most and less than; all are read everywhere.
_LOW_WORDS = {
    "minst": True, "från och med": True, "från": True, "tidigast": True,
    "över": False, "mer än": False, "efter": False,
}  # fmt: skip
_HIGH_WORDS = {
    "högst": True, "till och med": True, "till": True, "senast": True,
    "under": False, "mindre än": False, "före": False,
}  # fmt: skip
_WRITTEN = {
    Kind.DATE: ("från och med", "efter", "till och med", "före"),
    Kind.CLOCK: ("tidigast", "efter", "senast", "före"),
}
_WRITTEN_OTHERWISE = ("minst", "över", "högst", "under")

_NAME = re.compile(r"\{(\w+)\}")
_SEPARATOR = re.compile(r",\s+|\s+eller\s+")
_BOUND = re.compile(
    rf"({'|'.join(sorted([*_LOW_WORDS, *_HIGH_WORDS], key=len, reverse=True))})\s+(.+)", re.IGNORECASE
)


def write_cell(cell: Cell, fact: Fact) -> str:
    """The cell as a person writes it, with names of parameters and facts in braces."""
    return describe_cell(cell, fact, lambda operand: _write_operand(operand, fact))


def describe_cell(cell: Cell, fact: Fact, name: Callable[[Operand], str]) -> str:
    """The cell in Swedish, each operand written by `name`."""
    if isinstance(cell, Anything):
        return ANY_TEXT
    if isinstance(cell, Holds):
        return _write_holds(cell, fact)
    if isinstance(cell, OneOf):
        listed = write_list([name(one) for one in cell.operands], "eller")
        if not cell.is_negated:
            return listed
        return f"varken {listed}" if len(cell.operands) > 1 else f"inte {listed}"
    low_closed, low_open, high_closed, high_open = _WRITTEN.get(fact.kind, _WRITTEN_OTHERWISE)
    ends = []
    if cell.low:
        ends.append(f"{low_closed if cell.low.is_closed else low_open} {name(cell.low.operand)}")
    if cell.high:
        ends.append(f"{high_closed if cell.high.is_closed else high_open} {name(cell.high.operand)}")
    return " och ".join(ends)


def read_cell(text: str, fact: Fact, names: Names = NO_NAMES) -> Cell:
    """Read a cell of the fact's column. Raises `InvalidField` with what is wrong and what to write."""
    words = " ".join(text.split())
    if words.casefold() in {"", "-", ANY_TEXT, "alla", "vad som helst"}:
        return ANYTHING
    if fact.kind is Kind.CHOICES:
        return _read_holds(words, fact)
    if fact.is_ordered:
        interval = _find_interval(words, fact, names)
        if interval:
            return interval
    return _read_one_of(words, fact, names)


def _write_operand(operand: Operand, fact: Fact) -> str:
    return fact.write(operand.value) if isinstance(operand, Literal) else f"{{{operand.id}}}"


def _write_holds(cell: Holds, fact: Fact) -> str:
    if not cell.members:
        return "inte tom" if cell.share is Share.SOME else "tom"
    listed = [fact.choices[member] for member in cell.members]
    if cell.share is Share.NONE:
        return f"saknar {write_list(listed, 'och')}"
    is_every = cell.share is Share.EVERY
    return f"innehåller {write_list(listed, 'och' if is_every else 'eller')}"


def _read_holds(words: str, fact: Fact) -> Cell:
    lowered = words.casefold()
    if lowered in {"tom", "tomt", "inget"}:
        return Holds((), Share.NONE)
    if lowered in {"inte tom", "inte tomt", "något"}:
        return Holds((), Share.SOME)
    verb, _, rest = words.partition(" ")
    is_lacking = verb.casefold() == "saknar"
    listed = rest if is_lacking or verb.casefold() == "innehåller" else words
    members = tuple(map(fact.read_choice, fact.split_choices(listed, ALL_OF, ANY_OF)))
    if is_lacking:
        return Holds(members, Share.NONE)
    return Holds(members, Share.EVERY if len(members) > 1 and " och " in listed else Share.SOME)


def _read_one_of(words: str, fact: Fact, names: Names) -> Cell:
    match = re.fullmatch(r"(inte|varken)\s+(.+)", words, re.IGNORECASE)
    listed = match[2] if match else words
    parts = fact.split_choices(listed, ANY_OF) if fact.choices else _SEPARATOR.split(listed)
    operands = tuple(_read_operand(one, fact, names) for one in parts)
    return OneOf(operands, is_negated=match is not None)


def _read_operand(text: str, fact: Fact, names: Names) -> Operand:
    match = _NAME.fullmatch(text.strip())
    return names.read(match[1], fact.kind) if match else Literal(fact.read(text))


def _find_interval(words: str, fact: Fact, names: Names) -> Interval | None:
    between = re.fullmatch(r"mellan\s+(.+?)\s+och\s+(.+)", words, re.IGNORECASE)
    if between:
        low, high = (Bound(_read_operand(one, fact, names)) for one in between.groups())
        return _sound(Interval(low, high), words)
    parts = _split_ends(words)
    if parts is None:
        return None
    low_end = high_end = None
    for word, rest in parts:
        if word in _LOW_WORDS and low_end is None:
            low_end = Bound(_read_operand(rest, fact, names), _LOW_WORDS[word])
        elif word in _HIGH_WORDS and high_end is None:
            high_end = Bound(_read_operand(rest, fact, names), _HIGH_WORDS[word])
        else:
            raise _two_of_a_kind(words)
    return _sound(Interval(low_end, high_end), words)


def _split_ends(words: str) -> list[tuple[str, str]] | None:
    """The word and the rest of each end; None when the text is no interval."""
    if not _BOUND.match(words):
        return None
    ends = []
    for part in re.split(r"\s+och\s+(?!med\b)(?=\w)|\s+men\s+", words):
        match = _BOUND.fullmatch(part)
        if match is None:
            raise _two_of_a_kind(words)
        ends.append((match[1].casefold(), match[2]))
    return ends


def _two_of_a_kind(words: str) -> InvalidField:
    return InvalidField(
        f"”{words}” är inget villkor som går att läsa.",
        remedy="Skriv högst en undre och en övre gräns, till exempel minst 20 och under 85.",
    )


def _sound(interval: Interval, words: str) -> Interval:
    low, high = interval.low, interval.high
    if low and high and isinstance(low.operand, Literal) and isinstance(high.operand, Literal):
        least, most = low.operand.value, high.operand.value
        if least > most or (least == most and not (low.is_closed and high.is_closed)):  # type: ignore[operator]
            raise InvalidField(
                f"”{words}” kan aldrig uppfyllas.", remedy="Låt den undre gränsen vara lägre än den övre."
            )
    return interval
