"""Code lists of an authority: read from a file, and what each code fills in on a certificate. Pure.

A code stands for a condition in words that a region has agreed on. It never takes the place of what the
person can do: it fills in answers that nobody has given yet, and stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from skjuts.apps.permits import wording
from skjuts.apps.permits.terms import Aid, CertificateContent, CodeSaid, EscortReason, RideAloneReason, Seat
from skjuts.apps.registry.facts.import_files import Line, Problem, Sheet, heading_key

COLUMNS = ("kodverk", "kod", "text", "uppgift", "svar")
NEEDED = COLUMNS[:3]
LONGEST = {"kodverk": 40, "kod": 20, "text": 200}
NO_SIGNS = "|,"
"""Signs that a form needs to tell several codes apart."""
MOST_METRES, MOST_ESCORTS = 20_000, 3

type Fill = str | int | bool


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code with its words and what it fills in: a field of the certificate to its value."""

    system: str
    code: str
    text: str
    fills: Mapping[str, Fill] = field(default_factory=dict)


def read_codes(sheet: Sheet) -> tuple[list[ListedCode], list[Problem]]:
    """The codes of a file, one line for each answer that a code fills in; and every fault, by line."""
    missing = [name for name in NEEDED if name not in sheet.headings]
    if missing:
        return [], [Problem(1, one, "Kolumnen saknas.", "Lägg till den i rubrikraden.") for one in missing]
    read: dict[tuple[str, str], ListedCode] = {}
    problems: list[Problem] = []
    for line in sheet.lines:
        found = list(_check(line, read))
        problems += found
        if not found:
            _add(line, read)
    return list(read.values()), problems


def fill_in(content: CertificateContent, codes: Iterable[ListedCode]) -> tuple[CertificateContent, list[str]]:
    """The content with what its codes say in answers that are empty; and the names of those fields."""
    wanted: dict[str, Any] = {}
    for code in codes:
        for name, value in code.fills.items():
            if name in {"aids", "seats"}:
                wanted.setdefault(name, set()).add(value)
            else:
                wanted.setdefault(name, value)
    changes: dict[str, Any] = {}
    for name, value in wanted.items():
        held = getattr(content, name)
        if isinstance(value, set):
            kind = Aid if name == "aids" else Seat
            if not held:
                changes[name] = frozenset(kind(one) for one in value)
        elif held in (None, 0, False) and held != value and not _is_said(content, name):
            changes[name] = _typed(name, value)
    if not changes.get("escorts", content.escorts):
        changes.pop("escort_reason", None)
    return msgspec.structs.replace(content, **changes), list(changes)


def list_answers() -> dict[str, tuple[str, ...]]:
    """By field that a code may fill in, the answers that the file may say; nothing for a whole number."""
    return {str(one.label): tuple(str(label) for label in one.choices.values()) for one in _fields().values()}


def name_fills(code: ListedCode) -> str:
    """What a code fills in, in words."""
    known = _fields()
    return "; ".join(
        f"{known[name].label}: {known[name].tell(value)}"
        for name, value in code.fills.items()
        if name in known
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the certificate as a file speaks of it: its name and label, and answers by what they say."""

    name: str
    label: object
    choices: Mapping[str, object]
    most: int = 0

    def read(self, text: str) -> Fill | None:
        """The value of an answer; None when it is none."""
        if self.most:
            told = text.strip()
            return int(told) if told.isascii() and told.isdigit() and int(told) <= self.most else None
        wanted = text.strip().casefold()
        for value, label in self.choices.items():
            if wanted in {value.casefold(), str(label).casefold()}:
                return {"yes": True, "no": False}.get(value, value) if set(self.choices) == YES_NO else value
        return None

    def tell(self, value: Fill) -> str:
        """The answer in words."""
        key = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        return str(self.choices.get(key, value))


YES_NO = {"yes", "no"}


def _fields() -> dict[str, _Field]:
    said = {"yes": wording.YES_NO[True], "no": wording.YES_NO[False]}
    several: list[_Field] = [
        _Field("walking_limit_m", "Går högst, meter", {}, MOST_METRES),
        _Field("aids", "Hjälpmedel", {one.value: label for one, label in wording.AIDS.items()}),
        _Field("seats", "Plats i bilen", {one.value: label for one, label in wording.SEATS.items()}),
        _Field("escorts", "Ledsagare, antal", {}, MOST_ESCORTS),
        _Field(
            "escort_reason",
            "Varför behövs ledsagaren",
            {one.value: label for one, label in wording.ESCORT_REASONS.items()},
        ),
        _Field(
            "ride_alone_reason",
            "Måste patienten åka ensam",
            {one.value: label for one, label in wording.RIDE_ALONE_REASONS.items()},
        ),
        _Field("care_on_the_way", "Vård under resan", dict(wording.CARE_ON_THE_WAY)),
        _Field("door_to_door", "Hämtas och lämnas vid dörren", said),
        _Field("is_infectious", "Kan patienten smitta andra", said),
        *(_Field(name, label, said) for name, label in wording.ABILITIES.items()),
    ]
    return {one.name: one for one in several}


def _find_field(text: str) -> _Field | None:
    wanted = heading_key(text)
    return next(
        (one for one in _fields().values() if wanted in {heading_key(one.name), heading_key(str(one.label))}),
        None,
    )


def _check(line: Line, read: Mapping[tuple[str, str], ListedCode]) -> Iterator[Problem]:
    known = read.get((line.cells.get("kodverk", ""), line.cells.get("kod", "")))
    yield from _check_words(line)
    if known is not None and known.text != line.cells.get("text"):
        yield Problem(line.number, "text", "Samma kod har en annan text på en rad ovanför.", "Välj en text.")
    yield from _check_answer(line, known)


def _check_words(line: Line) -> Iterator[Problem]:
    for name in NEEDED:
        told = line.cells.get(name, "")
        if not told:
            yield Problem(line.number, name, "Cellen är tom.", "Fyll i den.")
        elif len(told) > LONGEST[name]:
            yield Problem(line.number, name, "Texten är för lång.", f"Skriv högst {LONGEST[name]} tecken.")
        elif name != "text" and set(told) & set(NO_SIGNS):
            yield Problem(line.number, name, "Tecknen | och , får inte stå här.", "Skriv utan dem.")


def _check_answer(line: Line, known: ListedCode | None) -> Iterator[Problem]:
    asked, said = line.cells.get("uppgift", ""), line.cells.get("svar", "")
    if not asked and not said:
        if known is not None:
            yield Problem(line.number, "kod", "Koden finns redan på en rad ovanför.", "Ta bort raden.")
        return
    target = _find_field(asked)
    if target is None:
        yield Problem(
            line.number, "uppgift", "Intyget har ingen sådan uppgift.", "Skriv den som den står på sidan."
        )
    elif target.read(said) is None:
        yield Problem(line.number, "svar", "Svaret passar inte uppgiften.", _say_answers(target))
    elif known is not None and target.name in known.fills:
        yield Problem(line.number, "uppgift", "Koden fyller redan i den uppgiften.", "Behåll en rad.")


def _say_answers(target: _Field) -> str:
    if target.most:
        return f"Skriv ett helt tal, högst {target.most}."
    return f"Skriv något av: {', '.join(str(one) for one in target.choices.values())}."


def _add(line: Line, read: dict[tuple[str, str], ListedCode]) -> None:
    cells = line.cells
    key = (cells["kodverk"], cells["kod"])
    held = read.get(key) or ListedCode(*key, cells["text"])
    target = _find_field(cells.get("uppgift", "")) if cells.get("uppgift") else None
    value = target.read(cells.get("svar", "")) if target else None
    fills = {**held.fills, target.name: value} if target and value is not None else held.fills
    read[key] = ListedCode(held.system, held.code, held.text, fills)


def _is_said(content: CertificateContent, name: str) -> bool:
    """Whether an answer of no was given: there `False` is an answer, while a tick or a count begins empty."""
    return name not in {"escorts", "door_to_door"} and getattr(content, name) is not None


def _typed(name: str, value: Fill) -> object:
    kinds: dict[str, Callable[[str], object]] = {
        "escort_reason": EscortReason,
        "ride_alone_reason": RideAloneReason,
    }
    return kinds[name](str(value)) if name in kinds else value


def said_of(code: ListedCode) -> CodeSaid:
    """A code as a certificate tells it."""
    return CodeSaid(code.system, code.code, code.text)
