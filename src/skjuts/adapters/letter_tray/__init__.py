"""Letters into a tray: a folder that a print service empties."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from skjuts.adapters.letter_tray.tray import LetterTray, NoTray
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.letters import LetterPress
from skjuts.core.ports.messages import MessageChannel

__all__ = ["LetterTray", "NoTray", "open_tray"]

SETTING = "SKJUTS_LETTERS"


def open_tray(address: str, press: LetterPress) -> MessageChannel:
    """The channel of an address, `file:folder`, or '' for one that keeps every letter waiting.

    Raises `BadConfiguration`.
    """
    if not address:
        return NoTray()
    parts = urlsplit(address)
    if parts.scheme != "file" or not parts.path:
        raise BadConfiguration(
            f"{SETTING} går inte att tolka.", field=SETTING, remedy="Skriv file: följt av mappens sökväg."
        )
    return LetterTray(Path(unquote(parts.path)), press)
