"""What others made and we ship is exactly what they published, under licences that we allow."""

from __future__ import annotations

import json

from skjuts.web.icons import list_icons
from tools.vendor import MANIFEST, ROOT, SHIPPED, list_allowed_licences, list_packages, write_manifest

FROM_NORWAY_NOT_INERA = ("inera", "1177", "siths")


def test_vendored_files_when_digested_anew_match_the_manifest() -> None:
    """A file changed by hand would look like its maker's and be nobody's."""
    assert MANIFEST.read_text(encoding="utf-8") == write_manifest(list_packages())


def test_vendored_folder_when_listed_holds_nothing_undeclared() -> None:
    """What no declaration names has no known origin and no known licence."""
    declared = {
        ROOT / name for row in json.loads(MANIFEST.read_text(encoding="utf-8")) for name in row["files"]
    }
    assert {path for path in SHIPPED.rglob("*") if path.is_file()} - {MANIFEST} <= declared


def test_vendored_icons_when_looked_for_are_each_named_by_a_page() -> None:
    """What nobody draws is weight in every copy, and hides what is used."""
    pages = [path for kind in ("html", "py") for path in (ROOT / "src/skjuts").rglob(f"*.{kind}")]
    said = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert [name for name in list_icons() if f'"{name}"' not in said and f"'{name}'" not in said] == []


def test_vendored_packages_when_checked_have_an_allowed_licence_and_keep_its_text() -> None:
    """Shipping under a licence that forbids it would bind every region that runs us."""
    for package in list_packages():
        assert package.licence in list_allowed_licences(), package.name
        assert any(name in {"LICENSE", "package.json"} for name in package.files), package.name


def test_vendored_packages_when_named_include_nothing_reserved_for_others() -> None:
    """Inera's design system may be used by Inera alone."""
    for package in list_packages():
        assert not any(word in package.name.lower() for word in FROM_NORWAY_NOT_INERA)


def test_vendored_scripts_when_read_point_at_no_source_map() -> None:
    """Static storage with digests refuses a script whose map is absent."""
    for path in SHIPPED.rglob("*.js"):
        assert b"sourceMappingURL" not in path.read_bytes(), path
