"""What a program can do wrong at the door."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class UnknownKey(InvalidInput):
    """The key is none of ours, has run out or was taken back. The answer does not tell which."""

    code = "input.unknown_key"
    sentence = "Programnyckeln gäller inte."
    advice = "Kontrollera nyckeln, eller be huvudmannens administratör om en ny."


class TooManyCalls(InvalidInput):
    """The program has called more often in this minute than its key allows. Nothing was done."""

    code = "input.too_many_calls"
    sentence = "För många anrop den här minuten."
    advice = "Vänta så många sekunder som Retry-After säger."


class GuardedProgram(InvalidInput):
    """Programs are not given roles that guard others."""

    code = "input.guarded_program"
    sentence = "Rollen vaktar andra och ges inte till program."
    advice = "Välj en roll för det som programmet ska göra."
