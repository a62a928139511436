"""A letter as sentences in order, without a look of its own: page, PDF and plain text are made of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Self

import msgspec


class Form(StrEnum):
    """The ways in which the same letter is written."""

    SWEDISH = "sv"
    EASY = "easy"
    ENGLISH = "en"

    @property
    def language(self) -> str:
        """The language, as pages and PDF files name it."""
        return "en" if self is Form.ENGLISH else "sv"


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A heading with what stands below it. `quoted` is Swedish in a letter of another language."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The letter in one form. `lead` is what it comes to, in a sentence."""

    form: Form
    title: str
    lead: str
    sections: tuple[Section, ...]

    @property
    def language(self) -> str:
        """The language of the part."""
        return self.form.language

    @property
    def lines(self) -> Iterator[str]:
        """Everything that it says, a paragraph or a point at a time."""
        yield self.title
        yield self.lead
        for section in self.sections:
            yield section.heading
            yield from section.paragraphs
            yield from section.quoted
            yield from section.points


class LetterText(msgspec.Struct, frozen=True, kw_only=True):
    """A whole letter as it is sent: from whom, to whom, and its parts, the law's own language first."""

    sender: str
    sender_lines: tuple[str, ...]
    reader_lines: tuple[str, ...]
    number: str
    written_on: dt.date
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """What the letter is."""
        return self.parts[0].title

    def encode(self) -> str:
        """As JSON; the same letter gives the same text."""
        return msgspec.json.encode(self, order="deterministic").decode()

    @classmethod
    def decode(cls, written: str) -> Self:
        """Read it again. Raises `msgspec.ValidationError`."""
        return msgspec.json.decode(written, type=cls)

    @property
    def digest(self) -> str:
        """By which the letter is known again."""
        return digest_of(self.encode())


def digest_of(written: str) -> str:
    """SHA-256 of a letter as written."""
    return hashlib.sha256(written.encode()).hexdigest()
