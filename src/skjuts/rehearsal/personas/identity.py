"""The demonstration's identity provider: allauth's, with HSA-style claims and personas for passwords."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import convert_response, extract_params
from allauth.idp.oidc.models import Client, PrivateKey
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

from skjuts.apps.registry.models import Account
from skjuts.core.kernel.errors import InvalidInput, NotFound
from skjuts.rehearsal.personas.people import ISSUER, Persona, find_persona
from skjuts.rehearsal.personas.placing import CLIENT_ID

ASSURANCE = "http://id.sambi.se/loa/loa3"
PROVIDER = "demo"
KEY_BITS = 2048


class DemoIdentity(DefaultOIDCAdapter):
    """What the provider says of a persona."""

    def get_issuer(self) -> str:
        """The same at every address and port, so that accounts outlive a restart."""
        return ISSUER

    def get_user_sub(self, client: Client, user: Any) -> str:  # noqa: ANN401, ARG002  (allauth's own signature)
        """The persona's slug."""
        return str(user.subject)

    def get_user_by_sub(self, client: Client, sub: str) -> Account | None:  # noqa: ARG002
        """The persona's account."""
        return Account.objects.filter(issuer=ISSUER, subject=sub, is_active=True).first()

    def get_claims(
        self,
        purpose: str,
        user: Any,  # noqa: ANN401
        client: Client,
        scopes: Iterable[str],
        email: str | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        """Claims as Inera's provider names them."""
        del scopes, email, kwargs
        persona = find_persona(self.get_user_sub(client, user))
        if persona is None:
            raise NotFound
        claims = {
            "sub": persona.slug,
            "name": persona.name,
            "given_name": persona.given_name,
            "family_name": persona.family_name,
            "employeeHsaId": persona.hsa_id,
        }
        if persona.commission:
            claims["commissionHsaId"] = persona.commission
        return claims | ({"acr": ASSURANCE} if purpose == "id_token" else {})

    def list_private_keys(self, **_wanted: Any) -> list[PrivateKey]:  # noqa: ANN401
        """One key, drawn when the process first needs it."""
        return [PrivateKey(pem=_draw_key())]


@cache
def _draw_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def issue_code(request: HttpRequest, persona: Persona) -> HttpResponse:
    """Send the browser back with a code for the persona."""
    _allow_way_back(request)
    asked = extract_params(request)
    server = get_server()
    try:
        scopes, info = server.validate_authorization_request(*asked)
        account = Account.objects.get(issuer=ISSUER, subject=persona.slug)
        answer = server.create_authorization_response(
            *asked, scopes=scopes, credentials={**info, "user": account}
        )
    except OAuth2Error as error:
        raise InvalidInput("Inloggningsfrågan går inte att förstå.") from error
    response: HttpResponse = convert_response(*answer)
    return response


def _allow_way_back(request: HttpRequest) -> None:
    """The way back is on the address that the browser uses; ALLOWED_HOSTS has judged it."""
    back = request.build_absolute_uri(reverse("openid_connect_callback", args=[PROVIDER]))
    client = Client.objects.get(id=CLIENT_ID)
    if back not in client.get_redirect_uris():
        client.set_redirect_uris([*client.get_redirect_uris(), back])
        client.save(update_fields=["redirect_uris"])
