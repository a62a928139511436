"""Places that apps offer in the side navigation, and what waits there and on the start page.

An app that has pages of its own declares them in three modules, each of them optional, which the
composition root finds by name:

    navigation.py   ENTRIES: tuple[Entry, ...]
    waiting.py      waiting_work(actor, today) -> Iterable[WaitingWork]
    search.py       find_hits(actor, words, limit) -> Iterable[Hit]
    onboarding.py   set_up_steps(actor, today) -> Iterable[SetUpStep]
    patients.py     patient_places(actor, patient_id, authority_id) -> Iterable[PatientPlace]

`roles` are the values of `tenancy.roles.Role`; an entry without roles is shown to everybody.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Literal

from django.apps import apps
from django.utils.functional import Promise

type Group = Literal["work", "registers", "guard", "learn", "house"]
GROUPS: tuple[Group, ...] = ("work", "learn", "registers", "guard", "house")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to go. `label` is a lazy translation; `order` sorts inside the group."""

    label: str | Promise
    url_name: str
    icon: str
    group: Group = "work"
    roles: frozenset[str] = frozenset()
    order: int = 50

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether somebody with these roles goes there."""
        return not self.roles or not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One thing that waits: what it is, when it is due, and where it is done."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """A heap of work on the start page. `count` may be more than the items that are shown."""

    title: str
    count: int
    href: str
    icon: str
    items: tuple[WaitingItem, ...] = ()
    text: str = ""
    order: int = 50
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by the box in the masthead; `kind` groups the list (a word for people)."""

    kind: str
    label: str
    href: str
    note: str = ""
    icon: str = "search"


@dataclass(frozen=True, slots=True)
class PatientPlace:
    """Something that one does for a patient, offered on the patient's page.

    `begins`: it makes something, so it is a button that sends; else a link. `is_first`: what most come for.
    """

    label: str
    href: str
    icon: str
    begins: bool = False
    is_first: bool = False
    order: int = 50


@dataclass(frozen=True, slots=True)
class SetUpStep:
    """A step of an authority's way into the platform, judged by the registers.

    `is_manual`: nobody but a person can say that it is done. `missing` names what is left, at most a few.
    """

    slug: str
    title: str
    text: str
    is_done: bool
    href: str = ""
    action: str = ""
    missing: tuple[str, ...] = ()
    is_manual: bool = False
    order: int = 50


@cache
def list_modules(name: str) -> tuple[ModuleType, ...]:
    """Every app's module of this name, in the order in which the apps are installed (lowest first)."""
    named = [f"{one.name}.{name}" for one in apps.get_app_configs() if one.name.startswith("skjuts.")]
    return tuple(importlib.import_module(one) for one in named if find_spec(one))
