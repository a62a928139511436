"""The three sentences: what changed and whether that is news, why, and where, with how much is behind it.

A direction is said only of a difference that is left when both figures are rounded as they are shown. A
month that its own series cannot tell from chance is said to be that. A month whose invoices have not come is
told with its interval, and neither judged nor explained. A part of few people is never named.
"""

from __future__ import annotations

from typing import Final

from skjuts.core.followup.charts import ControlChart, Signal
from skjuts.core.followup.decomposition import Factor
from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.months import name_month
from skjuts.core.followup.telling.amounts import AmountScale, choose_scale
from skjuts.core.followup.telling.month import MonthStory

CHANCE: Final = "det kan inte skiljas från slumpen"
MOST_REASONS: Final = 2
LEAST_SHARE: Final = 0.1
"""A reason is named when it is at least this share of the largest."""
REASON_NAMES: Final = {
    Factor.VOLUME.value: "antalet resor",
    Factor.MIX.value: "fördelningen mellan färdsätt, avstånd och slag",
    Factor.DISTANCE.value: "resornas längd",
    Factor.POOLING.value: "samordningen",
    Factor.INDEX.value: "avtalens index",
    Factor.PRICE.value: "priset utöver index",
    "new": "färdsätt och avtal som inte fanns då",
    "ended": "färdsätt och avtal som har upphört",
}
EVIDENCE_WORDS: Final = {
    EvidenceLevel.CLAIMED: "påstådda och inte kontrollerade",
    EvidenceLevel.BOOKED: "bokförda",
    EvidenceLevel.EVALUATED: "utvärderade",
    EvidenceLevel.CONTRADICTED: "motsagda",
}


def tell_month(story: MonthStory) -> tuple[str, str, str]:
    """The sentences in Swedish, each ending with a full stop."""
    divided = story.decomposition
    scale = choose_scale(max(divided.before_ore, divided.after_ore, story.expected.high_ore))
    first = _tell_change(story, scale) if story.is_complete else _tell_expected(story, scale)
    return first, _tell_reasons(story, scale), _tell_parts(story, scale)


def _tell_change(story: MonthStory, scale: AmountScale) -> str:
    divided = story.decomposition
    moved = scale.round(divided.after_ore) - scale.round(divided.before_ore)
    told = f"Resorna i {name_month(story.month)} kostade {scale.write_whole(divided.after_ore)}, "
    before = f"i {name_month(story.compared_with)} ({scale.write(divided.before_ore)})"
    compared = f"{'mer' if moved > 0 else 'mindre'} än {before}" if moved else f"lika mycket som {before}"
    return f"{told}{compared}; {_tell_news(story.chart, story.charted)}."


def _tell_expected(story: MonthStory, scale: AmountScale) -> str:
    """While invoices are missing: the interval, and a direction only when all of it lies on one side."""
    expected, before = story.expected, story.decomposition.before_ore
    low, high = scale.round(expected.low_ore), scale.round(expected.high_ore)
    when = f"i {name_month(story.compared_with)} ({scale.write(before)})"
    doubt = CHANCE.removeprefix("det ")
    if low > scale.round(before):
        compared = f", mer än {when}"
    elif high < scale.round(before):
        compared = f", mindre än {when}"
    else:
        compared = f"; skillnaden mot {when.removeprefix('i ')} {doubt}"
    cost, share = scale.write_whole(expected.expected_ore), int(100 * expected.completeness)
    between = f"mellan {scale.write(expected.low_ore)} och {scale.write(expected.high_ore)}"
    return (
        f"Resorna i {name_month(story.month)} väntas kosta {cost} när alla fakturor kommit, "
        f"med 95 procents säkerhet {between}{compared}; {share} procent är bokfört."
    )


def _tell_news(chart: ControlChart, charted: str) -> str:
    """The first signal of the month with its direction, or that there is none."""
    last = chart.points[-1]
    above = last.value > last.mean
    rises = len(chart.points) > 1 and last.value > chart.points[-2].value
    side = "över" if above else "under"
    words = {
        Signal.OUTSIDE: f"{charted} ligger {'över den övre' if above else 'under den nedre'} gränsen",
        Signal.SHIFT: f"{charted} har minst sju månader i rad legat {side} medelvärdet",
        Signal.TREND: f"{charted} har {'stigit' if rises else 'sjunkit'} minst sju månader i rad",
        Signal.OUTER_THIRD: f"{charted} ligger åter nära den {'övre' if above else 'nedre'} gränsen",
    }
    return next((words[signal] for signal in last.signals), CHANCE)


def _tell_reasons(story: MonthStory, scale: AmountScale) -> str:
    if not story.is_complete:
        return "Varför kostnaden ändras går att säga först när fakturorna har kommit."
    steps = [(REASON_NAMES[step.name], step.change_ore) for step in story.decomposition.list_steps()]
    largest = max(abs(change) for _, change in steps)
    told = [
        (name, change)
        for name, change in sorted(steps, key=lambda step: -abs(step[1]))
        if scale.round(change) and abs(change) >= LEAST_SHARE * largest
    ]
    up = [_name(one, scale) for one in told if one[1] > 0][:MOST_REASONS]
    down = [_name(one, scale) for one in told if one[1] < 0][:MOST_REASONS]
    pairs = (("höjdes", up), ("sänktes", down))
    clauses = [f"{verb} mest av {' och '.join(names)}" for verb, names in pairs if names]
    if not clauses:
        return "Ingen orsak för sig är så stor att den syns när beloppen avrundas."
    return f"Kostnaden {' och '.join(clauses)}, i {scale.unit}."


def _tell_parts(story: MonthStory, scale: AmountScale) -> str:
    """The part that moved the cost most among those that may be named, and what the figures rest on."""
    rests = f"siffrorna är {EVIDENCE_WORDS[story.evidence]} (urval: {story.population})"
    named = [part for part in story.named_parts if scale.round(part.change_ore)]
    if not story.is_complete or not named:
        return f"{rests[0].upper()}{rests[1:]}."
    part = named[0].name
    is_all_named = len(story.named_parts) == len(story.parts)
    moved = f"Mest ändrades {part}" if is_all_named else f"Bland de delar som får visas ändrades {part} mest"
    return f"{moved} ({scale.write_change(named[0].change_ore)} {scale.unit}); {rests}."


def _name(reason: tuple[str, int], scale: AmountScale) -> str:
    return f"{reason[0]} ({scale.write_change(reason[1])})"
