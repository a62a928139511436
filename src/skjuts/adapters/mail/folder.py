"""Mail into a folder: for the demonstration, and for houses where another program sends what lies there."""

from __future__ import annotations

import os
from pathlib import Path

from skjuts.adapters.mail.letter import write_letter
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage

SENDER = "skjuts@exempel.se"


class FolderChannel:
    """Writes each letter as `<id>.eml`; a repetition writes the same file again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: OutgoingMessage) -> None:
        """Write the whole letter or nothing."""
        content = write_letter(message, sender=SENDER).as_bytes()
        beside = self.folder / f".{message.id}.new"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.folder / f"{message.id}.eml")
        except OSError as error:
            raise UpstreamUnavailable("Mappen för brev går inte att skriva i.") from error
