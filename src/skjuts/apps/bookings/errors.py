"""What can go wrong with claims, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict


class ClaimTooLate(Conflict):
    """The rule book's time for claims has passed. Nothing was entered."""

    code = "conflict.claim_too_late"
    sentence = "Resan kan inte längre ersättas: tiden för att begära ersättning har gått ut."
    advice = "Kontrollera resdagen. Finns det särskilda skäl prövas det som ett eget ärende."


class ClaimGone(Conflict):
    """The claim has been taken back before."""

    code = "conflict.claim_gone"
    sentence = "Resan är redan återtagen."
    advice = "Läs in sidan på nytt."
