"""A letter as a PDF file in a folder, written whole or not at all, the same file however often it is sent."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.ports.letters import LetterPress
from skjuts.core.ports.messages import OutgoingMessage


class LetterTray:
    """Prints each letter as `<id>.pdf`, and beside it `<id>.json` with sums by which a print service checks.

    The PDF comes last: a service that waits for PDF files finds the sums of each there already. File names
    and sums say nothing of anybody.
    """

    def __init__(self, folder: Path, press: LetterPress) -> None:
        self._folder = folder
        self._press = press

    def send(self, message: OutgoingMessage) -> None:
        """Print and lay it in the tray. Raises `UpstreamUnavailable`; `UpstreamRefused` without a page."""
        html = message.content.get("html")
        if not isinstance(html, str) or not html:
            raise UpstreamRefused("Brevet har inget innehåll.")
        pdf = self._press.print_pdf(html)
        sums = {
            "letter": str(message.id),
            "letter_digest": str(message.content.get("digest", "")),
            "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lay(f"{message.id}.json", json.dumps(sums, sort_keys=True).encode())
            self._lay(f"{message.id}.pdf", pdf)
        except OSError as error:
            raise UpstreamUnavailable("Brevfacket går inte att skriva i.") from error

    def _lay(self, name: str, content: bytes) -> None:
        beside = self._folder / f".{name}.new"
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._folder / name)


class NoTray:
    """Stands where no tray has been set up: letters wait, and can be printed from their pages."""

    def send(self, message: OutgoingMessage) -> None:
        """Never."""
        raise UpstreamUnavailable("Inget brevfack är inställt (SKJUTS_LETTERS).", field=message.channel)
