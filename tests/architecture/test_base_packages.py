"""What a planning may import: the packages that come with the base, and none that a group brings."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OTHER_NAMES = {"valhalla", "osrm", "ibis", "allauth", "ninja"}
"""Packages of a group that are imported by another name than they are installed by."""
PLANNING = "import skjuts.config.entry, skjuts.cli.planning, skjuts.cli.check_plan, skjuts.web.report"


def list_packages_of_groups() -> set[str]:
    """Import names of what only a group of pyproject.toml asks for."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [
        line for group in declared["dependency-groups"].values() for line in group if isinstance(line, str)
    ]
    base = set(map(_import_name, declared["project"]["dependencies"]))
    return set(map(_import_name, lines)) - base | OTHER_NAMES


def _import_name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("-", "_")


def test_planning_when_only_the_base_is_installed_then_has_all_it_imports() -> None:
    """`./run plan --report` installs the base alone: another import is a traceback on a bare machine."""
    # None in the table of modules is how Python says that an import is to fail.
    hide = f"import sys; sys.modules.update(dict.fromkeys({sorted(list_packages_of_groups())!r}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{hide}; {PLANNING}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
