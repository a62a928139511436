"""Reads a profile: a TOML file in which each parameter is a table of `value`, `kind` and `source`.

A profile may inherit from another and then says only what differs. A figure without provenance
is refused: nothing is drawn from a number that nobody answers for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.rehearsal.profile.profile import Profile

LEAF = frozenset({"value", "kind", "source"})
HEADINGS = frozenset({"title", "slug", "inherits"})


class ProvenanceKind(StrEnum):
    """How a parameter is known."""

    SOURCED = "sourced"
    """The figure stands in the named source."""
    DERIVED = "derived"
    """Computed from named figures."""
    ASSUMED = "assumed"
    """Nobody has told us; a region puts its own figure in its place."""


class Parameter(NamedTuple):
    """One parameter as it stands in a profile, and the slug of the profile that says so."""

    path: str
    value: Any
    kind: ProvenanceKind
    source: str
    profile: str


def list_regions() -> list[str]:
    """The slugs of all profiles, in alphabetical order."""
    folder = resources.files("skjuts.rehearsal") / "profiles"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


@cache
def get_profile(slug: str) -> Profile:
    """Read the profile of a region; raises `NotFound` for an unknown slug."""
    parameters = get_parameters(slug)
    plain: dict[str, Any] = {key: _read_file(slug)[key] for key in ("title", "slug")}
    for parameter in parameters.values():
        _put(plain, parameter.path.split("."), parameter.value)
    try:
        return msgspec.convert(plain, Profile, str_keys=True)
    except msgspec.ValidationError as error:
        raise InvalidField(f"Profilen {slug} går inte att använda: {error}", field=slug) from error


def get_parameters(slug: str) -> dict[str, Parameter]:
    """Every parameter that holds for a region, by path, its own before the inherited."""
    tables = _read_file(slug)
    inherited = get_parameters(tables["inherits"]) if "inherits" in tables else {}
    own = {key: value for key, value in tables.items() if key not in HEADINGS}
    return inherited | {parameter.path: parameter for parameter in _walk(own, "", slug)}


def _read_file(slug: str) -> dict[str, Any]:
    if slug not in list_regions():
        raise NotFound(
            f"Det finns ingen profil för regionen {slug}.",
            field="region",
            remedy=f"Välj någon av {', '.join(list_regions())}.",
        )
    text = (resources.files("skjuts.rehearsal") / "profiles" / f"{slug}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _walk(table: Mapping[str, Any], prefix: str, slug: str) -> Iterator[Parameter]:
    for key, value in table.items():
        path = f"{prefix}{key}"
        if not isinstance(value, dict) or (LEAF & value.keys() and value.keys() != LEAF):
            raise InvalidField(
                f"Parametern {path} i profilen {slug} saknar ursprung.",
                field=path,
                remedy="Ange value, kind (sourced, derived eller assumed) och source.",
            )
        if value.keys() == LEAF:
            yield Parameter(path, value["value"], ProvenanceKind(value["kind"]), value["source"], slug)
        else:
            yield from _walk(value, f"{path}.", slug)


def _put(plain: dict[str, Any], keys: list[str], value: object) -> None:
    for key in keys[:-1]:
        plain = plain.setdefault(key, {})
    plain[keys[-1]] = value
