"""Identity providers in the operator's variable."""

from __future__ import annotations

import json

import pytest

from skjuts.config.issuers import allauth_apps, form_origins, read_issuers
from skjuts.core.kernel.errors import BadConfiguration

GOOD = {
    "id": "siths",
    "name": "SITHS eID",
    "address": "https://idp.exempel.se/oidc/",
    "client_id": "skjuts",
    "secret": "hemlig",
    "assurance": ["http://id.sambi.se/loa/loa3"],
    "origins": ["https://login.exempel.se"],
}


def read(*told: object, is_production: bool = True) -> list[str]:
    """Ids of what was read."""
    return [one.id for one in read_issuers(json.dumps(list(told)), is_production=is_production)]


def test_issuer_when_complete_is_told_to_allauth_with_pkce() -> None:
    """What the operator writes is what the client does."""
    issuers = read_issuers(json.dumps([GOOD]), is_production=True)
    told = allauth_apps(issuers)[0]
    assert told["settings"]["oauth_pkce_enabled"] is True
    assert told["settings"]["server_url"] == "https://idp.exempel.se/oidc"
    assert form_origins(issuers) == ["https://idp.exempel.se", "https://login.exempel.se"]


def test_secret_when_the_issuer_is_printed_is_not_shown() -> None:
    """A line in a log is not a place for it."""
    assert "hemlig" not in repr(read_issuers(json.dumps([GOOD]), is_production=True))


@pytest.mark.parametrize("missing", ["id", "name", "address", "client_id", "assurance"])
def test_issuer_when_a_part_is_missing_is_refused_by_name(missing: str) -> None:
    """Without a level of assurance nobody knows how surely people have signed in."""
    told = {name: value for name, value in GOOD.items() if name != missing}
    with pytest.raises(BadConfiguration) as refusal:
        read(told)
    assert refusal.value.field == f"SKJUTS_OIDC_ISSUERS[1].{missing}"


def test_address_when_not_encrypted_is_refused_in_production() -> None:
    """Codes and tokens travel there."""
    told = GOOD | {"address": "http://idp.exempel.se"}
    with pytest.raises(BadConfiguration):
        read(told)
    assert read(told, is_production=False) == ["siths"]


@pytest.mark.parametrize("text", ["{", '{"id": 1}', "[1]"])
def test_variable_when_it_is_no_list_of_objects_is_refused(text: str) -> None:
    """Never a traceback at start."""
    with pytest.raises(BadConfiguration):
        read_issuers(text, is_production=True)


def test_two_issuers_with_the_same_id_are_refused() -> None:
    """The id stands in the address."""
    with pytest.raises(BadConfiguration):
        read(GOOD, GOOD)
