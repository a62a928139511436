"""The large house: a cluster that is loaded once and kept, and a fresh copy of its database for each run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.load.sources import list_volume_sources
from benchmarks.records import ROOT
from skjuts.adapters.postgres.roles import APP, OWNER, grant_connection, prepare_database
from skjuts.adapters.postgres.server import Server, running_postgres
from skjuts.config.secrets import make_secrets

TEMPLATE, MAKING, RUN = "load_template", "load_making", "load_run"
CACHE = ROOT / ".cache" / "bench" / "load"
HOST = "127.0.0.1"
WEB_PROCESSES = 3
"""One more than the cores: while one waits for the database, another works."""


@dataclass(frozen=True, slots=True)
class LargeHouse:
    """A running cluster with a fresh copy of the large database."""

    folder: Path
    server: Server

    def environment(self, database: str, *, as_owner: bool = False) -> dict[str, str]:
        """What a process of ours needs to work on a database."""
        told = {
            "SKJUTS_MODE": "demo",
            "SKJUTS_SECRETS": str(self.folder / "secrets.json"),
            "SKJUTS_FILES": str(self.folder / "files"),
            "SKJUTS_BACKUPS": str(self.folder / "backups"),
            "DATABASE_URL": self.server.dsn(APP, database=database),
        }
        if as_owner:
            told["DATABASE_OWNER_URL"] = self.server.dsn(OWNER, database=database)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("SKJUTS_", "DATABASE_"))
        }
        return kept | told

    def run(self, *words: str, database: str = RUN, as_owner: bool = False) -> str:
        """Run a Python program of ours to its end; returns what it printed. Raises RuntimeError."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment(database, as_owner=as_owner),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}")
        return done.stdout


@contextmanager
def open_house(*, is_quick: bool, say: Callable[[str], None]) -> Iterator[LargeHouse]:
    """The cluster of a size, loaded now if it was not, with the run's database made anew."""
    folder = CACHE / ("quick" if is_quick else "full")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "secrets.json").exists():
        make_secrets(folder / "secrets.json")
    with running_postgres(folder / "postgres") as server:
        house = LargeHouse(folder, server)
        _load(house, is_quick=is_quick, say=say)
        _copy(server)
        yield house


@contextmanager
def serving(house: LargeHouse, port: int) -> Iterator[str]:
    """The house's own processes (pages, worker, supervisor) on the run's database; yields the address."""
    log = house.folder / "house.log"
    words = [sys.executable, "-m", "skjuts", "serve", "--port", str(port), "--web", str(WEB_PROCESSES)]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [*words, "--no-migrate", "--folder", str(house.folder / "served")],
            env=house.environment(RUN) | {"SKJUTS_PUBLIC_URL": f"http://{HOST}:{port}"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=sink,
            text=True,
        )
        try:
            _await_ready(process)
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def _await_ready(process: subprocess.Popen[str]) -> None:
    for line in process.stdout or ():
        if line.startswith("ready "):
            return
    raise RuntimeError("the house did not open; .cache/bench/load/*/house.log tells why")


def _load(house: LargeHouse, *, is_quick: bool, say: Callable[[str], None]) -> None:
    """Load the template unless it is there and made of what the sources say now."""
    mark = house.folder / "loaded"
    digest = _digest()
    with _admin(house.server) as admin:
        if mark.exists() and mark.read_text(encoding="utf-8") == digest and _exists(admin, TEMPLATE):
            return
        begun = house.folder / "begun"
        is_begun = begun.exists() and begun.read_text(encoding="utf-8") == digest and _exists(admin, MAKING)
        for name in (TEMPLATE, RUN) if is_begun else (TEMPLATE, RUN, MAKING):
            admin.execute(f'drop database if exists "{name}" with (force)'.encode())
        if not is_begun:
            shutil.rmtree(house.folder / "files", ignore_errors=True)
            admin.execute(f'create database "{MAKING}" owner {OWNER}'.encode())
            with psycopg.connect(
                house.server.dsn("skjuts_admin", database=MAKING), autocommit=True
            ) as inside:
                prepare_database(inside)
            begun.write_text(digest, encoding="utf-8")
    say("loading the large house (kept for later runs)")
    began = time.monotonic()
    house.run("-m", "skjuts", "migrate", database=MAKING, as_owner=True)
    size = "quick" if is_quick else "full"
    house.run("-m", "benchmarks.load.loading", size, database=MAKING, as_owner=True)
    with _admin(house.server) as admin:
        admin.execute(f'alter database "{MAKING}" rename to "{TEMPLATE}"'.encode())
    mark.write_text(digest, encoding="utf-8")
    say(f"loaded in {time.monotonic() - began:.0f} s")


def _copy(server: Server) -> None:
    with _admin(server) as admin:
        admin.execute(f'drop database if exists "{RUN}" with (force)'.encode())
        admin.execute(
            f'create database "{RUN}" template "{TEMPLATE}" owner {OWNER} strategy file_copy'.encode()
        )
        grant_connection(admin, RUN)


def _digest() -> str:
    """What the loaded rows depend on."""
    seen = hashlib.sha256()
    for path in list_volume_sources():
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _exists(admin: psycopg.Connection, name: str) -> bool:
    return admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


@contextmanager
def _admin(server: Server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        yield admin
