"""A letter as a page of its own, for print: the one source of what is read on a screen and on paper."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from skjuts.apps.permits.letters.text import LetterText
from skjuts.web.page import PageFrame

TEMPLATE = "permits/letters/paper.html"


def print_page(letter: LetterText) -> str:
    """The letter as HTML, whole, in the language of its first part. The same letter gives the same page."""
    language = letter.parts[0].language
    with translation.override(language):
        page = PageFrame(authority=letter.sender, language=language)
        return render_to_string(TEMPLATE, {"letter": letter, "page": page}, using="jinja2")
