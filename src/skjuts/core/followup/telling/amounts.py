"""Öre in running Swedish: one unit and one rounding for everything that is said together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from skjuts.core.kernel.money import ORE_PER_KRONA

THOUSAND, MILLION = 1_000, 1_000_000
FROM_THOUSANDS: Final = 100_000
"""Kronor from which thousands are enough."""
FEW_MILLIONS: Final = 10
THIN_SPACE, MINUS = "\u202f", "\u2212"


@dataclass(frozen=True, slots=True)
class AmountScale:
    """How many öre make one, how many decimals are said, and what it is called."""

    unit: str
    ore: int
    decimals: int

    def round(self, ore: int) -> int:
        """The amount in steps of the last decimal, halves away from nought."""
        step = self.ore // 10**self.decimals
        steps, rest = divmod(abs(ore), step)
        rounded = steps + (2 * rest >= step)
        return rounded if ore >= 0 else -rounded

    def write(self, ore: int) -> str:
        """The number alone: `2,88`, `\u22120,42`."""
        steps = self.round(ore)
        whole, part = divmod(abs(steps), 10**self.decimals)
        written = f"{whole:,}".replace(",", THIN_SPACE)
        tail = f",{part:0{self.decimals}d}" if self.decimals else ""
        return f"{MINUS if steps < 0 else ''}{written}{tail}"

    def write_change(self, ore: int) -> str:
        """The number with its sign, and none when it is rounded to nought."""
        return f"+{self.write(ore)}" if self.round(ore) > 0 else self.write(ore)

    def write_whole(self, ore: int) -> str:
        """The number and its unit: `2,88 miljoner kronor`."""
        return f"{self.write(ore)} {self.unit}"


def choose_scale(ore: int) -> AmountScale:
    """The scale in which an amount has few digits."""
    kronor = abs(ore) // ORE_PER_KRONA
    if kronor >= MILLION:
        decimals = 2 if kronor < FEW_MILLIONS * MILLION else 1
        return AmountScale("miljoner kronor", MILLION * ORE_PER_KRONA, decimals)
    if kronor >= FROM_THOUSANDS:
        return AmountScale("tusen kronor", THOUSAND * ORE_PER_KRONA, 0)
    return AmountScale("kronor", ORE_PER_KRONA, 0)
