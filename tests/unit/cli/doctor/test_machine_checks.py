"""What the doctor says of the machine, and that it says how to mend it."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from skjuts.adapters.postgres.binaries import Binaries
from skjuts.adapters.postgres.errors import PostgresMissing
from skjuts.cli.doctor import machine_checks
from skjuts.cli.doctor.findings import Finding, State, Surroundings
from skjuts.cli.doctor.machine_checks import list_changed
from skjuts.cli.house.plan import HouseFolder


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    """A house that does not exist yet."""
    return Surroundings(HouseFolder(tmp_path / "inte" / "än"), {}, None)


def one(findings: object) -> Finding:
    """The only finding of a check."""
    (found,) = list(findings)  # type: ignore[call-overload]
    return found


def test_every_check_when_it_finds_a_fault_then_says_how_to_mend_it(
    around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault without a remedy is a riddle."""

    def missing() -> Binaries:
        raise PostgresMissing

    monkeypatch.setattr(machine_checks, "get_binaries", missing)
    monkeypatch.setattr(machine_checks, "LEAST_FREE_GB", 1e9)
    monkeypatch.setattr(machine_checks, "OLDEST_PYTHON", (4, 0))
    monkeypatch.setattr(machine_checks, "PACKAGES", ("finns_inte",))
    monkeypatch.setattr(machine_checks, "LETTER_LIBRARIES", ("finns-inte",))
    monkeypatch.setattr(machine_checks.importlib.util, "find_spec", lambda name: name == "weasyprint" or None)
    monkeypatch.setattr(machine_checks, "list_changed", lambda *_: ["a.css"])
    findings = [found for check in machine_checks.CHECKS for found in check(around)]
    faults = [found for found in findings if found.state is State.FAULT]
    assert {found.what for found in faults} == {
        "Python",
        "Paket",
        "Ledigt diskutrymme",
        "PostgreSQL:s program",
        "Medföljande filer",
        "Brev som PDF",
    }
    assert all(found.remedy for found in faults)


def test_postgresql_when_missing_but_a_cluster_is_named_then_no_fault(
    around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A house on somebody else's cluster needs no programs of its own."""

    def missing() -> Binaries:
        raise PostgresMissing

    monkeypatch.setattr(machine_checks, "get_binaries", missing)
    elsewhere = Surroundings(around.folder, {"DATABASE_URL": "postgresql://x/y"}, None)
    assert one(machine_checks.check_programs(elsewhere)).state is State.UNTRIED


def test_disk_when_the_house_is_not_made_yet_then_judged_where_it_will_be(around: Surroundings) -> None:
    """The question is asked before the first start."""
    found = one(machine_checks.check_disk(around))
    free_gb = shutil.disk_usage(around.folder.path.parents[1]).free / 1e9
    assert (found.state is State.OK) == (free_gb >= machine_checks.LEAST_FREE_GB)


def test_shipped_files_when_changed_or_gone_then_named(tmp_path: Path) -> None:
    """A script that is not the one we reviewed must not run in a patient's browser."""
    (tmp_path / "web").mkdir()
    for name in ("a.css", "b.js"):
        (tmp_path / "web" / name).write_bytes(name.encode())
    files = {
        f"src/skjuts/web/{name}": hashlib.sha256(name.encode()).hexdigest()
        for name in ("a.css", "b.js", "c.js")
    }
    files["tests/vendor/axe.js"] = "serves the tests alone"
    (tmp_path / "web" / "b.js").write_bytes(b"annat")
    assert list_changed([{"files": files}], tmp_path) == ["src/skjuts/web/b.js", "src/skjuts/web/c.js"]


def test_python_when_this_one_runs_then_told_by_number(around: Surroundings) -> None:
    """Whoever asks for help pastes the answer."""
    found = one(machine_checks.check_python(around))
    assert (found.state, found.told) == (State.OK, ".".join(map(str, sys.version_info[:3])))
