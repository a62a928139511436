"""The error tree: what went wrong, told to the person who can mend it."""

from __future__ import annotations

from typing import ClassVar


class SkjutsError(Exception):
    """Something a person can act on: a stable code, what happened, where, and the remedy.

    `message` and `remedy` are Swedish sentences without personal data; `field` names the place
    in the input ('' when there is none).
    """

    code: ClassVar[str] = "skjuts"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, field: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.remedy = remedy
