"""What can go wrong at the workbench of rule books, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict


class BookChanged(Conflict):
    """Somebody else has saved the same draft since the page was opened. Nothing has been saved."""

    code = "conflict.book_changed"
    sentence = "Någon annan har ändrat utkastet sedan du öppnade sidan. Ingenting har sparats."
    advice = "Läs in sidan på nytt, se vad som har ändrats i historiken och gör ändringen igen."


class OwnBook(Conflict):
    """Whoever has written in a version, or proposed it, cannot also approve it."""

    code = "conflict.own_book"
    sentence = "Du har själv skrivit i den här versionen och kan därför inte godkänna den."
    advice = "Be en annan administratör hos huvudmannen att läsa och godkänna den."


class BookDayTaken(Conflict):
    """Another approved version decides the same kind of matter from the same day."""

    code = "conflict.book_day"
    sentence = "En annan godkänd version gäller samma slags ärenden från och med den dagen."
    advice = "Välj en annan dag, eller ta först tillbaka den andra versionen."
