"""The drill: take a backup, lose everything, restore, and compare every table and file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from skjuts.adapters.postgres.dumping import Tally, tally_database
from skjuts.adapters.postgres.server import running_postgres
from skjuts.cli.backup.record import find_last_restored
from tests.system.house.conftest import PATIENCE_S, House, clean_environment


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """`skjuts WORDS`, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "skjuts", *map(str, words)],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        stdin=subprocess.DEVNULL,
    )


def furnish(folder: Path) -> dict[str, Tally]:
    """Rows and an attachment in a closed house; gives the tally of its tables."""
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "intyg.pdf").write_bytes(b"%PDF-1.7 intyg")
    with running_postgres(folder / "postgres") as server:
        with psycopg.connect(server.dsn("skjuts_owner")) as owner:
            owner.execute(
                "insert into django_session (session_key, session_data, expire_date)"
                " select md5(n::text), repeat('å', n), now() from generate_series(1, 300) n"
            )
        return tally_database(server.dsn("skjuts_admin"))


def tally(folder: Path) -> dict[str, Tally]:
    """The tally of a closed house."""
    with running_postgres(folder / "postgres") as server:
        return tally_database(server.dsn("skjuts_admin"))


def test_house_when_everything_is_lost_but_backup_and_keys_then_restored_the_same(
    closed_folder: Path,
) -> None:
    """A backup is worth what can be got out of it."""
    before = furnish(closed_folder)
    assert before["public.django_session"].rows == 300
    assert len(before) > 30
    taken = run("backup", "create", "--folder", closed_folder)
    assert taken.returncode == 0, taken.stderr
    for name in ("postgres", "files"):
        shutil.rmtree(closed_folder / name)
    restored = run("backup", "restore", "--yes", "--folder", closed_folder)
    assert restored.returncode == 0, restored.stderr
    assert tally(closed_folder) == before
    assert (closed_folder / "files" / "ab" / "intyg.pdf").read_bytes() == b"%PDF-1.7 intyg"
    record = find_last_restored(closed_folder / "backups")
    assert record is not None
    assert (record.into, record.tables) == ("place", len(before))
    house = House(closed_folder, "--no-migrate")
    assert house.port
    assert house.stop() == 0


def test_backup_when_taken_then_holds_no_key_and_is_closed_to_others(closed_folder: Path) -> None:
    """Keys beside what they lock are no keys."""
    keys = json.loads((closed_folder / "secrets.json").read_text(encoding="utf-8"))
    assert run("backup", "create", "--folder", closed_folder).returncode == 0
    (backup,) = (closed_folder / "backups").iterdir()
    assert backup.stat().st_mode & 0o077 == 0
    held = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    for key in (keys["django"], keys["index"], keys["signing"], *keys["fields"].values()):
        assert key.encode() not in held


def test_backup_when_tried_while_the_house_is_open_then_the_house_is_untouched(
    house: House, tmp_path: Path
) -> None:
    """The proof is made every week, in working hours."""
    place = ("--folder", house.folder, "--to", tmp_path / "kopior")
    assert run("backup", "create", *place).returncode == 0
    tried = run("backup", "verify", *place)
    assert tried.returncode == 0, tried.stderr
    assert "återställd och jämförd" in tried.stdout
    record = find_last_restored(tmp_path / "kopior")
    assert record is not None
    assert record.into == "trial"
    listed = run("backup", "list", *place)
    assert record.backup in listed.stdout
    refused = run("backup", "restore", "--yes", *place)
    assert refused.returncode == 5
    assert "körs redan" in refused.stderr


@pytest.mark.parametrize("damage", ["byte", "keys"])
def test_restoring_when_backup_or_keys_are_wrong_then_nothing_is_changed(
    closed_folder: Path, damage: str
) -> None:
    """Better an old database than half a new one."""
    before = furnish(closed_folder)
    assert run("backup", "create", "--folder", closed_folder).returncode == 0
    if damage == "byte":
        largest = max((closed_folder / "backups").rglob("*.gz"), key=lambda path: path.stat().st_size)
        torn = bytearray(largest.read_bytes())
        torn[len(torn) // 2] ^= 1
        largest.write_bytes(torn)
    else:
        (closed_folder / "secrets.json").unlink()
        assert run("keys", "new", closed_folder / "secrets.json").returncode == 0
    refused = run("backup", "restore", "--yes", "--folder", closed_folder)
    assert refused.returncode == 2
    assert "trasig" in refused.stderr or "har ändrats" in refused.stderr or "nycklar" in refused.stderr
    assert tally(closed_folder) == before
    assert find_last_restored(closed_folder / "backups") is None


def test_doctor_when_the_house_is_open_then_names_only_what_nobody_has_done_yet(house: House) -> None:
    """A new house is in order, except that no backup has been proved."""
    done = run("doctor", "--folder", house.folder, "--json")
    found = {row["check"]: row for row in json.loads(done.stdout)}
    machine = {"Ledigt diskutrymme", "Brev som PDF"}
    faults = {what for what, row in found.items() if row["state"] == "fel"} - machine
    assert faults == {"Säkerhetskopia"}, [found[what] for what in faults]
    assert done.returncode == 1
    assert found["Jobbprocess"]["state"] == "ok"
    assert found["Tabeller"]["state"] == "ok"


def test_doctor_when_there_is_no_house_then_makes_none(tmp_path: Path) -> None:
    """To ask is not to install."""
    done = run("doctor", "--folder", tmp_path / "hus")
    assert "ingen finns ännu" in done.stdout
    assert list(tmp_path.iterdir()) == []
