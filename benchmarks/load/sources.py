"""The files that decide what the large house holds: another version of any, and it is loaded anew."""

from __future__ import annotations

from pathlib import Path

from benchmarks.records import ROOT

PATTERNS = (
    "apps/*/migrations/*.py",
    "machine/migrations/*.py",
    "apps/tenancy/*.py",
    "apps/audit/chain.py",
    "apps/training/courses/**/*.toml",
    "apps/training/courses/**/*.md",
    "rehearsal/universe/volume*.py",
    "rehearsal/universe/people.py",
    "rehearsal/universe/names.py",
)


def list_volume_sources() -> list[Path]:
    """The files in order."""
    source = ROOT / "src" / "skjuts"
    return sorted({path for pattern in PATTERNS for path in source.glob(pattern)})
