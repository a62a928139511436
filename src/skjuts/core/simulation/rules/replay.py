"""A draft held against the book in force, on a past period: what flips, what it costs, and whom it hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from skjuts.core.regulations.ladder import NO_TRIP_STEPS, list_steps
from skjuts.core.regulations.proposal import ProposalKind
from skjuts.core.rules import RuleBook
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.rules.matters import Behaviour, PastMatter
from skjuts.core.simulation.rules.proposing import Proposed, propose_both

REFUSED = {ProposalKind.NOT_COVERED, ProposalKind.ELSEWHERE}
SETTLED = {*REFUSED, ProposalKind.NO_TRIP, ProposalKind.NEARER, ProposalKind.MODE}


class Direction(StrEnum):
    """What a flip means to the patient."""

    DOWN = "down"
    """A cheaper mode, or none."""
    UP = "up"
    ASIDE = "aside"
    """From or to something that rules alone do not settle."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Matters for which the book proposes one thing and the draft another. Costs in öre, of all their trips.

    `unpriced` matters have no price for a mode and are in no cost. `after_low_ore` assumes that most,
    `after_high_ore` that fewest stay at home.
    """

    before: Proposed
    after: Proposed
    direction: Direction
    matters: int
    trips: int
    before_ore: int
    after_low_ore: int
    after_high_ore: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class GroupChange:
    """One group of a division: how many matters it had, how many get less or more, and what is set aside."""

    division: str
    group: str
    matters: int
    down: int
    up: int
    aside: int = 0


@dataclass(frozen=True, slots=True)
class RuleReplay:
    """A whole replay. `flows` are the flips, the largest first; nothing here is about a person."""

    matters: int
    flows: tuple[Flow, ...]
    groups: tuple[GroupChange, ...]
    assumption: str

    @property
    def flipped(self) -> int:
        """Matters for which the draft proposes something else."""
        return sum(flow.matters for flow in self.flows)

    @property
    def change_ore(self) -> tuple[int, int]:
        """What the draft costs more, from least to most; below 0 when it costs less."""
        low = sum(flow.after_low_ore - flow.before_ore for flow in self.flows)
        high = sum(flow.after_high_ore - flow.before_ore for flow in self.flows)
        return low, high

    @property
    def unpriced(self) -> int:
        """Flipped matters that no cost is told of."""
        return sum(flow.unpriced for flow in self.flows)


def replay_rules(
    matters: Sequence[PastMatter], in_force: RuleBook, draft: RuleBook, behaviour: Behaviour
) -> RuleReplay:
    """Ask both books about every matter and compare.

    Facts that a book does not know are left out for it; facts that only the draft asks for were
    never collected, and its answer is then that the matter must be completed. Raises `BadFacts`.
    """
    (before, old), (after, new) = propose_both(in_force, draft, matters)
    ranks = _rank_modes(in_force, draft)
    flips = _find_flips(before, old, after, new)
    flows = []
    directions: dict[tuple[int, int], Direction] = {}
    for pair, rows in flips.items():
        directions[pair] = _direct(before[pair[0]], after[pair[1]], ranks)
        flows.append(_measure(matters, rows, (before[pair[0]], after[pair[1]]), directions[pair], behaviour))
    flows.sort(key=lambda flow: (-flow.matters, flow.before, flow.after))
    groups = _count_groups(matters, [(directions[pair], rows) for pair, rows in flips.items()])
    return RuleReplay(len(matters), tuple(flows), groups, behaviour.text)


def add_replays(parts: Iterable[RuleReplay]) -> RuleReplay:
    """The replays of parts of a period as one; all must rest on the same assumption."""
    listed = list(parts)
    texts = {one.assumption for one in listed}
    if len(texts) != 1:
        raise BadScenario("Delarna vilar på olika antaganden.", field="behaviour")
    flows: dict[tuple[Proposed, Proposed], Flow] = {}
    groups: dict[tuple[str, str], GroupChange] = {}
    for part in listed:
        for flow in part.flows:
            key = (flow.before, flow.after)
            flows[key] = _add_flows(flows[key], flow) if key in flows else flow
        for group in part.groups:
            name = (group.division, group.group)
            groups[name] = _add_groups(groups[name], group) if name in groups else group
    ordered = sorted(flows.values(), key=lambda flow: (-flow.matters, flow.before, flow.after))
    return RuleReplay(
        sum(one.matters for one in listed),
        tuple(ordered),
        tuple(groups[name] for name in sorted(groups)),
        texts.pop(),
    )


def _find_flips(
    before: list[Proposed], old: NDArray[np.int64], after: list[Proposed], new: NDArray[np.int64]
) -> dict[tuple[int, int], NDArray[np.int64]]:
    """The matters of each pair of unequal proposals."""
    if not len(old):
        return {}
    pairs = old * max(1, len(after)) + new
    order = np.argsort(pairs, kind="stable")
    found, starts = np.unique(pairs[order], return_index=True)
    flips = {}
    for pair, rows in zip(found.tolist(), np.split(order, starts[1:]), strict=True):
        one, other = divmod(pair, max(1, len(after)))
        if before[one] != after[other]:
            flips[one, other] = rows
    return flips


def _measure(
    matters: Sequence[PastMatter],
    rows: NDArray[np.int64],
    proposed: tuple[Proposed, Proposed],
    direction: Direction,
    behaviour: Behaviour,
) -> Flow:
    trips = before_ore = after_ore = unpriced = 0
    for row in rows.tolist():
        matter = matters[row]
        trips += matter.trips
        was, becomes = (_find_price(matter, one) for one in proposed)
        if was is None or becomes is None:
            unpriced += 1
            continue
        before_ore += was * matter.trips
        after_ore += becomes * matter.trips
    is_down = direction is Direction.DOWN
    low = round(after_ore * (1 - behaviour.most_home)) if is_down else after_ore
    high = round(after_ore * (1 - behaviour.least_home)) if is_down else after_ore
    return Flow(*proposed, direction, len(rows), trips, before_ore, low, high, unpriced)


def _find_price(matter: PastMatter, proposed: Proposed) -> int | None:
    """A trip as it is proposed, in öre; nothing when there is none, None when it cannot be told."""
    if proposed.kind in REFUSED or proposed.kind is ProposalKind.NO_TRIP:
        return 0
    return matter.prices_ore.get(proposed.mode) if proposed.kind is ProposalKind.MODE else None


def _rank_modes(*books: RuleBook) -> dict[str, int]:
    """How far up the ladder a mode stands, by the first book that has it."""
    modes = dict.fromkeys((*NO_TRIP_STEPS, *(mode for book in books for mode in list_steps(book))))
    return {mode: number for number, mode in enumerate(modes, start=1)}


def _direct(before: Proposed, after: Proposed, ranks: Mapping[str, int]) -> Direction:
    if before.kind not in SETTLED or after.kind not in SETTLED:
        return Direction.ASIDE
    was, becomes = (0 if one.kind in REFUSED else ranks[one.mode] for one in (before, after))
    if was == becomes:
        return Direction.ASIDE
    return Direction.DOWN if becomes < was else Direction.UP


def _count_groups(
    matters: Sequence[PastMatter], flips: Sequence[tuple[Direction, NDArray[np.int64]]]
) -> tuple[GroupChange, ...]:
    """Every group of every division, with those of its matters that go down, up and aside."""
    every = Counter(_list_groups(matters))
    counts = {}
    for direction in Direction:
        rows = [row for one, rows in flips if one is direction for row in rows.tolist()]
        counts[direction] = Counter(_list_groups(matters[row] for row in rows))
    return tuple(
        GroupChange(*name, every[name], *(counts[one][name] for one in Direction)) for name in sorted(every)
    )


def _list_groups(matters: Iterable[PastMatter]) -> Iterator[tuple[str, str]]:
    return (name for matter in matters for name in matter.groups.items())


def _add_flows(one: Flow, other: Flow) -> Flow:
    return Flow(
        one.before,
        one.after,
        one.direction,
        one.matters + other.matters,
        one.trips + other.trips,
        one.before_ore + other.before_ore,
        one.after_low_ore + other.after_low_ore,
        one.after_high_ore + other.after_high_ore,
        one.unpriced + other.unpriced,
    )


def _add_groups(one: GroupChange, other: GroupChange) -> GroupChange:
    return GroupChange(
        one.division,
        one.group,
        one.matters + other.matters,
        one.down + other.down,
        one.up + other.up,
        one.aside + other.aside,
    )
