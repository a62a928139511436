"""What a house consists of, and where it keeps its things."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skjuts.cli.house.furnishing import Furnishing

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class HouseFolder:
    """The folder of a house that brings its own database.

    | path | holds |
    |---|---|
    | `postgres/` | the cluster |
    | `files/` | attachments |
    | `secrets.json` | the keys; never in a backup |
    | `backups/` | backups, and `last_restored.json` |
    | `mode` | demo or production: what it was made as, it stays |
    """

    path: Path

    @property
    def postgres(self) -> Path:
        """The cluster's folder."""
        return self.path / "postgres"

    @property
    def files(self) -> Path:
        """The folder of attachments."""
        return self.path / "files"

    @property
    def keys(self) -> Path:
        """The key file."""
        return self.path / "secrets.json"

    @property
    def mode(self) -> Path:
        """The file that remembers what kind of house it is."""
        return self.path / "mode"

    def find_mode(self) -> str | None:
        """Find what the house was made as; None before it has been opened."""
        return self.mode.read_text(encoding="utf-8").strip() if self.mode.exists() else None

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.path / "backups"


def _nothing_more(furnishing: Furnishing) -> None:
    del furnishing


def _nobody_waits(address: str) -> None:
    del address


@dataclass(frozen=True, slots=True)
class HousePlan:
    """A house to be opened by `keep_house`.

    `make_keys` writes a key file where there is none, only for a house whose database is new as well.
    `furnish` is called once, after the migrations and before the pages: the demo builds its universe there.
    `on_ready` is called with the address when the pages answer. The port is taken on `host`; 0 takes a free
    one. What the programs say goes to `log`, or to our own standard error.
    """

    folder: HouseFolder
    mode: str
    make_keys: Callable[[Path], None]
    host: str = LOOPBACK
    port: int = 8000
    web_processes: int = 1
    migrates: bool = True
    log: Path | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    furnish: Callable[[Furnishing], None] = _nothing_more
    on_ready: Callable[[str], None] = _nobody_waits
