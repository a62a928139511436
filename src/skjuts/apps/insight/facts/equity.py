"""What riders met, group by group, out of the ledger's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skjuts.core.followup.ledger.groups import Experience, GroupEstimate, estimate_groups, find_level
from skjuts.core.followup.months import MONTHS_A_YEAR, Month

CUTS = {"kommun": "area", "alder": "age_band", "behov": "category"}
"""What groups are made by, by address."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One experience in every group, and in all together (None where nothing is known)."""

    experience: Experience
    groups: tuple[GroupEstimate, ...]
    level: float | None


def choose_period(settled: Sequence[Month]) -> tuple[Month, Month] | None:
    """The last twelve settled months; None when there are none."""
    return (max(settled[0], settled[-1] - MONTHS_A_YEAR + 1), settled[-1]) if settled else None


def compare(rows: Sequence[Mapping[str, Any]], cut: str) -> list[Compared]:
    """Every experience of every group."""
    return [
        Compared(one, tuple(estimate_groups(rows, cut, one)), find_level(rows, one)) for one in Experience
    ]
