"""Links to attachments: for one account, for five minutes."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core import signing

LASTS = dt.timedelta(minutes=5)
_SALT = "skjuts.vault.links"


def make_link(attachment_id: UUID, account_id: UUID, *, now: dt.datetime) -> str:
    """The token of a link that the account may follow until five minutes from now."""
    told = [attachment_id.hex, account_id.hex, int((now + LASTS).timestamp())]
    return signing.dumps(told, salt=_SALT)


def find_linked(token: str, account_id: UUID, *, now: dt.datetime) -> UUID | None:
    """The attachment that the token leads this account to; None when it leads nowhere."""
    try:
        attachment, account, until = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if account != account_id.hex or now.timestamp() >= until:
        return None
    return UUID(attachment)
