"""What can go wrong with what is locked up."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput, SkjutsError


class Unreadable(SkjutsError):
    """An encrypted value cannot be opened: its key is gone, or it was changed or moved."""

    code = "vault.unreadable"
    sentence = "En krypterad uppgift går inte att läsa."
    advice = "Kontrollera att nyckelfilen är hel (skjuts keys status)."


class RefusedFile(InvalidInput):
    """An attachment is not what it may be. Nothing has been stored."""

    code = "vault.refused_file"
    sentence = "Filen kan inte tas emot."
    advice = "Bifoga en PDF, en bild (JPEG eller PNG) eller en textfil."
