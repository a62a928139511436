"""Money as whole öre: shown, read and divided without ever losing or inventing one.

Amounts are plain `int` öre everywhere, and names that hold them end in `_ore`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from skjuts.core.kernel.errors import InvalidField

ORE_PER_KRONA = 100
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_GAPS = re.compile(r"\s+")
_AMOUNT = re.compile(r"(?P<sign>[-\u2212]?)(?P<kronor>\d+)(?:[,.](?P<ore>\d{1,2}))?(?:kr|sek|:-)?")


def format_kronor(amount_ore: int) -> str:
    """Write öre the Swedish way, `1 234,50 kr`, with spaces that do not break across lines."""
    kronor, ore = divmod(abs(amount_ore), ORE_PER_KRONA)
    sign = MINUS if amount_ore < 0 else ""
    grouped = f"{kronor:,}".replace(",", NO_BREAK_SPACE)
    return f"{sign}{grouped},{ore:02d}{NO_BREAK_SPACE}kr"


def parse_kronor(text: str, *, field: str = "") -> int:
    """Read an amount in kronor, such as `1 234,50 kr`, `-75` or `12.5`, as öre.

    A point is a decimal sign like the comma, so `1.234` (three decimals, or an English
    thousand) is refused rather than guessed. Raises `InvalidField`.
    """
    match = _AMOUNT.fullmatch(_GAPS.sub("", text.casefold()))
    if match is None or not match["kronor"].isascii():
        raise InvalidField(
            "Beloppet går inte att läsa.",
            field=field,
            remedy="Skriv kronor med högst två decimaler, till exempel 1 234,50.",
        )
    ore = int(match["kronor"]) * ORE_PER_KRONA + int((match["ore"] or "").ljust(2, "0"))
    return -ore if match["sign"] else ore


def split_ore(amount_ore: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount by weights so that the parts add up to it exactly.

    Each part is its exact share rounded towards zero; the öre left over go, one each, to the
    parts with the largest remainders, earlier parts first (the method of largest remainder).
    Raises `InvalidField` when a weight is negative or none is positive.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise InvalidField(
            "Beloppet har inget att fördelas efter.",
            field="weights",
            remedy="Ange minst en vikt över noll och ingen under noll.",
        )
    if amount_ore < 0:
        return [-part for part in split_ore(-amount_ore, weights)]
    parts = [amount_ore * weight // total for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda i: -(amount_ore * weights[i] % total))
    for i in by_remainder[: amount_ore - sum(parts)]:
        parts[i] += 1
    return parts
