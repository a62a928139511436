"""What the pages of an authority's way in show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Cooperation, OnboardingNote
from skjuts.apps.registry.presenters.staff import show_period
from skjuts.apps.tenancy.roles import Task
from skjuts.web.elements import Column, Status
from skjuts.web.navigation import SetUpStep

ASKABLE = frozenset({"cooperation"})
"""Steps of the registers that an authority may say it does not need."""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step: `may_note` when a person's word counts; `said` is that word."""

    slug: str
    title: str
    text: str
    status: Status
    href: str
    action: str
    missing: tuple[str, ...]
    is_done: bool
    may_note: bool
    said: str


@dataclass(frozen=True, slots=True)
class ShownOnboarding:
    """All steps, and how many are done."""

    steps: tuple[ShownStep, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ShownCooperation:
    """One line: who does what for whom."""

    id: int
    operator: str
    authority: str
    tasks: str
    basis: str
    period: str
    status: Status
    may_end: bool


def show_onboarding(steps: list[SetUpStep], notes: Mapping[str, OnboardingNote]) -> ShownOnboarding:
    """The page of steps."""
    shown = tuple(_step(one, notes.get(one.slug)) for one in steps)
    return ShownOnboarding(shown, sum(1 for one in steps if one.is_done), len(steps))


def cooperation_columns() -> list[Column]:
    """Headings of the list of cooperations."""
    labels = (_("Gör arbetet"), _("Åt"), _("Vad"), _("Rättslig grund"), _("Gäller"), _("Läge"))
    return [*map(Column, labels), Column(_("Åtgärd"), hidden_label=True)]


def show_cooperations(
    rows: Iterable[Cooperation], authority_id: int, today: dt.date
) -> list[ShownCooperation]:
    """Rows of the list."""
    return [_cooperation(one, authority_id, today) for one in rows]


def _cooperation(one: Cooperation, authority_id: int, today: dt.date) -> ShownCooperation:
    is_over = one.in_force_to is not None and one.in_force_to < today
    return ShownCooperation(
        id=one.id,
        operator=one.operator.name,
        authority=one.authority.name,
        tasks=", ".join(str(Task(task).label) for task in one.tasks),
        basis=one.legal_basis,
        period=show_period(one.in_force_from, one.in_force_to),
        status=Status(_("Avslutad"), "neutral")
        if is_over
        else Status(_("Gäller"), "success", "circle-check"),
        may_end=one.authority_id == authority_id and not is_over,
    )


def _step(step: SetUpStep, note: OnboardingNote | None) -> ShownStep:
    done, left = Status(_("Klart"), "success", "circle-check"), Status(_("Kvar"), "warning", "circle-dot")
    said = ""
    if note:
        who = {"name": note.written_by.staff.name, "day": f"{localdate(note.written_at):%Y-%m-%d}"}
        said = f"{note.note} ({_('%(name)s, %(day)s') % who})"
    return ShownStep(
        slug=step.slug,
        title=step.title,
        text=step.text,
        status=done if step.is_done else left,
        href=step.href,
        action=step.action,
        missing=step.missing,
        is_done=step.is_done,
        may_note=step.is_manual or step.slug in ASKABLE,
        said=said,
    )
