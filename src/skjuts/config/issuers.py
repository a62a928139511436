"""Identity providers that the operator trusts, read from one variable and told to allauth.

    SKJUTS_OIDC_ISSUERS=[{"id": "siths", "name": "SITHS eID", "address": "https://idp.exempel.se",
      "client_id": "…", "secret": "…", "assurance": ["http://id.sambi.se/loa/loa3"],
      "hsa_prefixes": ["SE2321000214-"], "origins": ["https://login.exempel.se"]}]

`assurance`: accepted values of the claim `acr`. `hsa_prefixes`: whose people the issuer may vouch for.
`origins`: further hosts on the way to the sign-in page, which the content security policy must know.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from skjuts.core.kernel.errors import BadConfiguration

VARIABLE = "SKJUTS_OIDC_ISSUERS"
REQUIRED = ("id", "name", "address", "client_id", "assurance")

DEMO_ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Issuer:
    """One identity provider. `overrides` replaces lines of its discovery document."""

    id: str
    name: str
    address: str
    client_id: str
    secret: str = field(repr=False, default="")
    assurance: tuple[str, ...] = ()
    hsa_prefixes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    overrides: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Scheme and host of its address."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def demo_issuer(public_url: str) -> Issuer:
    """The demonstration's own provider (rehearsal.personas), reached at the address we are served at."""
    return Issuer(
        id="demo",
        name="Demonstrationens personer",
        address=f"{public_url or DEMO_ADDRESS}/demo/identitet",
        client_id="skjuts-demo",
        assurance=("http://id.sambi.se/loa/loa3",),
        hsa_prefixes=("SE0000000000-",),
        overrides={"authorization_endpoint": "/demo/identitet/authorize"},
    )


def read_issuers(text: str, *, is_production: bool) -> tuple[Issuer, ...]:
    """Read and judge the variable; raises `BadConfiguration` naming the entry."""
    try:
        told = json.loads(text)
    except ValueError:
        raise BadConfiguration(f"{VARIABLE} är inte JSON.", field=VARIABLE) from None
    if not isinstance(told, list):
        raise BadConfiguration(f"{VARIABLE} ska vara en lista.", field=VARIABLE)
    found = tuple(
        _issuer(one, number, is_production=is_production) for number, one in enumerate(told, start=1)
    )
    if len({one.id for one in found}) < len(found):
        raise BadConfiguration("Två identitetsutfärdare har samma id.", field=VARIABLE)
    return found


def _issuer(told: Any, number: int, *, is_production: bool) -> Issuer:  # noqa: ANN401  (JSON from outside)
    place = f"{VARIABLE}[{number}]"
    if not isinstance(told, dict):
        raise BadConfiguration("Identitetsutfärdaren ska vara ett objekt.", field=place)
    for name in REQUIRED:
        if not told.get(name):
            raise BadConfiguration(f"Identitetsutfärdaren saknar {name}.", field=f"{place}.{name}")
    address = str(told["address"]).rstrip("/")
    if is_production and urlsplit(address).scheme != "https":
        raise BadConfiguration("Adressen ska börja med https i produktion.", field=f"{place}.address")
    return Issuer(
        id=str(told["id"]),
        name=str(told["name"]),
        address=address,
        client_id=str(told["client_id"]),
        secret=str(told.get("secret", "")),
        assurance=tuple(told["assurance"]),
        hsa_prefixes=tuple(told.get("hsa_prefixes", ())),
        origins=tuple(told.get("origins", ())),
        overrides=dict(told.get("overrides", {})),
    )


def allauth_apps(issuers: tuple[Issuer, ...]) -> list[dict[str, Any]]:
    """The same as allauth wants it in SOCIALACCOUNT_PROVIDERS; PKCE for all."""
    return [
        {
            "provider_id": one.id,
            "name": one.name,
            "client_id": one.client_id,
            "secret": one.secret,
            "settings": {
                "server_url": one.address,
                "oauth_pkce_enabled": True,
                "fetch_userinfo": True,
                "scope": ["openid", "profile"],
                "openid_configuration_overrides": one.overrides,
                "assurance": list(one.assurance),
                "hsa_prefixes": list(one.hsa_prefixes),
            },
        }
        for one in issuers
    ]


def form_origins(issuers: tuple[Issuer, ...]) -> list[str]:
    """Where a sign-in form may lead, besides ourselves."""
    return sorted({origin for one in issuers for origin in (one.origin, *one.origins)})
