"""Reasons of a rule book said to the one whom they concern: you, where the book says the patient. Pure."""

from __future__ import annotations

import re

from skjuts.apps.permits.letters.readability import split_sentences

_PERSON = re.compile(r"\b([Pp]atienten|[Rr]esenären)\b")
_OWNED = re.compile(r"\b([Pp]atientens|[Rr]esenärens)\b")
_SELF = re.compile(r"\bsig\b")


def to_reader(reason: str) -> str:
    """The reason with the reader addressed, a sentence at a time.

    A sentence of what belongs to the patient stays as it is: no rule of a few words can choose din or ditt.
    """
    return " ".join(_address(one) for one in split_sentences([reason]))


def _address(sentence: str) -> str:
    if _OWNED.search(sentence) or not _PERSON.search(sentence):
        return sentence
    return _SELF.sub("dig", _PERSON.sub(lambda found: "Du" if found[0][0].isupper() else "du", sentence))
