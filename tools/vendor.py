"""`python -m tools vendor`: what others made and we ship, fetched again and compared with what was promised.

`src/skjuts/web/vendor.toml` declares the packages; `MANIFEST.json` beside the files lists every file with its
digest, so that a test can tell without a network that nothing was changed by hand.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DECLARATION = ROOT / "src/skjuts/web/vendor.toml"
SHIPPED = ROOT / "src/skjuts/web/static/vendor"
MANIFEST = SHIPPED / "MANIFEST.json"
SOURCE_MAP = re.compile(rb"\n?/[/*]# sourceMappingURL=[^\n]*")


@dataclass(frozen=True, slots=True)
class Package:
    """A declared package: where it comes from, under which licence, and what is kept of it."""

    name: str
    version: str
    licence: str
    integrity: str
    use: str
    files: tuple[str, ...]
    icons: tuple[str, ...] = ()
    folder: str = ""
    renamed: dict[str, str] = field(default_factory=dict)
    strip_source_map: bool = False

    @property
    def place(self) -> Path:
        """The folder that holds what is kept."""
        return ROOT / self.folder if self.folder else SHIPPED / self.name.lstrip("@") / self.version

    def list_kept(self) -> Iterator[tuple[str, Path]]:
        """Each kept file: its path in the package and its place here."""
        for name in (*self.files, *(f"icons/{icon}.svg" for icon in self.icons)):
            yield name, self.place / self.renamed.get(name, name.removeprefix("dist/"))


def list_packages(declaration: Path = DECLARATION) -> list[Package]:
    """Read the declared packages."""
    return [_package(row) for row in tomllib.loads(declaration.read_text(encoding="utf-8"))["package"]]


def list_allowed_licences(declaration: Path = DECLARATION) -> list[str]:
    """Read the licences, as SPDX identifiers, under which a package may be shipped."""
    return list(tomllib.loads(declaration.read_text(encoding="utf-8"))["licences_allowed"])


def write_manifest(packages: list[Package]) -> str:
    """The manifest's text: every kept file with its digest, package by package."""
    rows = [
        {
            "name": package.name,
            "version": package.version,
            "licence": package.licence,
            "integrity": package.integrity,
            "use": package.use,
            "files": {
                str(place.relative_to(ROOT)): hashlib.sha256(place.read_bytes()).hexdigest()
                for _, place in package.list_kept()
            },
        }
        for package in packages
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def vendor() -> int:
    """Fetch every package with npm, refuse one that is not what was declared, and write the tree anew."""
    packages = list_packages()
    for package in packages:
        print(f"vendor: {package.name} {package.version}", flush=True)
        _unpack(package, _fetch(package))
    MANIFEST.write_text(write_manifest(packages), encoding="utf-8")
    return 0


def _package(row: dict[str, Any]) -> Package:
    return Package(**{**row, "files": tuple(row["files"]), "icons": tuple(row.get("icons", ()))})


def _fetch(package: Package) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "npm",
            "pack",
            "--silent",
            f"{package.name}@{package.version}",
            "--pack-destination",
            folder,
        ]
        subprocess.run(command, check=True, capture_output=True, text=True)
        tarball = next(Path(folder).glob("*.tgz")).read_bytes()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if digest != package.integrity:
        raise SystemExit(f"{package.name} {package.version} is not what was declared: {digest}")
    return tarball


def _unpack(package: Package, tarball: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for name, place in package.list_kept():
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{package.name} has no file {name}")
            content = member.read()
            if package.strip_source_map and name.endswith(".js"):
                content = SOURCE_MAP.sub(b"", content)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
