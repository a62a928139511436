"""Whose session it is, for Django: the account and what it may act by, in one question."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from skjuts.apps.registry.models import Account
from skjuts.apps.registry.queries.acting import find_account


class AccountBackend(BaseBackend):
    """Lets nobody in by itself: identity providers do (`services.admit`). No password, no permissions."""

    def get_user(self, user_id: UUID) -> Account | None:
        """The account of a session; None when it is closed or gone."""
        account = find_account(user_id, timezone.localdate())
        return account if account and account.is_active else None
