"""Witnesses of the access log: a folder that lies on another machine, or none."""

from __future__ import annotations

from pathlib import Path

from skjuts.adapters.witness.folder import FolderWitness
from skjuts.adapters.witness.missing import NoWitness
from skjuts.core.ports.witness import Witness


def open_witness(folder: Path | None) -> Witness:
    """The witness of a folder; None is nobody."""
    return NoWitness() if folder is None else FolderWitness(folder)
