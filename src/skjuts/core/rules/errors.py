"""What can be wrong with a rule book, with the facts that are put to it, and with a replay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.kernel.errors import Conflict, InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a book: where it stands, what is wrong and what to do, in Swedish.

    `place` reads `tabellen copayment, raden taxi, kolumnen age`; `line` counts from 1 in the file
    (0 when the book did not come from one).
    """

    place: str
    message: str
    remedy: str
    line: int = 0

    def as_text(self, source: str = "") -> str:
        """The fault on one line, opened by `file:line` when that is known."""
        where = f"{source}:{self.line}: " if source and self.line else ""
        return f"{where}{self.place}: {self.message} {self.remedy}"


class BadRuleBook(InvalidInput):
    """A rule book cannot be read: a table, row or cell does not follow the form. `faults` lists them all."""

    code = "rules.book"
    sentence = "Regelboken går inte att läsa."
    advice = "Rätta det som pekas ut och läs in boken igen."

    def __init__(self, faults: Sequence[Fault], source: str = "") -> None:
        self.faults = tuple(faults)
        self.source = source
        first = self.faults[0]
        more = f" Boken har {len(self.faults)} fel; det här är det första." if len(self.faults) > 1 else ""
        where = f"{source}:{first.line}, " if source and first.line else ""
        super().__init__(f"{first.message}{more}", field=f"{where}{first.place}", remedy=first.remedy)


class BadFacts(InvalidInput):
    """A fact put to the rules is unknown to the book, or has the wrong type or a value outside its list."""

    code = "rules.facts"
    sentence = "En uppgift går inte att pröva mot reglerna."
    advice = "Rätta uppgiften. En uppgift som inte är känd utelämnas: då ställs frågan om den behövs."


class UnknownTable(NotFound):
    """The book has no table of that name."""

    code = "rules.table"
    sentence = "Regelboken har ingen sådan tabell."
    advice = "Välj en av bokens tabeller."


class ReplayMismatch(Conflict):
    """A verdict cannot be replayed: the book is another than the one that the verdict was given by."""

    code = "rules.replay"
    sentence = "Utslaget gavs av en annan version av regelboken."
    advice = "Hämta den version vars kontrollsumma står i utslaget."
