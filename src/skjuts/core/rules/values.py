"""The kinds of value that a fact, a parameter or an outcome can have, and how Swedish writes them.

Each kind is written in two ways: *cell* text, short and exactly readable back (`51 km`, `1 600 kr`), and
*prose* for reasons and letters (`51 kilometer`, `1 600 kronor`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.money import format_kronor, parse_kronor
from skjuts.core.kernel.service_time import parse_service_time

type Value = bool | int | str | date | frozenset[str]
type Unit = tuple[str, str]
"""What is counted, in the singular and the plural: `("resa", "resor")`; empty strings when nothing is."""

NO_UNIT: Unit = ("", "")
SPACE = " "
NO_BREAK_SPACE = "\u00a0"


class Kind(StrEnum):
    """What a value is, and in which whole unit it is kept."""

    BOOL = "bool"
    INTEGER = "integer"
    MONEY = "money"
    """Öre."""
    RATE = "rate"
    """Öre per ten kilometres (kronor per mil)."""
    METRES = "metres"
    SECONDS = "seconds"
    CLOCK = "clock"
    """Seconds of the service day."""
    DATE = "date"
    CHOICE = "choice"
    """One of a closed list."""
    CHOICES = "choices"
    """Any number of a closed list."""


ORDERED = frozenset({Kind.INTEGER, Kind.MONEY, Kind.RATE, Kind.METRES, Kind.SECONDS, Kind.CLOCK, Kind.DATE})
"""Kinds with more and less; the others are only the same or not."""

WHOLE = ORDERED - {Kind.DATE}
"""Kinds that are kept as a whole number."""

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

_DECIMAL = re.compile(r"(?P<whole>\d+)(?:[,.](?P<parts>\d+))?", re.ASCII)
_METRES_PER = {"km": 1000, "kilometer": 1000, "mil": 10_000, "m": 1, "meter": 1}
_SECONDS_PER = {
    "s": 1, "sek": 1, "sekund": 1, "sekunder": 1, "min": 60, "minut": 60, "minuter": 60,
    "tim": 3600, "timme": 3600, "timmar": 3600, "h": 3600,
}  # fmt: skip


def write_cell_value(kind: Kind, value: Value, unit: Unit = NO_UNIT) -> str:
    """Write a value short and exactly readable back; choices are written by whoever knows their names."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int):
        return value if isinstance(value, str) else " och ".join(sorted(value))
    match kind:
        case Kind.MONEY:
            text = f"{_write_amount(value)} kr"
        case Kind.RATE:
            text = f"{_write_amount(value)} kr/mil"
        case Kind.METRES:
            text = _write_metres(value, ("m", "km"))
        case Kind.SECONDS:
            text = _write_seconds(value, (("s", "s"), ("min", "min"), ("tim", "tim")))
        case Kind.CLOCK:
            text = _write_clock(value, ":")
        case _:
            text = _write_counted(value, unit)
    return text


def write_prose_value(kind: Kind, value: Value, unit: Unit = NO_UNIT) -> str:
    """Write a value as a sentence needs it, with spaces that do not break across lines."""
    if isinstance(value, date) and not isinstance(value, bool):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}".replace(SPACE, NO_BREAK_SPACE)
    if isinstance(value, bool) or not isinstance(value, int):
        return write_cell_value(kind, value, unit)
    match kind:
        case Kind.MONEY:
            text = f"{_write_amount(value)} {'krona' if value == _KRONA else 'kronor'}"
        case Kind.RATE:
            text = f"{_write_amount(value)} {'krona' if value == _KRONA else 'kronor'} per mil"
        case Kind.METRES:
            text = _write_metres(value, ("meter", "kilometer"))
        case Kind.SECONDS:
            words = (("sekund", "sekunder"), ("minut", "minuter"), ("timme", "timmar"))
            text = _write_seconds(value, words)
        case Kind.CLOCK:
            text = f"kl. {_write_clock(value, '.')}"
        case _:
            text = _write_counted(value, unit)
    return text.replace(SPACE, NO_BREAK_SPACE)


def read_value(kind: Kind, text: str, unit: Unit = NO_UNIT) -> Value:
    """Read what `write_cell_value` or a person writes. Raises `InvalidField` with what was expected."""
    words = " ".join(text.split()).replace("\u2212", "-")
    reader = _READERS.get(kind)
    if reader is None:
        raise refuse_value(kind, text)
    try:
        value = reader(words, unit)
    except InvalidField:
        value = None
    if value is None:
        raise refuse_value(kind, text)
    return value


def refuse_value(kind: Kind, text: str) -> InvalidField:
    """The error that says what a value of the kind looks like."""
    return InvalidField(
        f"”{text}” är {DESCRIPTIONS[kind][0]} som inte går att läsa.",
        remedy=f"Skriv {DESCRIPTIONS[kind][1]}.",
    )


DESCRIPTIONS: dict[Kind, tuple[str, str]] = {
    Kind.BOOL: ("ett ja eller nej", "ja eller nej"),
    Kind.INTEGER: ("ett tal", "ett heltal, till exempel 20"),
    Kind.MONEY: ("ett belopp", "ett belopp i kronor, till exempel 150 kr eller 1,20 kr"),
    Kind.RATE: ("en ersättning per sträcka", "kronor per mil, till exempel 18,50 kr/mil"),
    Kind.METRES: ("en sträcka", "en sträcka, till exempel 51 km eller 800 m"),
    Kind.SECONDS: ("en tid", "en tid, till exempel 30 min eller 2 tim"),
    Kind.CLOCK: ("ett klockslag", "ett klockslag, till exempel 05:00"),
    Kind.DATE: ("ett datum", "ett datum, till exempel 2021-05-01"),
    Kind.CHOICE: ("ett val", "ett av valen i listan"),
    Kind.CHOICES: ("flera val", "val ur listan"),
}


def write_list(parts: Sequence[str], last: str) -> str:
    """`a`, `a eller b`, `a, b eller c`: the parts joined with commas and a last word."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


_KRONA = 100
_HECTOMETRE = 100
_KILOMETRE = 1000
_MINUTE_S = 60
_HOUR_S = 3600


def _write_amount(amount_ore: int) -> str:
    text = format_kronor(amount_ore).removesuffix(f"{NO_BREAK_SPACE}kr").removesuffix(",00")
    return text.replace(NO_BREAK_SPACE, SPACE)


def _write_metres(metres: int, words: tuple[str, str]) -> str:
    if abs(metres) < _KILOMETRE or metres % _HECTOMETRE:
        return f"{_group(metres)} {words[0]}"
    whole, rest = divmod(abs(metres), _KILOMETRE)
    tenths = f",{rest // _HECTOMETRE}" if rest else ""
    return f"{'−' if metres < 0 else ''}{_group(whole)}{tenths} {words[1]}"


def _write_seconds(seconds: int, words: tuple[Unit, Unit, Unit]) -> str:
    count, unit = seconds, words[0]
    if seconds and not seconds % _HOUR_S:
        count, unit = seconds // _HOUR_S, words[2]
    elif seconds and not seconds % _MINUTE_S:
        count, unit = seconds // _MINUTE_S, words[1]
    return _write_counted(count, unit)


def _write_clock(service_s: int, sign: str) -> str:
    hour, rest = divmod(service_s, _HOUR_S)
    minute, second = divmod(rest, _MINUTE_S)
    return f"{hour:02d}{sign}{minute:02d}" + (f"{sign}{second:02d}" if second else "")


def _write_counted(count: int, unit: Unit) -> str:
    word = unit[0] if count == 1 else unit[1]
    return f"{_group(count)} {word}".rstrip()


def _group(count: int) -> str:
    return f"{count:,}".replace(",", SPACE).replace("-", "−")


def _read_bool(words: str, unit: Unit) -> Value | None:
    del unit
    return {"ja": True, "sant": True, "nej": False, "falskt": False}.get(words.casefold())


def _read_integer(words: str, unit: Unit) -> Value | None:
    digits = words
    for word in unit:
        if word and words.casefold().endswith(word.casefold()):
            digits = words[: -len(word)]
    digits = digits.replace(SPACE, "")
    return int(digits) if re.fullmatch(r"-?\d+", digits, re.ASCII) else None


def _read_money(words: str, unit: Unit) -> Value | None:
    del unit
    return parse_kronor(re.sub(r"\s*(kronor|krona)$", "", words))


def _read_rate(words: str, unit: Unit) -> Value | None:
    del unit
    text = words.casefold().replace(" per ", "/").replace(SPACE, "")
    for ending, mils in (("/mil", 1), ("/km", 10)):
        if text.endswith(ending):
            amount = parse_kronor(re.sub(r"(kronor|krona)$", "", text.removesuffix(ending)))
            return amount * mils
    return None


def _read_metres(words: str, unit: Unit) -> Value | None:
    del unit
    return _read_measure(words, _METRES_PER)


def _read_seconds(words: str, unit: Unit) -> Value | None:
    del unit
    return _read_measure(words, _SECONDS_PER)


def _read_measure(words: str, per: dict[str, int]) -> int | None:
    sign = -1 if words.startswith("-") else 1
    number, _, name = words.removeprefix("-").strip().rpartition(SPACE)
    match = _DECIMAL.fullmatch(number.replace(SPACE, ""))
    size = per.get(name.casefold())
    if match is None or size is None:
        return None
    parts = match["parts"] or ""
    scaled, left = divmod(int(match["whole"] + parts) * size, 10 ** len(parts))
    return None if left else sign * scaled


def _read_clock(words: str, unit: Unit) -> Value | None:
    del unit
    return parse_service_time(re.sub(r"^kl\.?\s*", "", words, flags=re.IGNORECASE))


def _read_date(words: str, unit: Unit) -> Value | None:
    del unit
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


_READERS = {
    Kind.BOOL: _read_bool,
    Kind.INTEGER: _read_integer,
    Kind.MONEY: _read_money,
    Kind.RATE: _read_rate,
    Kind.METRES: _read_metres,
    Kind.SECONDS: _read_seconds,
    Kind.CLOCK: _read_clock,
    Kind.DATE: _read_date,
}
