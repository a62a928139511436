"""How a sign-in at an identity provider becomes an account (OpenID Connect through allauth).

allauth speaks the protocol: discovery, PKCE, state, token. What it leaves open is closed here: every
id_token's signature is checked, its nonce must be the one that this browser was sent with, and nothing
of what the provider says is stored but issuer, subject and HSA-id.
"""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

import jwt
import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as social_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from skjuts.apps.registry.services.admit import Trust, Vouched
from skjuts.apps.registry.sign_in_errors import (
    IssuerUnavailable,
    SignInCancelled,
    SignInExpired,
    SignInRefused,
)
from skjuts.core.kernel.errors import InvalidField, SkjutsError
from skjuts.core.kernel.identifiers import parse_hsa_id

log = structlog.get_logger(__name__)

SIGNED_WITH = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
"""Signatures with a public key. `none` and shared secrets are never taken."""


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up of one's own and no password: accounts come from identity providers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False


class Answered(Exception):
    """Carries what the provider said out of allauth's flow, before it makes users of its own."""

    def __init__(self, vouched: Vouched, trust: Trust, next_url: str) -> None:
        self.vouched = vouched
        self.trust = trust
        self.next_url = next_url
        super().__init__("answered")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Takes in what the provider says; allauth's own accounts stay empty."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Providers come from the settings alone, so that no row in the database adds one."""
        from allauth.socialaccount.adapter import _build_apps_from_settings  # noqa: PLC0415

        del request
        told = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in told.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Read the claims and leave allauth's flow."""
        del request
        raise Answered(*_read_answer(sociallogin))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ANN401
        error: Any = None,  # noqa: ANN401
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Tell it as an error of ours."""
        del request, provider
        raise _told(error, exception, extra_context or {}) from exception


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's client, with the signature checked always, and addresses of our own origin allowed."""

    @property
    def authorize_url(self) -> str:
        """Where the browser is sent; a bare path is on our own origin (the demonstration's provider)."""
        address = str(self.openid_config["authorization_endpoint"])
        return address if urlsplit(address).netloc else self.request.build_absolute_uri(address)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        if jwt.get_unverified_header(id_token).get("alg") not in SIGNED_WITH:
            raise OAuth2Error("signature")
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return told


class StrictCallback(OAuth2CallbackView):
    """The return from the provider."""

    def __init__(self, request: HttpRequest, adapter: OpenIDConnectOAuth2Adapter) -> None:
        self.request = request
        self.adapter = adapter


class StrictProvider(OpenIDConnectProvider):
    """allauth's provider, with a nonce for each sign-in and our own adapter."""

    oauth2_adapter_class = StrictAdapter

    def begin(self, request: HttpRequest, *, next_url: str, hint: str = "") -> HttpResponse:
        """Send the browser to the provider."""
        nonce = secrets.token_urlsafe(24)
        asked = {"nonce": nonce, "acr_values": " ".join(self.app.settings.get("assurance", ()))}
        if hint:
            asked["login_hint"] = hint
        try:
            response: HttpResponse = self.redirect(
                request, "login", next_url=next_url, data={"nonce": nonce}, auth_params=asked
            )
        except RequestException as error:
            raise IssuerUnavailable from error
        return response


def find_provider(request: HttpRequest, issuer_id: str) -> StrictProvider | None:
    """The provider with this id, or None."""
    apps = [one for one in social_adapter(request).list_apps(request) if one.provider_id == issuer_id]
    return StrictProvider(request, app=apps[0]) if apps else None


def take_answer(request: HttpRequest, issuer_id: str) -> Answered:
    """Check the provider's answer; raises a `SkjutsError` when it does not hold."""
    view = StrictCallback(request, StrictAdapter(request, issuer_id))
    try:
        view.dispatch(request)
    except Answered as answered:
        return answered
    except SkjutsError:
        raise
    except (KeyError, ValueError, TypeError, jwt.PyJWTError, ImmediateHttpResponse) as error:
        raise IssuerUnavailable from error
    raise SignInRefused


def _read_answer(sociallogin: SocialLogin) -> tuple[Vouched, Trust, str]:
    told = sociallogin.account.extra_data
    signed: dict[str, Any] = told.get("id_token") or {}
    claims: dict[str, Any] = {**(told.get("userinfo") or {}), **signed}
    if not signed or told.get("userinfo", signed).get("sub") != signed.get("sub"):
        raise SignInRefused
    nonce = (sociallogin.state.get("data") or {}).get("nonce", "")
    if not nonce or not secrets.compare_digest(str(signed.get("nonce", "")), nonce):
        raise SignInExpired
    settings = sociallogin.account.get_provider().app.settings
    vouched = Vouched(
        issuer=str(signed["iss"]),
        subject=str(signed["sub"]),
        hsa_id=_hsa_id(claims.get("employeeHsaId")),
        assurance=str(signed.get("acr", "")),
        commission_hsa_id=_hsa_id(claims.get("commissionHsaId")),
    )
    trust = Trust(tuple(settings.get("assurance", ())), tuple(settings.get("hsa_prefixes", ())))
    return vouched, trust, sociallogin.state.get("next", "")


def _hsa_id(told: object) -> str:
    """An HSA-id out of a claim, '' when it is missing or has not the form of one."""
    try:
        return parse_hsa_id(str(told or ""))
    except InvalidField:
        return ""


def _told(error: Any, exception: Exception | None, context: dict[str, Any]) -> SkjutsError:  # noqa: ANN401
    if error == AuthError.CANCELLED:
        return SignInCancelled()
    if exception is None and "state_id" in context:
        return SignInExpired()
    if isinstance(exception, RequestException):
        return IssuerUnavailable()
    log.warning("sign_in_error", kind=type(exception).__name__)
    return SignInRefused()
