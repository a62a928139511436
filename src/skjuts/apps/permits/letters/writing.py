"""The whole letter of a matter, in the forms that its reader needs. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from skjuts.apps.permits.letters import easy, english, swedish
from skjuts.apps.permits.letters.matter import Matter
from skjuts.apps.permits.letters.text import Form, LetterText

WRITERS = {Form.SWEDISH: swedish.write_part, Form.EASY: easy.write_part, Form.ENGLISH: english.write_part}


def write_letter(matter: Matter, forms: Sequence[Form] = tuple(Form)) -> LetterText:
    """The letter, a part for each form."""
    return LetterText(
        sender=matter.sender.name,
        sender_lines=matter.sender.lines,
        reader_lines=matter.reader_lines,
        number=matter.number,
        written_on=matter.written_on,
        parts=tuple(WRITERS[form](matter) for form in forms),
    )


def choose_forms(language: str) -> tuple[Form, ...]:
    """Swedish and easy Swedish for everybody; English too for those who speak another language."""
    return (Form.SWEDISH, Form.EASY) if language in {"", "sv"} else tuple(Form)
