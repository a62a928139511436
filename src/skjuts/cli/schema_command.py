"""`skjuts schema`: the JSON Schema of our forms, for programs that write or read them."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The kinds of document."""

    PROBLEM = "problem"
    PLAN = "plan"


def schema(
    kind: Annotated[Kind, typer.Argument(metavar="problem|plan", help="Underlag eller plan.")],
) -> None:
    """Skriv JSON-schemat för en dags underlag eller för en plan."""
    from skjuts.core.planning import formats

    typer.echo(json.dumps(formats.schema(kind.value), ensure_ascii=False, indent=2))
