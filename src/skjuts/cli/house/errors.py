"""What can go wrong when the house is opened."""

from __future__ import annotations

from skjuts.core.kernel.errors import Upstream


class PartFailed(Upstream):
    """One of the house's processes ended before the house was ready. All the others were stopped."""

    code = "upstream.part_failed"
    sentence = "En av tjänstens processer slutade innan tjänsten var klar."
    advice = "Läs processens egna meddelanden ovanför, eller kör skjuts doctor."


class NotReady(Upstream):
    """The pages do not say that they are ready in the time given."""

    code = "upstream.not_ready"
    sentence = "Sidorna blev inte klara i tid."
    advice = "Kör skjuts doctor: den säger vad som saknas."
