"""Mail through a server that speaks SMTP, encrypted unless the server stands on this machine."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass

from skjuts.adapters.mail.letter import write_letter
from skjuts.core.kernel.errors import UpstreamRefused, UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage

STEP_S = 5
"""Each step of the talk with the server may take so long; a whole send stays within the port's limit."""
PERMANENT = 500
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where the server is. `user` '' when it asks for no name."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    is_tls: bool = False


class SmtpChannel:
    """Hands letters to a mail server."""

    def __init__(self, server: SmtpServer, *, sender: str) -> None:
        self._server = server
        self._sender = sender

    def send(self, message: OutgoingMessage) -> None:
        """Hand over; a refusal that the server calls permanent is permanent."""
        letter = write_letter(message, sender=self._sender)
        try:
            with self._open() as server:
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            _raise(max(code for code, _ in error.recipients.values()))
        except smtplib.SMTPResponseException as error:
            _raise(error.smtp_code)
        except (smtplib.SMTPException, OSError) as error:
            raise UpstreamUnavailable("Postservern svarar inte.") from error

    def _open(self) -> smtplib.SMTP:
        at = self._server
        context = ssl.create_default_context()
        if at.is_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(at.host, at.port, timeout=STEP_S, context=context)
        else:
            server = smtplib.SMTP(at.host, at.port, timeout=STEP_S)
            if at.host not in LOCAL:
                server.starttls(context=context)
        if at.user:
            server.login(at.user, at.password)
        return server


def _raise(code: int) -> None:
    if code >= PERMANENT:
        raise UpstreamRefused(f"Postservern avvisade brevet (kod {code}).")
    raise UpstreamUnavailable(f"Postservern tog inte emot brevet just nu (kod {code}).")
