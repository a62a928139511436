"""Letters on paper: a page of ours as PDF that a screen reader can read."""

from __future__ import annotations

from typing import Protocol

from skjuts.core.ports.slot import Slot


class LetterPress(Protocol):
    """Makes a PDF of a page."""

    def print_pdf(self, html: str) -> bytes:
        """The page as tagged PDF (PDF/UA), with the page's own language and title.

        The same page gives the same bytes. Raises `UpstreamUnavailable` where nothing can print: the caller
        then shows the page itself, which prints from the browser.
        """


letter_press: Slot[LetterPress] = Slot("utskrift till PDF")
