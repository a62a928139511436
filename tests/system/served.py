"""The pages as a process of their own on a database of their own, as a browser meets them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError

from psycopg.conninfo import conninfo_to_dict

from tests import platform_database
from tests.free_port import find_free_port

PATIENCE_S = 90
BUILDING_S = 400


@contextlib.contextmanager
def serve(
    folder: Path,
    *,
    issuers: list[dict[str, Any]] | None = None,
    universe: str = "",
    settings: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Serve the demonstration with its personas placed, or a whole universe of a size; yields the address."""
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    name = database_of(address)
    with platform_database.clone(name, platform_database.make_template()):
        own = {"SKJUTS_WAREHOUSE": str(folder / "warehouse")} | dict(settings or {})
        environment = _environment(name, address, issuers or []) | own
        if universe:
            _run(environment, "skjuts", "universe", "--size", universe)
        else:
            _run(environment, "django", "place_personas")
        words = [
            "-m",
            "uvicorn",
            "skjuts.config.asgi:application",
            "--port",
            str(port),
            "--log-level",
            "warning",
        ]
        with (
            (folder / "server.txt").open("wb") as said,
            subprocess.Popen([sys.executable, *words], env=environment, stdout=said, stderr=said) as server,
        ):
            try:
                wait_for(f"{address}/health/ready", server, folder / "server.txt")
                yield address
            finally:
                server.terminate()
                server.wait(timeout=20)


def database_of(address: str) -> str:
    """The name of the database behind an address that is served here."""
    return f"test_served_{address.rpartition(':')[2]}"


@contextlib.contextmanager
def inside(address: str, *, otherwise: str) -> Iterator[None]:
    """Let this process's Django use the database behind an address; `otherwise` is its own."""
    platform_database.point_at(database_of(address))
    try:
        yield
    finally:
        platform_database.close_all()
        platform_database.point_at(otherwise)


def wait_for(address: str, server: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until an address answers 200."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert server.poll() is None, said.read_text(encoding="utf-8")
        with (
            contextlib.suppress(URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(address, timeout=5) as answer,  # noqa: S310  (our own address)
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(said.read_text(encoding="utf-8"))


def _environment(database: str, address: str, issuers: list[dict[str, Any]]) -> dict[str, str]:
    told = conninfo_to_dict(os.environ[platform_database.ADMIN])
    host, port = str(told["host"]).replace("/", "%2F"), told.get("port", 5432)
    return os.environ | {
        "DATABASE_URL": f"postgresql://skjuts_app@/{database}?host={host}&port={port}",
        "DATABASE_OWNER_URL": f"postgresql://skjuts_owner@/{database}?host={host}&port={port}",
        "SKJUTS_MODE": "demo",
        "SKJUTS_PUBLIC_URL": address,
        "SKJUTS_OIDC_ISSUERS": json.dumps(issuers),
        "SKJUTS_LOG_FORMAT": "text",
        "PYTHONWARNINGS": "default",
    }


def _run(environment: Mapping[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=environment,
        check=False,
        timeout=BUILDING_S,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
