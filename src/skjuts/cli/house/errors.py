"""What can go wrong when the house is opened."""

from __future__ import annotations

from pathlib import Path

from skjuts.core.kernel.errors import InvalidInput, Upstream


class PartFailed(Upstream):
    """One of the house's processes ended before the house was ready. All the others were stopped."""

    code = "upstream.part_failed"
    sentence = "En av tjänstens processer slutade innan tjänsten var klar."
    advice = "Läs processens egna meddelanden ovanför, eller kör skjuts doctor."


class PartRefused(InvalidInput):
    """One of the house's processes refused its settings, and said why. All the others were stopped."""

    code = "input.part_refused"
    sentence = "En av tjänstens processer tog inte emot inställningarna."
    advice = "Skälen står ovanför. Rätta inställningarna och starta igen; skjuts doctor prövar dem."


class NotReady(Upstream):
    """The pages do not say that they are ready in the time given."""

    code = "upstream.not_ready"
    sentence = "Sidorna blev inte klara i tid."
    advice = "Kör skjuts doctor: den säger vad som saknas."


def explain_end(what: str, code: int, log: Path | None = None) -> PartFailed | PartRefused:
    """Why the house cannot be opened, when `what` ended with a code that is not 0.

    The code of refused settings is passed on: those who start the house read it.
    """
    field = str(log or "")
    remedy = "Läs loggens sista rader, eller kör skjuts doctor." if log else ""
    if code == InvalidInput.exit_code:
        return PartRefused(f"{what} tog inte emot inställningarna.", field=field, remedy=remedy)
    told = f"signal {-code}" if code < 0 else f"kod {code}"
    return PartFailed(f"{what} slutade med {told} innan tjänsten var klar.", field=field, remedy=remedy)
