"""What an import of a register found, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that was left out: its line in the file (the header is line 1), the column and why."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"Rad {self.line}, kolumn {self.column}: {self.message}"


@dataclass(slots=True)
class RegisterReport:
    """How many rows were read and left out, with the first thousand errors in full."""

    accepted: int = 0
    rejected: int = 0
    errors: list[RowError] = field(default_factory=list)

    def reject(self, line: int, column: str, message: str) -> None:
        """Note a row that is left out."""
        self.rejected += 1
        if len(self.errors) < MOST_KEPT:
            self.errors.append(RowError(line, column, message))
