"""The declared table (rights.toml) and the addresses that the house really has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from skjuts.apps.tenancy.roles import Role

FILE = Path(__file__).parents[1] / "rights.toml"
EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")
SAFE = frozenset({"GET"})

type Opening = Literal["anyone", "signed_in", "assigned"]


class Relation(StrEnum):
    """How an object lies to the one who asks for it."""

    OWN_UNIT = "own_unit"
    OTHER_UNIT = "other_unit"
    OTHER_AUTHORITY = "other_authority"
    COOPERATING = "cooperating"
    PROTECTED = "protected"
    FOREIGN_PROTECTED = "foreign_protected"


@dataclass(frozen=True, slots=True)
class Row:
    """What is declared of one address."""

    name: str
    methods: tuple[str, ...]
    opening: Opening
    roles: frozenset[Role] = frozenset()
    object: str = ""
    reach: frozenset[Relation] = frozenset()
    reach_of: dict[Role, frozenset[Relation]] = field(default_factory=dict)
    is_api: bool = False
    csrf: str = ""
    why: str = ""

    def lets_in(self, role: Role, relation: Relation | None) -> bool:
        """Whether somebody with this role alone is let in to an object that lies so."""
        if self.opening != "assigned":
            return True
        if role not in self.roles:
            return False
        return relation is None or relation in self.reach_of.get(role, self.reach)


def read_table() -> dict[str, Row]:
    """The declared rows by address."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: _row(name, one) for name, one in told.items()}


def list_addresses() -> list[str]:
    """The names of all addresses, from the resolver; an address without a name is told by its pattern."""
    from django.urls import get_resolver

    return sorted(set(_walk(get_resolver(), "", "")))


def _walk(resolver: Any, space: str, prefix: str) -> Iterator[str]:  # noqa: ANN401
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, inner, prefix + str(one.pattern))
        else:
            yield f"{space}{one.name}" if one.name else f"/{prefix}{one.pattern}"


def _row(name: str, told: dict[str, Any]) -> Row:
    roles = told.get("roles", [])
    return Row(
        name=name,
        methods=tuple(told["methods"]),
        opening=told.get("open_to", "assigned"),
        roles=frozenset(Role) if roles == ["*"] else frozenset(Role(one) for one in roles),
        object=told.get("object", ""),
        reach=frozenset(Relation(one) for one in told.get("reach", ())),
        reach_of={
            Role(role): frozenset(Relation(one) for one in reach)
            for role, reach in told.get("reach_of", {}).items()
        },
        is_api=told.get("api", False),
        csrf=told.get("csrf", ""),
        why=told.get("why", ""),
    )
