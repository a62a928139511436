"""`skjuts keys`: made once, seen, and changed while values wait under the old key."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings as told_settings
from typer.testing import CliRunner

from skjuts.apps.audit.services import enqueue_message
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.vault import keyring
from skjuts.apps.vault.keyring import Keyring
from skjuts.apps.vault.services.rotate_keys import count_key_use
from skjuts.cli.keys import KeyFileExists, make_keys
from skjuts.config.secrets import add_field_key, make_secrets, read_secrets
from skjuts.core.kernel.errors import BadConfiguration
from tests.app.signed_in import make_authority


def run(*arguments: str) -> object:
    """The command, with what its module is given at the composition root."""
    app = make_keys(make_secrets, add_field_key, lambda: None)
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_key_file_when_made_is_for_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    """The only copy of a key may be in it."""
    path = tmp_path / "keys" / "nycklar.json"
    assert run("new", str(path)).exit_code == 0  # type: ignore[attr-defined]
    before = path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_secrets(path).fields_current == "1"
    with pytest.raises(KeyFileExists):
        run("new", str(path))
    assert path.read_text() == before


def test_key_file_when_nobody_said_where_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not written somewhere by chance."""
    monkeypatch.delenv("SKJUTS_SECRETS", raising=False)
    with pytest.raises(BadConfiguration, match="plats"):
        run("new")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_rotation_when_run_adds_a_key_and_writes_everything_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And an interrupted one goes on without a third key."""
    path = copy_keys(tmp_path)
    monkeypatch.setenv("SKJUTS_SECRETS", str(path))
    ring = Keyring(read_secrets(path), lambda: read_secrets(path))
    with patch.object(keyring, "active", lambda: ring):
        enqueue("ett")
        assert run("rotate", "--no-wait").exit_code == 0  # type: ignore[attr-defined]
        assert read_secrets(path).fields_current == "2"
        assert {one.key_id for one in count_key_use(using="owner")} == {"2"}
        add_field_key(path)
        ring.look_again()
        run("rotate", "--no-wait")
        assert list(json.loads(path.read_text())["fields"]) == ["1", "2", "3"]
        assert {one.key_id for one in count_key_use(using="owner")} == {"3"}
        assert "Allt är krypterat" in run("status").output  # type: ignore[attr-defined]


def enqueue(key: str) -> None:
    """A value in an encrypted column, written with the current key."""
    authority = make_authority("nycklar")
    with entering(authorities=[authority.id]):
        enqueue_message(channel="mail", key=key, authority_id=authority.id, payload={"to": "nobody"})


def copy_keys(folder: Path) -> Path:
    """A key file of the test's own, with the run's keys."""
    path = folder / "nycklar.json"
    path.write_text(Path(told_settings.ENVIRONMENT.secrets_path).read_text())
    path.chmod(0o600)
    return path
