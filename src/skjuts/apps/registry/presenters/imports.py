"""What the pages of imported files show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.import_columns import COLUMNS, Column
from skjuts.apps.registry.models import RegisterImport
from skjuts.web.elements import Column as Heading
from skjuts.web.elements import Status

State = RegisterImport.State


@dataclass(frozen=True, slots=True)
class ShownImport:
    """A file in the history."""

    href: str
    kind: str
    file_name: str
    when: str
    who: str
    status: Status
    lines: int


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One thing to mend."""

    line: str
    column: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """The page of a file."""

    id: str
    kind: str
    file_name: str
    status: Status
    lines: int
    counts: tuple[tuple[str, int], ...]
    closing: tuple[str, ...]
    ignored: tuple[str, ...]
    problems: tuple[ShownProblem, ...]
    problem_count: int
    may_apply: bool
    is_waiting: bool
    rows_done: int
    rows_in_all: int


def history_columns() -> list[Heading]:
    """Headings of the history."""
    labels = (_("Innehåll"), _("Fil"), _("När"), _("Av"))
    return [*map(Heading, labels), Heading(_("Rader"), numeric=True), Heading(_("Läge"))]


def problem_columns() -> list[Heading]:
    """Headings of the list of faults."""
    return [
        Heading(_("Rad"), numeric=True),
        *map(Heading, (_("Kolumn"), _("Vad som är fel"), _("Vad du gör"))),
    ]


def described_columns() -> list[Heading]:
    """Headings of the description of a file's columns."""
    return [*map(Heading, (_("Rubrik"), _("Innehåll"), _("Exempel"), _("Måste finnas")))]


def show_imports(imports: Iterable[RegisterImport]) -> list[ShownImport]:
    """Rows of the history."""
    return [
        ShownImport(
            href=reverse("registry:import", args=[one.id]),
            kind=one.get_kind_display(),
            file_name=one.file_name,
            when=f"{localtime(one.begun_at):%Y-%m-%d %H.%M}",
            who=one.begun_by.staff.name,
            status=show_state(one.state),
            lines=one.line_count,
        )
        for one in imports
    ]


def show_file(one: RegisterImport) -> ShownFile:
    """A file, what it would do or did, and what is wrong with it."""
    names = {
        "created": _("Nya"),
        "changed": _("Ändrade"),
        "unchanged": _("Oförändrade"),
        "closed": _("Stängda eller avslutade"),
    }
    return ShownFile(
        id=str(one.id),
        kind=one.get_kind_display(),
        file_name=one.file_name,
        status=show_state(one.state),
        lines=one.line_count,
        counts=tuple((label, one.counts.get(name, 0)) for name, label in names.items()),
        closing=tuple(one.counts.get("closing", ())),
        ignored=tuple(one.counts.get("ignored", ())),
        problems=tuple(_problem(told) for told in one.problems),
        problem_count=one.problem_count,
        may_apply=one.state == State.CHECKED,
        is_waiting=one.state == State.WAITING,
        rows_done=one.rows_done,
        rows_in_all=one.rows_in_all,
    )


def show_columns() -> list[tuple[str, str, tuple[Column, ...]]]:
    """The documented columns: code, name and columns of each kind of file."""
    return [(kind.value, str(kind.label), COLUMNS[kind]) for kind in RegisterImport.Kind]


def show_state(state: str) -> Status:
    """How far a file has come, in a word."""
    label = str(State(state).label)
    return {
        State.FAULTY: Status(label, "danger", "circle-x"),
        State.CHECKED: Status(label, "info", "clipboard-check"),
        State.WAITING: Status(label, "warning", "hourglass"),
        State.APPLIED: Status(label, "success", "circle-check"),
        State.FAILED: Status(label, "danger", "octagon-alert"),
        State.DISCARDED: Status(label, "neutral", "trash-2"),
    }[State(state)]


def _problem(told: dict[str, object]) -> ShownProblem:
    line = told["line"]
    return ShownProblem(
        str(line) if line else "–", str(told["column"]), str(told["what"]), str(told["remedy"])
    )
