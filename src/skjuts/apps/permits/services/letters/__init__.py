"""Letters: what they tell is gathered, written, kept, and put into the outbox."""

from skjuts.apps.permits.services.letters.delivering import announce_decisions, hand_over, open_letter
from skjuts.apps.permits.services.letters.previewing import preview_decision
from skjuts.apps.permits.services.letters.reminding import give_notice, remind_of_renewal
from skjuts.apps.permits.services.letters.sending import (
    send_change,
    send_completion,
    send_decision,
    send_revocation,
)

__all__ = [
    "announce_decisions",
    "give_notice",
    "hand_over",
    "open_letter",
    "preview_decision",
    "remind_of_renewal",
    "send_change",
    "send_completion",
    "send_decision",
    "send_revocation",
]
