"""Facts: the typed questions that a book's tables ask, with the Swedish names that people meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules.errors import BadFacts
from skjuts.core.rules.values import (
    DESCRIPTIONS,
    NO_UNIT,
    ORDERED,
    WHOLE,
    Kind,
    Unit,
    Value,
    read_value,
    refuse_value,
    write_cell_value,
    write_list,
    write_prose_value,
)

NOTHING = "inget"
ALL_OF, ANY_OF = r"\s+och\s+", r"\s+eller\s+"
LEAST_DATE = date(1900, 1, 1)
LAST_DATE = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so, is not so, or is not yet known about a matter; also one column of an outcome.

    `choices` maps each identifier of a closed list to its Swedish name. Numbers lie between
    `least` and `most` (None: no end; dates between 1900 and 2199). `question` asks for the fact
    when an application must be completed.
    """

    id: str
    name: str
    kind: Kind
    choices: Mapping[str, str] = field(default_factory=dict)
    unit: Unit = NO_UNIT
    least: int | date | None = None
    most: int | date | None = None
    question: str = ""

    @property
    def is_ordered(self) -> bool:
        """Whether its values can be more or less."""
        return self.kind in ORDERED

    def write(self, value: Value) -> str:
        """The value as cells and forms write it."""
        if self.kind is Kind.CHOICE and isinstance(value, str):
            return self.choices[value]
        if self.kind is Kind.CHOICES and isinstance(value, frozenset):
            return write_list([name for id_, name in self.choices.items() if id_ in value], "och") or NOTHING
        return write_cell_value(self.kind, value, self.unit)

    def write_prose(self, value: Value) -> str:
        """The value as a sentence needs it."""
        if self.kind in {Kind.CHOICE, Kind.CHOICES}:
            return self.write(value)
        return write_prose_value(self.kind, value, self.unit)

    def read(self, text: str) -> Value:
        """Read one value as cells write it. Raises `InvalidField`."""
        if self.kind is Kind.CHOICE:
            return self.read_choice(text)
        if self.kind is Kind.CHOICES:
            words = " ".join(text.split())
            listed = [] if words.casefold() == NOTHING else self.split_choices(words, ALL_OF)
            return frozenset(map(self.read_choice, listed))
        value = read_value(self.kind, text, self.unit)
        if self.find_objection(value):
            raise InvalidField(f"”{text}” {self.find_objection(value)}.", remedy="Rätta värdet.")
        return value

    def split_choices(self, words: str, *joined_by: str) -> list[str]:
        """The parts of a list, split at commas and at joining words that are no part of a choice's name."""
        known = sorted({*self.choices, *self.choices.values()}, key=len, reverse=True)
        names = "|".join(map(re.escape, known))
        part = re.compile(rf"({names}|.+?)(?:{'|'.join((*joined_by, r',\s*'))}|$)", re.IGNORECASE)
        return part.findall(words)

    def read_choice(self, text: str) -> str:
        """Read one of the list, by its Swedish name or its identifier. Raises `InvalidField`."""
        wanted = " ".join(text.split()).casefold()
        for id_, name in self.choices.items():
            if wanted in {id_.casefold(), name.casefold()}:
                return id_
        fault = refuse_value(self.kind, text)
        names = write_list(list(self.choices.values()), "eller")
        raise InvalidField(
            f"”{text}” finns inte bland valen för {self.name}.", remedy=f"Skriv {names}."
        ) from fault

    def find_objection(self, value: object) -> str | None:
        """What is wrong with a value for this fact, as the end of a Swedish sentence; None when sound."""
        if not _is_of_kind(self.kind, value):
            return f"är inte {DESCRIPTIONS[self.kind][0]}"
        if isinstance(value, str):
            return None if value in self.choices else "finns inte i listan"
        if isinstance(value, frozenset):
            return None if value <= self.choices.keys() else "finns inte i listan"
        least, most = self.ends
        if least is not None and value < least:  # type: ignore[operator]
            return f"är mindre än {self.write(least)}"
        if most is not None and value > most:  # type: ignore[operator]
            return f"är mer än {self.write(most)}"
        return None

    @property
    def ends(self) -> tuple[int | date | None, int | date | None]:
        """The least and the greatest value that there is; None where there is no end."""
        if self.kind is Kind.DATE:
            return self.least or LEAST_DATE, self.most or LAST_DATE
        return self.least, self.most


def require_facts(facts: Mapping[str, Fact], given: Mapping[str, object]) -> dict[str, Value]:
    """The given values by fact, sets frozen and unknown ones (None) left out.

    Raises `BadFacts` for a name that the book does not have, and for a value of the wrong type: a
    fact that cannot be read is never taken as a no.
    """
    sound: dict[str, Value] = {}
    for name, value in given.items():
        fact = facts.get(name)
        if fact is None:
            raise BadFacts(f"Regelboken känner ingen uppgift som heter {name}.", field=name)
        if value is None:
            continue
        frozen = frozenset(value) if isinstance(value, (list, tuple, set)) else value
        objection = fact.find_objection(frozen)
        if objection:
            raise BadFacts(f"Uppgiften {fact.name}: värdet {objection}.", field=name)
        sound[name] = frozen  # type: ignore[assignment]
    return sound


class FactSieve:
    """Lets sound facts through fast, thousands of matters a second; the rest is `require_facts`' to judge."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._accepts = {name: _make_accept(fact) for name, fact in facts.items()}

    def require(self, given: Mapping[str, object]) -> dict[str, Value]:
        """What `require_facts` gives. Raises `BadFacts`."""
        accepts = self._accepts
        for name, value in given.items():
            accept = accepts.get(name)
            if accept is None or not accept(value):
                return require_facts(self._facts, given)
        return dict(given)  # type: ignore[arg-type]


def _make_accept(fact: Fact) -> Callable[[object], bool]:
    """Whether a value is certainly sound, told fast."""
    if fact.kind is Kind.BOOL:
        return lambda value: value is True or value is False
    if fact.kind is Kind.CHOICE:
        choices = frozenset(fact.choices)
        return lambda value: type(value) is str and value in choices
    least, most = fact.ends
    if fact.kind in WHOLE and isinstance(least, int):
        if isinstance(most, int):
            return lambda value: type(value) is int and least <= value <= most
        return lambda value: type(value) is int and value >= least
    return lambda value: fact.find_objection(value) is None


def read_json_facts(facts: Mapping[str, Fact], given: Mapping[str, object]) -> dict[str, Value]:
    """Facts as JSON has them (dates as `2021-05-01`, sets as lists). Raises `BadFacts`."""
    turned: dict[str, object] = {}
    for name, value in given.items():
        fact = facts.get(name)
        is_day = fact is not None and fact.kind is Kind.DATE and isinstance(value, str)
        turned[name] = _read_day(name, str(value)) if is_day else value
    return require_facts(facts, turned)


def write_json_value(value: Value) -> bool | int | str | list[str]:
    """A value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def _read_day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFacts(f"Uppgiften {name}: ”{text}” är inget datum.", field=name) from None


def _is_of_kind(kind: Kind, value: object) -> bool:
    if kind in WHOLE:
        return type(value) is int
    if kind is Kind.CHOICES:
        return isinstance(value, frozenset) and all(isinstance(one, str) for one in value)
    return type(value) is {Kind.BOOL: bool, Kind.DATE: date, Kind.CHOICE: str}[kind]
