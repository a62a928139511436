"""How a sign-in at an identity provider becomes an account (OpenID Connect through allauth).

People are keyed on issuer and subject; the claim `employeeHsaId` joins them to their staff rows.
"""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up of one's own and no password: accounts come from identity providers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Takes in what the provider says."""
