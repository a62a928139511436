"""What the pages of sign-in and of the choice of assignment show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from skjuts.apps.tenancy.held import HeldAssignment
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import SkjutsError
from skjuts.web.told import tell_error


class Door(Protocol):
    """An identity provider, as the settings describe it."""

    @property
    def id(self) -> str:
        """What stands in the address."""

    @property
    def name(self) -> str:
        """What stands on the button."""


@dataclass(frozen=True, slots=True)
class ShownSignIn:
    """The page of ways in: (id, name) of each provider, where to go on, and why one is here again."""

    doors: tuple[tuple[str, str], ...]
    goal: str
    notice: str


@dataclass(frozen=True, slots=True)
class ShownRefusal:
    """What happened and what to do."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """An assignment to act by."""

    id: str
    unit: str
    authority: str
    roles: str
    until: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownChoices:
    """All of them, and where to go on."""

    choices: tuple[ShownChoice, ...]
    goal: str


def show_sign_in(doors: Iterable[Door], goal: str, ending: str) -> ShownSignIn:
    """The page of ways in."""
    return ShownSignIn(tuple((one.id, one.name) for one in doors), goal, _notice(ending))


def show_refusal(error: SkjutsError) -> ShownRefusal:
    """A refused sign-in."""
    return ShownRefusal(*tell_error(error))


def show_choices(held: Iterable[HeldAssignment], current: HeldAssignment | None, goal: str) -> ShownChoices:
    """The assignments in force, in order of authority and unit."""
    found = [_choice(one, current) for one in held]
    return ShownChoices(tuple(sorted(found, key=lambda one: (one.authority, one.unit))), goal)


def name_roles(roles: Iterable[str]) -> str:
    """Roles in words, in the order of their list."""
    told = set(roles)
    return ", ".join(str(one.label) for one in Role if one.value in told)


def _choice(one: HeldAssignment, current: HeldAssignment | None) -> ShownChoice:
    return ShownChoice(
        id=str(one.id),
        unit=one.unit_name,
        authority=one.authority_name,
        roles=name_roles(one.roles),
        until=f"{one.valid_to:%Y-%m-%d}" if one.valid_to else "",
        is_current=current is not None and current.id == one.id,
    )


def _notice(ending: str) -> str:
    notices = {
        "idle": _("Du blev utloggad eftersom sidan inte hade använts på 20 minuter."),
        "longest": _("Du blev utloggad eftersom en inloggning gäller i högst 12 timmar."),
        "signed_out": _("Du är utloggad."),
        "everywhere": _("Du är utloggad på alla enheter."),
    }
    return notices.get(ending, "")
