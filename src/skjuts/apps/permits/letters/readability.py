"""How hard a text is to read: LIX (Björnsson 1968), the longest sentence and words that nobody says. Pure.

LIX is words in a sentence on average, plus the share of words of more than six letters in per cent. Below 30
is easy, children's books and easy Swedish; newspapers lie at 40 to 50, officialese above 60.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONG_WORD = 6
EASY_CEILING = 35
"""A letter's own terms (sjukresa, ansökan) are long words that cannot be avoided."""
EASY_SENTENCE = 15
OFFICIALESE = frozenset(
    {
        "avseende",
        "beträffande",
        "därest",
        "erforderlig",
        "erlägga",
        "föreligger",
        "hänförlig",
        "huruvida",
        "härmed",
        "ifrågavarande",
        "jämlikt",
        "jämväl",
        "medelst",
        "ovanstående",
        "samtliga",
        "såvitt",
        "vederbörande",
        "äger",
    }
)
"""Words that the state's own lists of plain Swedish tell officials to leave out."""
_WORD = re.compile(r"[^\W_]+(?:[-:.][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")


def lix(lines: Iterable[str]) -> int:
    """The readability of lines that each end a sentence of their own."""
    sentences = [words for words in map(split_words, split_sentences(lines)) if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    long = sum(1 for word in words if len(word) > LONG_WORD)
    return round(len(words) / len(sentences) + 100 * long / len(words))


def longest_sentence(lines: Iterable[str]) -> int:
    """Words of the longest sentence."""
    return max((len(split_words(one)) for one in split_sentences(lines)), default=0)


def is_easy(line: str) -> bool:
    """Whether a line can stand in a letter of easy Swedish."""
    return longest_sentence([line]) <= EASY_SENTENCE and lix([line]) <= EASY_CEILING


def list_officialese(lines: Iterable[str]) -> list[str]:
    """List the words that should be said otherwise."""
    return sorted({word for line in lines for word in map(str.lower, split_words(line))} & OFFICIALESE)


def split_sentences(lines: Iterable[str]) -> list[str]:
    """The sentences of lines."""
    return [one for line in lines for one in _SENTENCE.split(line.replace("\u00a0", " ").strip()) if one]


def split_words(sentence: str) -> list[str]:
    """The words of a sentence; figures count as words."""
    return _WORD.findall(sentence)
