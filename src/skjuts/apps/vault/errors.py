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


class TooManyOrphans(SkjutsError):
    """So many files of attachments have no row that something else is wrong. Nothing has been removed."""

    code = "vault.too_many_orphans"
    sentence = "Många filer för bilagor har ingen rad i databasen, och ingen togs bort."
    advice = "Kontrollera att databasen och SKJUTS_FILES hör ihop; är en äldre kopia återställd?"


class TooManyGuesses(SkjutsError):
    """Somebody has guessed wrong too often within a quarter of an hour. Nothing was looked up.

    `retry_after_s` says when there is a guess left again.
    """

    code = "vault.too_many_guesses"
    sentence = "Det har blivit för många försök som inte stämde."
    advice = "Vänta en kvart och försök igen. Kontrollera under tiden det som du skriver."

    def __init__(self, *, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__()
