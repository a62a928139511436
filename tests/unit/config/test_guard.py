"""Production refuses to start unsafe, and says what is wrong in a sentence that an operator can act on."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from skjuts.config.guard import DatabaseFacts, Fault, judge_database, judge_keys, judge_settings
from skjuts.config.secrets import Secrets

SAFE_DATABASE = DatabaseFacts(
    role="skjuts_app",
    is_superuser=False,
    bypasses_walls=False,
    owns_tables=False,
    synchronous_commit="on",
    fsync="on",
    full_page_writes="on",
)
SAFE_SETTINGS = {
    "DEBUG": False,
    "INSTALLED_APPS": ["skjuts.apps.registry"],
    "ALLOWED_HOSTS": ["resor.exempel.se"],
    "PUBLIC_URL": "https://resor.exempel.se",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "DATABASES": {"default": {}},
}


def drawn_keys() -> Secrets:
    """Keys as `skjuts keys new` draws them."""
    return Secrets(
        django=secrets.token_urlsafe(50),
        fields={"1": os.urandom(32), "2": os.urandom(32)},
        fields_current="2",
        index=os.urandom(32),
        signing=os.urandom(32),
    )


def settings(**others: Any) -> SimpleNamespace:  # noqa: ANN401  (whatever a setting may be)
    """Settings of a safe house, with some changed."""
    return SimpleNamespace(**SAFE_SETTINGS | others)


def sentences(faults: Any) -> list[str]:  # noqa: ANN401
    """What is said, in order."""
    found: list[Fault] = list(faults)
    assert all(one.field and one.remedy.endswith(".") for one in found)
    return [one.sentence for one in found]


def test_house_when_safe_has_no_fault() -> None:
    """The guard stops nobody who has done as told."""
    assert sentences(judge_settings(settings())) == []
    assert sentences(judge_keys(drawn_keys())) == []
    assert sentences(judge_database(SAFE_DATABASE)) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"DEBUG": True}, "Felsökningsläget är på."),
        (
            {"INSTALLED_APPS": ["skjuts.apps.registry", "skjuts.rehearsal.personas"]},
            "Demonstrationens inloggning är inkopplad.",
        ),
        ({"INSTALLED_APPS": ["allauth.idp.oidc"]}, "Demonstrationens inloggning är inkopplad."),
        ({"ALLOWED_HOSTS": ["*"]}, "Sidorna svarar på vilket värdnamn som helst."),
        ({"PUBLIC_URL": "http://resor.exempel.se"}, "Adressen som användare ser är inte krypterad."),
        ({"SESSION_COOKIE_SECURE": False}, "Sessionskakorna får skickas okrypterade."),
        ({"CSRF_COOKIE_SECURE": False}, "Sessionskakorna får skickas okrypterade."),
        ({"DATABASES": {"default": {}, "owner": {}}}, "Processen har fått adressen med ägarens roll."),
    ],
)
def test_settings_when_unsafe_are_refused_by_name(changed: dict[str, Any], sentence: str) -> None:
    """Each of these has been the beginning of somebody's leak."""
    assert sentences(judge_settings(settings(**changed))) == [sentence]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"django": "kort"}, "Hemligheten django i nyckelfilen är för kort eller enkel."),
        ({"django": "ab" * 40}, "Hemligheten django i nyckelfilen är för kort eller enkel."),
        (
            {"django": "django-insecure-" + secrets.token_urlsafe(50)},
            "Hemligheten django i nyckelfilen är ett exempel.",
        ),
        ({"index": bytes(32)}, "En nyckel i nyckelfilen är inte slumpad."),
        ({"signing": b"hemlig" * 5 + b"ab"}, "En nyckel i nyckelfilen är inte slumpad."),
    ],
)
def test_keys_when_somebody_could_guess_them_are_refused(changed: dict[str, Any], sentence: str) -> None:
    """A key from a guide on the web is no key."""
    assert sentences(judge_keys(replace(drawn_keys(), **changed))) == [sentence]


def test_keys_when_one_serves_two_purposes_are_refused() -> None:
    """Whoever learns the key of the indexes would read the fields as well."""
    keys = drawn_keys()
    same = replace(keys, index=keys.fields["1"])
    assert sentences(judge_keys(same)) == ["Samma nyckel används till två saker."]


def test_keys_when_drawn_are_never_refused() -> None:
    """A guard that stops one start in a thousand is switched off by the second year."""
    for _ in range(2000):
        assert sentences(judge_keys(drawn_keys())) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"role": "postgres", "is_superuser": True}, "Rollen postgres är superanvändare i databasen."),
        (
            {"role": "skjuts_owner", "owns_tables": True},
            "Rollen skjuts_owner äger tabeller, och väggarna mellan huvudmän gäller inte den som äger.",
        ),
        (
            {"bypasses_walls": True},
            "Rollen skjuts_app går förbi väggarna mellan huvudmän (BYPASSRLS).",
        ),
        (
            {"synchronous_commit": "off"},
            "Databasen kan tappa det som den har bekräftat (synchronous_commit är off).",
        ),
        ({"fsync": "off"}, "Databasen kan tappa det som den har bekräftat (fsync är off)."),
        (
            {"full_page_writes": "off"},
            "Databasen kan tappa det som den har bekräftat (full_page_writes är off).",
        ),
    ],
)
def test_database_when_unsafe_is_refused(changed: dict[str, Any], sentence: str) -> None:
    """A role that the walls do not hold sees every authority; a server that forgets loses decisions."""
    assert sentences(judge_database(replace(SAFE_DATABASE, **changed))) == [sentence]
