"""The error tree: what went wrong, told to the person who can mend it.

The class says which kind of trouble it is, and with it the exit code of a command:

| exit code | class | whose move |
|---|---|---|
| 2 | `InvalidInput` | the sender mends the input |
| 3 | `Infeasible` | the planner changes what is asked for |
| 4 | `Upstream` | a system that we lean on |
| 5 | `Conflict` | read again and repeat |
| 6 | `NotFound` | ask for something that exists |
| 130 | `Interrupted` | nobody's; it was asked for |

Codes are stable: programs outside compare them, so a code is never renamed and never reused.
The docstrings below are the text of the error reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class SkjutsError(Exception):
    """Something a person can act on: a stable code, what happened, where, and the remedy.

    `message` and `remedy` are Swedish sentences without personal data; left out, they are the
    class's own `sentence` and `advice`. Both may name `values` as `%(name)s`; their templates are kept, by
    which pages in other languages find the sentence. `field` names the place in the input, as in
    `requests[3].pickup.earliest_s` or `rad 17, kolumn lat` ('' when there is none).
    """

    code: ClassVar[str] = "skjuts"
    exit_code: ClassVar[int] = 1
    sentence: ClassVar[str] = "Något gick fel."
    advice: ClassVar[str] = ""

    def __init__(
        self,
        message: str = "",
        *,
        field: str = "",
        remedy: str = "",
        values: Mapping[str, str | int] | None = None,
    ) -> None:
        self.templates = (message or self.sentence, remedy or self.advice)
        self.values = dict(values or {})
        self.message, self.remedy = (one % self.values if values else one for one in self.templates)
        self.field = field
        super().__init__(self.message)


class InvalidInput(SkjutsError):
    """What was sent in cannot be used. Nothing has been changed or written."""

    code = "input"
    exit_code = 2
    sentence = "Underlaget går inte att använda."
    advice = "Rätta underlaget och försök igen."


class UnreadableInput(InvalidInput):
    """The file is missing, closed to us, or not in the form that it claims to have."""

    code = "input.unreadable"
    sentence = "Filen går inte att läsa."
    advice = "Kontrollera sökvägen, rättigheterna och att filen har rätt format."


class InvalidField(InvalidInput):
    """A field is missing, has the wrong type, or a value outside its range."""

    code = "input.field"
    sentence = "Ett fält saknas eller har ett otillåtet värde."
    advice = "Rätta fältet enligt formatets beskrivning."


class UnknownReference(InvalidInput):
    """Something is referred to, such as a place, a vehicle or a contract, that is not in the input."""

    code = "input.unknown_reference"
    sentence = "Underlaget hänvisar till något som inte finns i det."
    advice = "Lägg till det som saknas eller rätta hänvisningen."


class DuplicateId(InvalidInput):
    """Two things of the same kind carry the same id."""

    code = "input.duplicate_id"
    sentence = "Samma id används två gånger."
    advice = "Ge varje rad ett eget id."


class ImpossibleWindow(InvalidInput):
    """A time window, shift or break ends before it begins, or leaves no time for what must fit in it."""

    code = "input.impossible_window"
    sentence = "Tidsfönstret är omöjligt: det slutar innan det börjar."
    advice = "Rätta tiderna så att den senaste inte ligger före den tidigaste."


class NegativeLoad(InvalidInput):
    """A request takes up less than nothing, or nothing at all, in the vehicle."""

    code = "input.negative_load"
    sentence = "Lasten är negativ eller tom."
    advice = "Ange hur många platser som behövs, minst en av något slag."


class LoadTooLarge(InvalidInput):
    """No vehicle in the fleet can take the request, even when it is empty."""

    code = "input.load_too_large"
    sentence = "Inget fordon kan ta lasten."
    advice = "Lägg till ett fordon som rymmer lasten, eller dela upp beställningen."


class MatrixHole(InvalidInput):
    """The travel matrix lacks a pair of places, or has a negative time or distance for it."""

    code = "input.matrix_hole"
    sentence = "Restidsmatrisen saknar ett par av platser."
    advice = "Räkna om matrisen för alla platser i underlaget."


class TooLargeInput(InvalidInput):
    """The file is larger than what is read here; it was refused before it was read."""

    code = "input.too_large"
    sentence = "Filen är för stor."
    advice = "Dela upp underlaget, eller kontrollera att det är rätt fil."


class UnsupportedVersion(InvalidInput):
    """The file states a version of its form that this program does not read."""

    code = "input.unsupported_version"
    sentence = "Filens version stöds inte."
    advice = "Skriv om filen i en version som stöds, eller uppgradera programmet."


class BadConfiguration(InvalidInput):
    """An environment variable or key file is missing or cannot be used; nothing was started."""

    code = "input.configuration"
    sentence = "Konfigurationen går inte att använda."
    advice = "Rätta miljövariabeln; docs/reference/configuration.md beskriver dem alla."


class Infeasible(SkjutsError):
    """The input is sound, but no answer follows all its rules."""

    code = "infeasible"
    exit_code = 3
    sentence = "Det finns ingen lösning som följer alla regler."
    advice = "Vidga tiderna, lägg till fordon eller lätta på en regel."


class Upstream(SkjutsError):
    """A system that the answer depends on, such as the road engine, gave none.

    `is_passing` tells whether the same question may be answered later without anyone's doing.
    """

    code = "upstream"
    exit_code = 4
    is_passing: ClassVar[bool] = False
    sentence = "Ett system som svaret bygger på svarar inte som det ska."
    advice = "Kontrollera systemets inställningar."


class UpstreamUnavailable(Upstream):
    """The other system is gone or too slow just now; asking again later may help."""

    code = "upstream.unavailable"
    is_passing = True
    sentence = "Ett system som svaret bygger på går inte att nå just nu."
    advice = "Försök igen om en stund."


class UpstreamRefused(Upstream):
    """The other system answered, and will answer the same again until somebody mends something."""

    code = "upstream.refused"
    sentence = "Ett system som svaret bygger på avvisade frågan."


class Conflict(SkjutsError):
    """Somebody else has changed the same thing since it was read. Nothing has been written."""

    code = "conflict"
    exit_code = 5
    sentence = "Någon annan har ändrat samma sak under tiden."
    advice = "Läs in på nytt och försök igen."


class RouteVersionChanged(Conflict):
    """The run that the offer was computed on has got a new version."""

    code = "conflict.route_version"
    sentence = "Turen har ändrats sedan erbjudandet räknades fram."
    advice = "Hämta ett nytt erbjudande."


class InvalidTransition(Conflict):
    """The thing is not in a state from which this step can be taken. Nothing has been written."""

    code = "conflict.transition"
    sentence = "Det går inte att göra så i det här läget."
    advice = "Läs in på nytt och se vilka steg som är möjliga."


class KeyReused(Conflict):
    """The same idempotency key came back with other content. Nothing has been written."""

    code = "conflict.key_reused"
    sentence = "Samma inskickning kom två gånger med olika innehåll."
    advice = "Ladda om sidan och skicka in på nytt."


class NotFound(SkjutsError):
    """What was asked for by id or name does not exist, or is not yours to see."""

    code = "not_found"
    exit_code = 6
    sentence = "Det som efterfrågas finns inte."
    advice = "Kontrollera id eller namn."


class NotAllowed(NotFound):
    """The actor may not do this. To those outside it looks like something that is not there."""

    code = "not_allowed"
    sentence = "Det som efterfrågas finns inte, eller så har du inte rätt till det."
    advice = "Kontrollera vilket uppdrag du är inloggad med."


class Interrupted(SkjutsError):
    """The work was stopped by the one who ordered it; what was done up to then is kept."""

    code = "interrupted"
    exit_code = 130
    sentence = "Arbetet avbröts."
    advice = "Starta om för att fortsätta."


def list_error_classes() -> list[type[SkjutsError]]:
    """List the whole tree, each class before its children, in the order of this file."""
    found: list[type[SkjutsError]] = []
    waiting: list[type[SkjutsError]] = [SkjutsError]
    while waiting:
        one = waiting.pop(0)
        found.append(one)
        waiting = one.__subclasses__() + waiting
    return found
