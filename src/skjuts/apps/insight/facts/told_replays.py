"""What may be told of a rule replay: small flows together, small groups hidden with what reveals them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from skjuts.apps.insight.facts.rule_replays import DIVISIONS
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE, hide_small_cells
from skjuts.core.simulation.rules import Direction, Flow, Proposed, RuleReplay

type Written = dict[str, Any]


def tell_replay(whole: RuleReplay, people: RuleReplay) -> Written:
    """A replay as JSON. Where fewer than five people are hit, nothing is told of them but that."""
    is_few = 0 < people.flipped < LEAST_PEOPLE
    told: Written = {
        "matters": whole.matters,
        "people": people.matters,
        "assumption": whole.assumption,
        "is_few": is_few,
        "groups": list(_tell_groups(people)),
    }
    if is_few:
        return told
    low, high = whole.change_ore
    return told | {
        "flipped": whole.flipped,
        "low_ore": low,
        "high_ore": high,
        "unpriced": whole.unpriced,
        "directions": {
            one.value: sum(flow.matters for flow in whole.flows if flow.direction is one) for one in Direction
        },
        "flows": list(_tell_flows(whole, people)),
    }


def _tell_flows(whole: RuleReplay, people: RuleReplay) -> Iterator[Written]:
    """Flows of five people or more, then the others as one, of five at least."""
    counted = {(one.before, one.after): one.matters for one in people.flows}
    flows = sorted(whole.flows, key=lambda one: counted.get((one.before, one.after), 0), reverse=True)
    shown, rest = list(flows), list[Flow]()
    hidden = 0
    while shown and (counted.get(_key(shown[-1]), 0) < LEAST_PEOPLE or 0 < hidden < LEAST_PEOPLE):
        rest.append(shown.pop())
        hidden += counted.get(_key(rest[-1]), 0)
    for one in sorted(shown, key=lambda one: -one.matters):
        yield {
            "before": [one.before.kind.value, one.before.mode],
            "after": [one.after.kind.value, one.after.mode],
            "direction": one.direction.value,
            **_sum((one,)),
        }
    if rest:
        yield {"before": None, "after": None, "direction": "", "flows": len(rest), **_sum(rest)}


def _key(flow: Flow) -> tuple[Proposed, Proposed]:
    return flow.before, flow.after


def _sum(flows: Sequence[Flow]) -> Written:
    return {
        "matters": sum(one.matters for one in flows),
        "trips": sum(one.trips for one in flows),
        "low_ore": sum(one.after_low_ore - one.before_ore for one in flows),
        "high_ore": sum(one.after_high_ore - one.before_ore for one in flows),
        "unpriced": sum(one.unpriced for one in flows),
    }


def _tell_groups(people: RuleReplay) -> Iterator[Written]:
    """Each division as rows of group, people, those who get less, more or an open answer; None is hidden."""
    for division in DIVISIONS:
        groups = [one for one in people.groups if one.division == division]
        if not groups:
            continue
        counts = [
            (one.down, one.up, one.aside, one.matters - one.down - one.up - one.aside) for one in groups
        ]
        safe = hide_small_cells(counts)
        rows = [
            [one.group, cells[-1], *cells[:3]] for one, cells in zip(groups, safe.cells[:-1], strict=True)
        ]
        yield {"division": division, "rows": rows, "hidden": safe.hidden_small + safe.hidden_with_them}
