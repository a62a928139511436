"""What can be asked for that no book answers."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput, NotFound


class NoRegulation(NotFound):
    """There is no rule book for that region on that day."""

    code = "regulations.book"
    sentence = "Det finns ingen regelbok för regionen den dagen."
    advice = "Välj en region och en dag som någon av böckerna gäller."


class BadCase(InvalidInput):
    """A worked case of a rule book cannot be read: a name, a value or an expectation is wrong."""

    code = "regulations.case"
    sentence = "Ett räkneexempel i regelboken går inte att läsa."
    advice = "Rätta det som pekas ut i filen med exempel."


class BadCatalogue(InvalidInput):
    """A list of care without travel cannot be read."""

    code = "regulations.catalogue"
    sentence = "Listan över vård utan resa går inte att läsa."
    advice = "Rätta det som pekas ut i filen."
