"""docs/reference/rights.md: who may do what at every address, from the table that the tests try."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "app" / "rights.toml"
ROLES = ROOT / "src" / "skjuts" / "apps" / "tenancy" / "roles.py"
HEAD = """\
# Rättigheter

Skriven av `./run docs` ur `tests/app/rights.toml`. Testerna i `tests/app/test_rights.py` provar varje ruta:
varje adress, metod och roll, i varje förhållande till det som adressen gäller. En adress som inte står här
släpps inte in i huset, och det man inte får se ser ut som något som inte finns.

| adress | metod | vem | gäller | anmärkning |
|---|---|---|---|---|
"""
RELATIONS = {
    "own_unit": "egna enheten",
    "other_unit": "andra enheter",
    "other_authority": "andra huvudmän",
    "cooperating": "huvudmän som man samverkar med",
    "protected": "skyddade personer",
    "foreign_protected": "andra huvudmäns skyddade personer",
}
OPENINGS = {"anyone": "alla, utan inloggning", "signed_in": "alla som är inloggade, även utan uppdrag"}


def write_rights_reference() -> str:
    """The page: one row per address."""
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return HEAD + "".join(_row(name, told[name]) for name in sorted(told))


def _row(name: str, told: dict[str, Any]) -> str:
    cells = (f"`{name}`", ", ".join(told["methods"]), _who(told), _reach(told), told.get("why", ""))
    return f"| {' | '.join(cells)} |\n"


def _who(told: dict[str, Any]) -> str:
    if "open_to" in told:
        return OPENINGS[told["open_to"]]
    if told["roles"] == ["*"]:
        return "alla med uppdrag"
    return ", ".join(_roles()[one] for one in told["roles"])


def _reach(told: dict[str, Any]) -> str:
    if "object" not in told or "open_to" in told:
        return ""
    general = ", ".join(RELATIONS[one] for one in told.get("reach", ()))
    special = [
        f"{_roles()[role]}: {', '.join(RELATIONS[one] for one in reach) or 'inget'}"
        for role, reach in told.get("reach_of", {}).items()
    ]
    return "; ".join(filter(None, [general, *special]))


@cache
def _roles() -> dict[str, str]:
    """The roles' Swedish names by value, read from the source: the documents are written without Django."""
    found = {}
    for node in ast.walk(ast.parse(ROLES.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(value=ast.Tuple(elts=[ast.Constant(value=str(value)), ast.Call(args=[told])])):
                found[value] = str(ast.literal_eval(told))
    return found
