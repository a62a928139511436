"""`skjuts keys`: made once, seen, and changed while values wait under the old key."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
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
from skjuts.cli.backup.manifest import FORM, Manifest, write_manifest
from skjuts.cli.keys import KeyFileExists, KeyInUse, make_keys
from skjuts.config.key_changes import add_field_key, find_settled
from skjuts.config.key_fingerprints import fingerprint_field_key, list_removed_keys
from skjuts.config.key_work import KEY_FILE
from skjuts.config.secrets import read_secrets
from skjuts.core.kernel.errors import BadConfiguration, NotFound
from tests.app.signed_in import make_authority


def run(*arguments: str) -> object:
    """The command, with what its module is given at the composition root."""
    app = make_keys(KEY_FILE, lambda: None)
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
        monkeypatch.setenv("SKJUTS_BACKUPS", str(tmp_path / "backups"))
        require_removal(path, ring)


def require_removal(path: Path, ring: Keyring) -> None:
    """Keys go when nothing needs them: values, backups from before, or the house itself."""
    with pytest.raises(KeyInUse, match="skriver nu"):
        run("remove", "3")
    with pytest.raises(NotFound):
        run("remove", "9")
    settled = find_settled(path)
    assert settled is not None
    name = fingerprint_field_key(path, "1")
    write_backup(path.parent / "backups", "old", settled - timedelta(hours=1), str(name))
    with pytest.raises(KeyInUse, match="1 säkerhetskopior är skrivna med nyckel 1"):
        run("remove", "1")
    write_backup(path.parent / "backups", "old", settled + timedelta(hours=1), str(name))
    assert run("remove", "1", "--dry-run").exit_code == 0  # type: ignore[attr-defined]
    assert "1" in read_secrets(path).fields
    assert run("remove", "1").exit_code == 0  # type: ignore[attr-defined]
    assert sorted(read_secrets(path).fields) == ["2", "3"]
    assert list_removed_keys(path) == {name: settled}
    held = json.loads(path.read_text())
    path.write_text(json.dumps(held | {"fields_current": "2"}))
    ring.look_again()
    with pytest.raises(KeyInUse, match="uppgifter är krypterade med nyckel 3"):
        run("remove", "3")


def write_backup(folder: Path, name: str, taken_at: datetime, key: str) -> None:
    """A backup of nothing, with a key in its manifest."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    manifest = Manifest(
        form=FORM,
        name=name,
        taken_at=taken_at,
        program="0",
        postgres=18,
        keys=[key],
        tables={},
        files={},
        bytes=0,
    )
    write_manifest(folder / name, manifest)


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
