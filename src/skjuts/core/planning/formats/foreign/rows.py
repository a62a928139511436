"""Numbers out of a foreign file's rows, exactly, with an error that names row and column.

Times become ticks: 1 / `TICKS_PER_UNIT` of the instance's own unit, so that everything after
the reader counts in integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation

from skjuts.core.kernel.errors import InvalidField, UnreadableInput

TICKS_PER_UNIT = 10_000
MAX_TICKS = (1 << 30) - 1
"""Times stay below what the planner takes for 'no limit'."""
MAX_NUMBER = 10**12
"""No number of any instance comes near it; one with a giant exponent would fill the memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with something on it: its number in the file (from 1) and its words."""

    line: int
    words: tuple[str, ...]

    def place_of(self, column: str) -> str:
        """Name a column of this row the way error messages do."""
        return f"rad {self.line}, kolumn {column}"

    def require_width(self, columns: tuple[str, ...]) -> None:
        """Refuse a row that has another number of columns than the format."""
        if len(self.words) != len(columns):
            raise UnreadableInput(
                f"Raden har {len(self.words)} kolumner men formatet har {len(columns)}: {' '.join(columns)}.",
                field=f"rad {self.line}",
                remedy="Rätta raden, eller ange rätt format.",
            )

    def decimal(self, index: int, column: str) -> Decimal:
        """Read a finite decimal number."""
        try:
            value = Decimal(self.words[index])
        except InvalidOperation:
            value = Decimal("NaN")
        if not (value.is_finite() and -MAX_NUMBER < value < MAX_NUMBER):
            raise InvalidField(
                f"”{self.words[index][:40]}” är inte ett rimligt tal.",
                field=self.place_of(column),
                remedy="Skriv ett tal med decimalpunkt.",
            )
        return value

    def whole(self, index: int, column: str, least: int | None = None) -> int:
        """Read a whole number, at least `least` if given."""
        value = self.decimal(index, column)
        if value != value.to_integral_value() or (least is not None and value < least):
            bound = "" if least is None else f", minst {least}"
            raise InvalidField(
                f"Värdet {self.words[index][:40]} är inte ett heltal{bound}.", field=self.place_of(column)
            )
        return int(value)

    def ticks(self, index: int, column: str, *, up: bool) -> int:
        """Read a time in the instance's unit as ticks, rounded up or down, never negative."""
        value = self.decimal(index, column) * TICKS_PER_UNIT
        if not 0 <= value <= MAX_TICKS:
            raise InvalidField(
                f"Tiden {self.words[index][:40]} ligger utanför 0–{MAX_TICKS // TICKS_PER_UNIT}.",
                field=self.place_of(column),
            )
        return int(value.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR))


def list_rows(text: str) -> list[Row]:
    """List the lines that are not empty, split at white space."""
    lines = enumerate(text.splitlines(), start=1)
    rows = [Row(number, tuple(line.split())) for number, line in lines if line.strip()]
    if not rows:
        raise UnreadableInput("Filen är tom.", remedy="Kontrollera att det är rätt fil.")
    return rows
