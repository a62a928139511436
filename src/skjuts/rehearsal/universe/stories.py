"""What a story of a matter tells, and those that stand in the file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One matter, as the file tells it. `by`: who handles it; `takes_days`: from weighing to decision."""

    slug: str
    lives: str
    days_ago: int
    ends: str
    authority: str = "jamtland-harjedalen"
    kind: str = "patient_trip"
    via: str = "certificate"
    certificate: dict[str, Any] = field(default_factory=dict)
    applies: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    note: str = ""
    language: str = ""
    visit: dict[str, str] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    outcome: str = ""
    reasons: str = ""
    override: str = ""
    override_text: str = ""
    second: bool = False
    mechanical: bool = False
    season: list[int] = field(default_factory=list)
    reassess_in_days: int = 0
    uses: int = 0
    by: str = "officer"
    takes_days: int = 0
    revoked: str = ""


@cache
def read_stories() -> tuple[tuple[Story, ...], dict[str, Any]]:
    """The stories, and what the officer knows in all of them."""
    told = tomllib.loads(files(__package__).joinpath("matters.toml").read_text(encoding="utf-8"))
    return tuple(Story(**one) for one in told["stories"]), told["always"]
