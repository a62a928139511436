"""Swedish place names reduced to what survives hurried typing.

Letters lose their case and marks (å and ä become a, ö and ø become o), words become runs of
a-z and 0-9, and a house number swallows its letter (12 B becomes 12b).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_WORD: Final = 31
"""Letters of a word that count; the rest is ignored in names and in queries alike."""

# Letters that have no mark to lose, and signs that part words without being ASCII.
_LETTERS: Final = str.maketrans(
    {"æ": "a", "ø": "o", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "þ": "th"}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00b7\u2022", " ")
)
_SAINT = re.compile(r"\bs:t(a?)\b")
_ENDINGS: Final = {"g": "gatan", "v": "vagen", "gr": "grand", "pl": "plan", "st": "stigen", "t": "torget"}
_ABBREVIATED = re.compile(r"\b([a-z]{2,}?)(gr|pl|st|g|v|t)\.")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER_AND_LETTER = re.compile(r"\b(\d{1,4}) ([a-z])\b")
_INDOORS = re.compile(r"(\b\d{1,4} ?[a-z]?),? (?:lgh|plan|tr|våning|vån|van)\b\.? ?\d*", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4})([a-z]?)")
_HOUSE = re.compile(r"(?P<street>.*\D) (?P<number>\d{1,4}) ?(?P<letter>[A-Za-z]?)", re.ASCII)

# What people write for words that the abbreviation does not begin. Folded, singular.
_ALIASES: Final = {
    "bvc": ("barnavardscentral",),
    "cstn": ("centralstation",),
    "dr": ("doktor",),
    "fp": ("folktandvard",),
    "ftv": ("folktandvard",),
    "hc": ("halsocentral",),
    "hpl": ("hallplats",),
    "rc": ("resecentrum",),
    "sjh": ("sjukhus",),
    "st": ("sankt", "stora"),
    "us": ("universitetssjukhus",),
    "vc": ("vardcentral",),
}
_DEFINITE: Final = ("en", "et")
_SHORTEST_DEFINITE: Final = 8

LETTERS_PER_NUMBER: Final = 32
"""A house is one number: 32 times its number plus the place of its letter in the alphabet."""


def fold(text: str) -> str:
    """Take away case and marks: `Östersunds sjukhus` becomes `ostersunds sjukhus`. Gives ASCII."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return plain


def list_words(text: str) -> list[str]:
    """List the words of a text, in order."""
    folded = _SAINT.sub(r"sankt\1", fold(text)).replace(":", "").replace("'", "")
    joined = _NUMBER_AND_LETTER.sub(r"\1\2", " ".join(_WORD.findall(folded)))
    return [word[:LONGEST_WORD] for word in joined.split()]


def list_typed_words(text: str) -> list[str]:
    """List the words of something typed to find a house, without the flat or floor after its number."""
    return list_words(_INDOORS.sub(r"\1", text))


def list_name_words(name: str) -> list[str]:
    """List the words of a name in a register, with its abbreviated endings written out.

    In what people type an abbreviated ending is a beginning like any other (`storg.` begins
    both `storgatan` and `storgården`), so only names are written out.
    """
    return list_words(_ABBREVIATED.sub(lambda match: match[1] + _ENDINGS[match[2]] + " ", fold(name)))


def list_forms(word: str) -> list[str]:
    """List what a typed word may stand for: itself, what it abbreviates, its indefinite form."""
    forms = [word, *_ALIASES.get(word, ())]
    if len(word) >= _SHORTEST_DEFINITE and word.endswith(_DEFINITE):
        forms.append(word[:-2])
    return forms


def split_house(name: str) -> tuple[str, int] | None:
    """Split `Storgatan 12 B` into the street and the house, or None when it is not so named."""
    match = _HOUSE.fullmatch(name)
    if match is None:
        return None
    return match["street"], house_of(int(match["number"]), match["letter"].lower())


def house_of(number: int, letter: str) -> int:
    """The one number that stands for a house number and a letter a-z ('' for none)."""
    return number * LETTERS_PER_NUMBER + (ord(letter) - ord("a") + 1 if letter else 0)


def format_house(house: int) -> str:
    """Write a house as people do: `12` or `12 B`."""
    number, letter = divmod(house, LETTERS_PER_NUMBER)
    return f"{number} {chr(ord('A') + letter - 1)}" if letter else str(number)


def find_house_range(word: str) -> tuple[int, int] | None:
    """Find the houses that a typed word may mean, as a half-open range, or None for another word.

    Without a letter it means the number with any letter.
    """
    match = _NUMBER.fullmatch(word)
    if match is None:
        return None
    first = house_of(int(match[1]), match[2])
    return first, first + (1 if match[2] else LETTERS_PER_NUMBER)
