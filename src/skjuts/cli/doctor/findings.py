"""What the doctor has found: one line a check, with the way to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skjuts.cli.house.plan import HouseFolder
from skjuts.cli.house.reaching import Reached


class State(StrEnum):
    """How it is."""

    OK = "ok"
    FAULT = "fel"
    UNTRIED = "ej prövat"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's answer, in Swedish; `remedy` says what to do when something is wrong."""

    what: str
    state: State
    told: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the doctor stands: the house's folder, the environment, and the database when there is one."""

    folder: HouseFolder
    environment: Mapping[str, str]
    database: Reached | None


def judge(what: str, is_good: bool, told: str, remedy: str) -> Finding:
    """A finding that is right or wrong."""
    return right(what, told) if is_good else wrong(what, told, remedy)


def right(what: str, told: str) -> Finding:
    """A finding that leaves nothing to mend."""
    return Finding(what, State.OK, told)


def wrong(what: str, told: str, remedy: str) -> Finding:
    """A finding that somebody must mend."""
    return Finding(what, State.FAULT, told, remedy)


def untried(what: str, why: str) -> Finding:
    """A finding that could not be made, which is no fault in itself."""
    return Finding(what, State.UNTRIED, why)
