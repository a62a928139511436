"""Names of keys, by which a backup says what its rows were written with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KeyNames:
    """How the keys of a key file are named without telling them.

    `held`: those that rows may be written with. `removed`: those that were taken out, and the time from which
    nothing had used them: backups taken later need them as little as the house does.
    """

    held: Callable[[Path], list[str]]
    removed: Callable[[Path], dict[str, datetime]]
