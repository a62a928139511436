"""The language of a page, and of what people wrote in another."""

from __future__ import annotations

from django.utils import translation
from markupsafe import Markup

from skjuts.web import formatting

WRITTEN = "sv"
"""The language in which people write in the house."""


def page_language() -> str:
    """The language of the page that is being made."""
    chosen = (translation.get_language() or WRITTEN)[:2]
    return chosen if chosen in formatting.LOCALES else WRITTEN


def said_in(text: str, language: str = WRITTEN) -> str:
    """A text that people wrote, marked where the page has another language, so that it is read right.

    For the content of elements only: titles and attributes cannot be marked.
    """
    if not text or language == page_language():
        return text
    return Markup('<span lang="{}">{}</span>').format(language, text)
