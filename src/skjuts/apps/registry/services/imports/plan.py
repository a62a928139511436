"""What applying a file would do: the same for units, staff and assignments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.import_files import Problem
from skjuts.apps.registry.services.imports.progress import Progress
from skjuts.apps.tenancy.actor import Actor

LARGEST_LOSS = 0.5
"""A file that would close more of a register than this is taken for an incomplete one."""
SMALL_REGISTER = 10


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose register, on which day, whether those who are not in the file are closed, and who counts."""

    actor: Actor
    today: dt.date
    closes_missing: bool
    progress: Progress = field(default_factory=Progress)


@dataclass(slots=True)
class Plan[M: Model]:
    """Rows to create, change and close; `first` is created before all others (care providers)."""

    first: list[Model] = field(default_factory=list)
    created: list[M] = field(default_factory=list)
    changed: list[M] = field(default_factory=list)
    closed: list[M] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each, as the page tells it."""
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "closed": len(self.closed),
        }

    def count_rows(self) -> int:
        """How many rows there are to be done with, those that stay as they are included."""
        return sum(self.counts().values())

    def judge_loss(self, register_size: int) -> None:
        """Refuse to close so much that the file must be incomplete."""
        if register_size >= SMALL_REGISTER and len(self.closed) > LARGEST_LOSS * register_size:
            self.problems.append(
                Problem(
                    0,
                    "",
                    _("Filen skulle stänga %(closed)d av %(all)d rader i registret.")
                    % {"closed": len(self.closed), "all": register_size},
                    _("Kontrollera att filen är hel, eller läs in den utan att stänga det som saknas."),
                )
            )


def alter(row: Model, values: Mapping[str, object]) -> bool:
    """Put the values on the row; whether any of them was new."""
    differs = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differs:
        setattr(row, name, values[name])
    if differs:
        row.version += 1  # type: ignore[attr-defined]
    return bool(differs)
