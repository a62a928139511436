"""A message's content as a mail: `{"to": …, "subject": …, "text": …}`."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.core.ports.messages import OutgoingMessage

FIELDS = ("to", "subject", "text")


def write_letter(message: OutgoingMessage, *, sender: str) -> EmailMessage:
    """The mail. Its Message-ID is made of the message's id, by which receivers know a repetition.

    Raises `UpstreamRefused` when the content lacks a part or would smuggle in a header.
    """
    parts = {name: str(message.content.get(name, "")) for name in FIELDS}
    if not all(parts.values()) or any(sign in parts["to"] + parts["subject"] for sign in "\r\n\0"):
        raise UpstreamRefused("Brevet saknar mottagare, ämne eller text, eller har otillåtna tecken.")
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = parts["to"]
    letter["Subject"] = parts["subject"]
    letter["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2].strip('>')}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(parts["text"])
    return letter
