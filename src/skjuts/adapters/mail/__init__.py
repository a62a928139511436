"""Letters by mail: over SMTP, into a folder, or into memory."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from skjuts.adapters.mail.folder import FolderChannel
from skjuts.adapters.mail.missing import NoChannel
from skjuts.adapters.mail.smtp import SmtpChannel, SmtpServer
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.messages import MessageChannel

SETTING = "SKJUTS_MAIL"
SMTP_PORT, SMTPS_PORT = 587, 465


def open_mail(address: str) -> MessageChannel:
    """The channel of an address; raises `BadConfiguration`.

    `smtp://user:password@host:port?from=sender` (STARTTLS), `smtps://…` (TLS from the start), `file:folder`,
    or '' for a channel that keeps everything waiting.
    """
    if not address:
        return NoChannel()
    parts = urlsplit(address)
    if parts.scheme == "file" and parts.path:
        return FolderChannel(Path(unquote(parts.path)))
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not sender:
        raise BadConfiguration(
            f"{SETTING} går inte att tolka.",
            field=SETTING,
            remedy="Skriv smtp://namn:lösenord@värd:587?from=avsändare, eller file:mapp.",
        )
    return SmtpChannel(_read_server(parts, parts.hostname), sender=sender)


def _read_server(parts: SplitResult, host: str) -> SmtpServer:
    is_tls = parts.scheme == "smtps"
    return SmtpServer(
        host=host,
        port=parts.port or (SMTPS_PORT if is_tls else SMTP_PORT),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=is_tls,
    )
