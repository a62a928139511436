"""End every session of an account at once."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from skjuts.apps.registry.models import Account


def end_all_sessions(*, account_id: UUID) -> None:
    """Raise the account's epoch: each of its sessions ends at its next request."""
    Account.objects.filter(pk=account_id).update(session_epoch=F("session_epoch") + 1)
