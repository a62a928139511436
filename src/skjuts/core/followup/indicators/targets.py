"""Whether a target is reached, judged by the limits that a series moves within and never by one month.

Limits wholly on the right side: reached by itself. Wholly on the wrong side: not reached until something is
changed. Otherwise months fall on either side by chance, and neither praise nor blame is called for.
Source: the NHS programme Making Data Count (variation and assurance).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skjuts.core.followup.charts import ControlChart, Signal
from skjuts.core.followup.indicators.indicator import Better, Target


class Assurance(StrEnum):
    """What the series' own limits say of a target."""

    REACHED = "reached"
    BY_CHANCE = "by_chance"
    NOT_REACHED = "not_reached"


SENTENCES: Final = {
    Assurance.REACHED: "Målet nås: hela spridningen ligger på rätt sida.",
    Assurance.BY_CHANCE: "Månaderna hamnar på båda sidor om målet av slumpen.",
    Assurance.NOT_REACHED: "Målet nås inte utan en förändring: hela spridningen ligger på fel sida.",
}
NEWS: Final = {
    Signal.OUTSIDE: "Månaden ligger utanför seriens egna gränser.",
    Signal.SHIFT: "Minst sju månader i rad ligger på samma sida om medelvärdet.",
    Signal.TREND: "Minst sju månader i rad går åt samma håll.",
    Signal.OUTER_THIRD: "Två av tre månader ligger i den yttre tredjedelen.",
}
NO_NEWS: Final = "Månaden kan inte skiljas från slumpen."


@dataclass(frozen=True, slots=True)
class Assured:
    """The judgement and its Swedish sentence."""

    assurance: Assurance

    @property
    def sentence(self) -> str:
        """What to tell."""
        return SENTENCES[self.assurance]


def judge_target(chart: ControlChart, target: Target, better: Better) -> Assured:
    """Judge a target by the limits of the chart's last phase. `better` must be up or down."""
    last = chart.points[-1]
    right, wrong = last.low >= target.value, last.high < target.value
    if better is Better.DOWN:
        right, wrong = last.high <= target.value, last.low > target.value
    return Assured(Assurance.REACHED if right else Assurance.NOT_REACHED if wrong else Assurance.BY_CHANCE)


def judge_latest(chart: ControlChart) -> str:
    """What the last month says, in a sentence: that it is no news when it is none."""
    signals = chart.latest_signals
    return " ".join(NEWS[signal] for signal in signals) or NO_NEWS
