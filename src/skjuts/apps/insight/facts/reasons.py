"""The segments behind one reason of a change, those of few people left out of sight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skjuts.core.followup.decomposition import Decomposition, Factor
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.months import Month

MOST_SHOWN = 12
LEAST_TOGETHER = 2
"""What is not shown is told as one sum: never of a single segment."""

type Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class SegmentShare:
    """A segment (mode, band, category, contract) and how much it moved the cost for the reason."""

    key: Key
    change_ore: float


@dataclass(frozen=True, slots=True)
class ReasonParts:
    """The largest shares, and the sum of the rest with how many segments it is of."""

    shown: tuple[SegmentShare, ...]
    rest_ore: float
    rest_count: int


def divide_reason(
    name: str,
    change: Decomposition | None,
    segments: Iterable[Mapping[str, Any]],
    people: Iterable[Mapping[str, Any]],
) -> ReasonParts:
    """The segments behind a reason: one of the factors, or what is new or has ended."""
    rows = list(segments)
    if change is None:
        return ReasonParts((), 0.0, 0)
    shares = _share_factor(name, change, rows) if name in set(Factor) else _share_apart(name, rows)
    few = _list_few(people)
    ordered = sorted((one for one in shares if one.change_ore), key=lambda one: -abs(one.change_ore))
    shown = [one for one in ordered if one.key not in few][:MOST_SHOWN]
    while shown and 0 < len(ordered) - len(shown) < LEAST_TOGETHER:
        shown.pop()
    rest = [one for one in ordered if one not in shown]
    return ReasonParts(tuple(shown), sum(one.change_ore for one in rest), len(rest))


def _share_factor(name: str, change: Decomposition, rows: list[Mapping[str, Any]]) -> list[SegmentShare]:
    """The decomposition's own shares; its segments lie in the order of their keys."""
    keys = sorted({_key(row) for row in rows})
    shares = change.by_segment[list(Factor).index(Factor(name))]
    return [SegmentShare(key, float(share)) for key, share in zip(keys, shares, strict=True)]


def _share_apart(name: str, rows: list[Mapping[str, Any]]) -> list[SegmentShare]:
    """The cost of segments that were there in one of the months only."""
    months = sorted({row["month"] for row in rows})
    costs: dict[Key, dict[Month, int]] = defaultdict(dict)
    for row in rows:
        costs[_key(row)][row["month"]] = row["cost_ore"]
    wanted, sign = (months[-1], 1) if name == "new" else (months[0], -1)
    return [
        SegmentShare(key, sign * told[wanted]) for key, told in sorted(costs.items()) if set(told) == {wanted}
    ]


def _list_few(people: Iterable[Mapping[str, Any]]) -> set[Key]:
    return {_key(row) for row in people if 0 < row["patients"] < LEAST_PEOPLE}


def _key(row: Mapping[str, Any]) -> Key:
    return row["travel_mode"], row["band"], row["category"], row["contract"]
