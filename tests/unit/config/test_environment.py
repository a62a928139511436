"""What the operator writes is read, or refused with the variable's name and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skjuts.config.databases import databases
from skjuts.config.environment import VARIABLES, Mode, read_environment
from skjuts.config.key_changes import add_field_key
from skjuts.config.secrets import make_secrets, read_secrets
from skjuts.core.kernel.errors import BadConfiguration

PRODUCTION = {
    "SKJUTS_MODE": "production",
    "DATABASE_URL": "postgresql://skjuts_app:x@db.exempel.se:5432/skjuts",
    "SKJUTS_SECRETS": "/etc/skjuts/keys.json",
}


def test_environment_when_nothing_is_said_is_production_and_refuses() -> None:
    """Whoever forgets the mode gets the strict house, never the demonstration's open door."""
    with pytest.raises(BadConfiguration) as told:
        read_environment({})
    assert told.value.field == "DATABASE_URL"


@pytest.mark.parametrize("name", [one.name for one in VARIABLES if one.required_in_production])
def test_environment_when_production_lacks_a_variable_names_it(name: str) -> None:
    """The first start in production shall not be a guessing game."""
    with pytest.raises(BadConfiguration) as told:
        read_environment({key: value for key, value in PRODUCTION.items() if key != name})
    assert told.value.field == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SKJUTS_MODE", "prod"),
        ("SKJUTS_POOL_SIZE", "0"),
        ("SKJUTS_POOL_SIZE", "åtta"),
        ("SKJUTS_LOG_FORMAT", "xml"),
    ],
)
def test_environment_when_a_value_makes_no_sense_says_which(name: str, value: str) -> None:
    """A typing mistake is told at start, in Swedish, with the variable's name."""
    with pytest.raises(BadConfiguration) as told:
        read_environment(PRODUCTION | {name: value})
    assert told.value.field == name
    assert told.value.remedy


def test_environment_when_complete_is_typed() -> None:
    """Settings never parse text themselves."""
    read = read_environment(PRODUCTION | {"SKJUTS_ALLOWED_HOSTS": "a.se, b.se ,"})
    assert read.mode is Mode.PRODUCTION
    assert read.allowed_hosts == ("a.se", "b.se")


def test_database_when_over_a_socket_keeps_folder_role_and_patience() -> None:
    """The embedded server is reached through a socket; a cut cable is noticed within seconds."""
    url = "postgresql://skjuts_app@/skjuts?host=%2Frun%2Fskjuts&port=5432"
    one = databases(read_environment(PRODUCTION | {"DATABASE_URL": url}))["default"]
    assert (one["HOST"], one["PORT"], one["USER"], one["NAME"]) == (
        "/run/skjuts",
        "5432",
        "skjuts_app",
        "skjuts",
    )
    assert one["OPTIONS"]["tcp_user_timeout"] == 3000


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://host", "rubbish"])
def test_database_when_the_address_is_none_of_postgresql_refuses(url: str) -> None:
    """PostgreSQL and nothing else."""
    with pytest.raises(BadConfiguration, match="PostgreSQL"):
        databases(read_environment(PRODUCTION | {"DATABASE_URL": url}))


def test_keys_when_made_open_for_the_owner_alone_and_are_never_made_twice(tmp_path: Path) -> None:
    """A second start must not throw the keys of every encrypted row away."""
    path = tmp_path / "keys.json"
    make_secrets(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        make_secrets(path)


def test_keys_when_others_may_read_them_are_refused(tmp_path: Path) -> None:
    """A key file that the whole machine reads is no key."""
    path = tmp_path / "keys.json"
    make_secrets(path)
    path.chmod(0o644)
    with pytest.raises(BadConfiguration, match="andra"):
        read_secrets(path)


def test_keys_when_one_is_added_keep_the_old_ones(tmp_path: Path) -> None:
    """Rows written with the old key are read until they are written anew."""
    path = tmp_path / "keys.json"
    make_secrets(path)
    before = read_secrets(path)
    name = add_field_key(path)
    after = read_secrets(path)
    assert after.fields_current == name
    assert after.fields["1"] == before.fields["1"]
    assert after.fields[name] != before.fields["1"]


def test_keys_when_shown_by_mistake_say_nothing(tmp_path: Path) -> None:
    """A settings dump in an error report must not carry them."""
    path = tmp_path / "keys.json"
    make_secrets(path)
    assert re.search(r"[A-Za-z0-9+/]{20,}", repr(read_secrets(path))) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"django": "x", "fields": {}, "fields_current": "1"}'])
def test_keys_when_the_file_is_not_whole_refuse(tmp_path: Path, text: str) -> None:
    """Half a key file would encrypt with what cannot be found again."""
    path = tmp_path / "keys.json"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(BadConfiguration, match="inte hel"):
        read_secrets(path)
