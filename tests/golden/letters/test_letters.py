"""Letters as they leave the house, word for word: a change of wording is seen and read before it is sent.

`python -m tests.golden.letters.test_letters` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.apps.permits.letters.readability import (
    EASY_CEILING,
    EASY_SENTENCE,
    list_officialese,
    lix,
    longest_sentence,
)
from skjuts.apps.permits.letters.text import Form, LetterText
from skjuts.apps.permits.letters.writing import write_letter
from tests.golden.letters.matters import make_matters

FOLDER = Path(__file__).parent / "written"
MATTERS = make_matters()
SWEDISH_CEILING = 50
"""Newspapers lie at 40 to 50; the names of laws and courts cannot be made shorter."""


def show(letter: LetterText) -> str:
    """The letter as plain text, part by part."""
    return "\n".join(_lines(letter)) + "\n"


def _lines(letter: LetterText) -> list[str]:
    lines = [letter.sender, *letter.sender_lines, "", *letter.reader_lines, "", f"Nr {letter.number}"]
    for part in letter.parts:
        lines += ["", f"===== {part.form} =====", "", f"# {part.title}", "", part.lead]
        for section in part.sections:
            lines += ["", f"## {section.heading}", *section.paragraphs]
            lines += [f"> {one}" for one in section.quoted] + [f"- {one}" for one in section.points]
    return [line.replace("\u00a0", " ") for line in lines]


@pytest.mark.parametrize("name", MATTERS)
def test_letter_when_written_then_it_says_what_was_agreed_in_three_forms(name: str) -> None:
    """People act on these words, and courts read them."""
    assert show(write_letter(MATTERS[name])) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MATTERS)
def test_easy_swedish_when_measured_then_it_is_easy(name: str) -> None:
    """Easy Swedish that is not easy is worse than none: the reader trusts it."""
    lines = list(write_letter(MATTERS[name], (Form.EASY,)).parts[0].lines)
    assert lix(lines) <= EASY_CEILING
    assert longest_sentence(lines) <= EASY_SENTENCE


@pytest.mark.parametrize("name", MATTERS)
def test_swedish_when_measured_then_it_is_plain(name: str) -> None:
    """The Language Act asks for care, simplicity and clarity of every authority."""
    lines = list(write_letter(MATTERS[name], (Form.SWEDISH,)).parts[0].lines)
    assert lix(lines) <= SWEDISH_CEILING
    assert list_officialese(lines) == []


@pytest.mark.parametrize("name", MATTERS)
@pytest.mark.parametrize("form", list(Form))
def test_letter_when_read_from_the_top_then_the_outcome_stands_first(name: str, form: Form) -> None:
    """Whoever reads one sentence of the letter has read the one that matters."""
    part = write_letter(MATTERS[name], (form,)).parts[0]
    lines = list(part.lines)
    assert lines[1] == part.lead
    assert len(part.lead.split(". ")) <= 3


def test_letter_when_written_and_read_again_then_it_is_the_same_with_the_same_digest() -> None:
    """What is kept is what was sent."""
    letter = write_letter(MATTERS["granted"])
    again = LetterText.decode(letter.encode())
    assert again == letter
    assert again.digest == letter.digest


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each, matter in MATTERS.items():
        (FOLDER / f"{each}.txt").write_text(show(write_letter(matter)), encoding="utf-8")
