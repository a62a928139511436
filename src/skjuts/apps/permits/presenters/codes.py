"""What the page of code lists shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.permits.codes import ListedCode, list_answers, name_fills
from skjuts.apps.permits.services.import_codes import CheckedCodes
from skjuts.apps.registry.facts.import_files import Problem
from skjuts.web.elements import Column, Fact
from skjuts.web.languages import said_in

MOST_SHOWN = 50
EXAMPLE = """kodverk;kod;text;uppgift;svar
Påhittad;G1;Går högst några meter;Går högst, meter;50
Påhittad;G1;Går högst några meter;Hjälpmedel;Rollator"""
"""A file as the page shows it: files are in Swedish in every language."""


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code of the list."""

    system: str
    code: str
    text: str
    fills: str


@dataclass(frozen=True, slots=True)
class ShownTrial:
    """What a file would do, or what is wrong with it."""

    counts: tuple[Fact, ...]
    retired: tuple[str, ...]
    problems: tuple[Problem, ...]
    problem_count: int


def show_codes(codes: Iterable[ListedCode]) -> tuple[ShownCode, ...]:
    """The list in use."""
    return tuple(ShownCode(one.system, one.code, one.text, name_fills(one)) for one in codes)


def show_trial(found: CheckedCodes) -> ShownTrial:
    """A file that was read on trial."""
    return ShownTrial(
        counts=(
            Fact(_("Nya"), str(found.added)),
            Fact(_("Ändrade"), str(found.changed)),
            Fact(_("Oförändrade"), str(found.same)),
            Fact(_("Tas ur bruk"), str(len(found.retired))),
        ),
        retired=tuple(f"{one.system} {one.code} {one.text}" for one in found.retired),
        problems=found.problems[:MOST_SHOWN],
        problem_count=len(found.problems),
    )


def list_code_columns() -> tuple[Column, ...]:
    """The head of the list."""
    return tuple(map(Column, (_("Kodverk"), _("Kod"), _("Text"), _("Fyller i"))))


def list_problem_columns() -> tuple[Column, ...]:
    """The head of the faults."""
    return (
        Column(_("Rad"), numeric=True),
        *map(Column, (_("Kolumn"), _("Vad som är fel"), _("Vad du gör"))),
    )


def list_fillable() -> tuple[Fact, ...]:
    """What a code may fill in, and with which answers."""
    return tuple(
        Fact(said_in(label), said_in(", ".join(answers)) or _("ett helt tal"))
        for label, answers in list_answers().items()
    )
