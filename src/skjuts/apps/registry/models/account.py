"""The account of one sign-in: an issuer and its subject, never a user name or an e-mail address."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from skjuts.apps.tenancy.held import HeldAssignment


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by what the identity provider says."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this subject, as Django's own commands ask for it."""
        return self.get(subject=username)


class Account(AbstractBaseUser):
    """Someone who can sign in. What they may do stands in their assignments, never here.

    `hsa_id` joins the account to staff rows, in any number of authorities. `session_epoch` is raised
    to end every session of the account at once. There is no password.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=200)
    hsa_id = models.CharField(max_length=31, blank=True, default="")
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    held: Sequence[HeldAssignment] | None = None
    """Assignments in force, when they were read together with the account (`queries.acting.find_account`)."""

    password = None  # type: ignore[assignment]
    objects = AccountManager()
    USERNAME_FIELD = "subject"
    REQUIRED_FIELDS = []

    class Meta:
        """One account for each subject of an issuer; one for each HSA-id."""

        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="account_subject"),
            models.UniqueConstraint(
                fields=("hsa_id",), condition=~models.Q(hsa_id=""), name="account_hsa_id"
            ),
        )

    def get_session_auth_hash(self) -> str:
        """What a session carries of the account: another epoch, and the session has ended."""
        return salted_hmac(
            "skjuts.session", f"{self.id}/{self.session_epoch}", algorithm="sha256"
        ).hexdigest()

    def __str__(self) -> str:
        """Never a name: this text may end up in a log."""
        return str(self.id)
