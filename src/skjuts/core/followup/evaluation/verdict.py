"""The verdict by rule, so that nobody's hopes write it: shown, not distinguishable, contradicted, or none.

1. Fewer than twelve months before, or fewer than three after, or one figure on each side: description only.
2. The whole interval on the other side of nought than what was expected: contradicted.
3. The interval holds nought: not distinguishable.
4. Otherwise the effect is shown if it also keeps its sign in every variant of the sensitivity grid, and if no
   more than one in ten pretended beginnings looks as strong (asked only where there are nine or more);
   else it is not distinguishable, and the sentence says which of the two took it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skjuts.core.followup.evaluation.effect import Effect, Estimate
from skjuts.core.followup.evaluation.placebo import PlaceboRank
from skjuts.core.followup.evaluation.sensitivity import Answer

LEAST_MONTHS_BEFORE: Final = 12
LEAST_MONTHS_AFTER: Final = 3
LEAST_PLACEBOS: Final = 9
PLACEBO_SHARE: Final = 0.1
DOUBTED: Final = "Därför räknas effekten inte som visad, fast intervallet inte rymmer noll."


class EvidenceLevel(StrEnum):
    """How much stands behind a figure."""

    CLAIMED = "claimed"
    BOOKED = "booked"
    EVALUATED = "evaluated"
    CONTRADICTED = "contradicted"


class Finding(StrEnum):
    """What may be said of a measure's effect."""

    SHOWN = "shown"
    NOT_DISTINGUISHABLE = "not_distinguishable"
    CONTRADICTED = "contradicted"
    DESCRIPTION_ONLY = "description_only"


EVIDENCE: Final = {
    Finding.SHOWN: EvidenceLevel.EVALUATED,
    Finding.NOT_DISTINGUISHABLE: EvidenceLevel.EVALUATED,
    Finding.CONTRADICTED: EvidenceLevel.CONTRADICTED,
    Finding.DESCRIPTION_ONLY: EvidenceLevel.BOOKED,
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was promised before: a fall (-1) or a rise (+1), and its size in per cent where one was named."""

    direction: int
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class EffectVerdict:
    """The finding, its evidence level and the Swedish sentences that it rests on."""

    finding: Finding
    sentences: tuple[str, ...]

    @property
    def evidence(self) -> EvidenceLevel:
        """How much stands behind the figure."""
        return EVIDENCE[self.finding]


def judge_effect(
    effect: Effect, expected: Expectation, placebos: PlaceboRank, answers: Sequence[Answer] = ()
) -> EffectVerdict:
    """Judge an effect of enough months by points 2 to 4 of the rule at the head of this module."""
    told = (f"{_tell_interval(effect.percent)} Gäller {effect.population}.", *_tell_size(effect, expected))
    if not effect.percent.excludes(0.0):
        return EffectVerdict(Finding.NOT_DISTINGUISHABLE, (*told, "Intervallet rymmer noll."))
    if effect.percent.value * expected.direction < 0:
        reason = "Hela intervallet ligger på andra sidan noll än det som utlovades."
        return EffectVerdict(Finding.CONTRADICTED, (*told, reason))
    doubts = (*_doubt_by_variants(effect, answers), *_doubt_by_placebos(placebos))
    if not doubts:
        return EffectVerdict(Finding.SHOWN, told)
    return EffectVerdict(Finding.NOT_DISTINGUISHABLE, (*told, *doubts, DOUBTED))


def describe_only(sentence: str) -> EffectVerdict:
    """The only verdict that one figure before and one after, or too few months, allow."""
    reason = "Siffrorna visar en förändring men inte vad som orsakade den."
    return EffectVerdict(Finding.DESCRIPTION_ONLY, (sentence, reason))


def _doubt_by_variants(effect: Effect, answers: Sequence[Answer]) -> tuple[str, ...]:
    turned = [
        one for one in answers if one.effect is not None and one.effect.log_effect * effect.log_effect <= 0
    ]
    if not turned:
        return ()
    return (
        f"Tecknet vänder i {len(turned)} av {len(answers)} varianter, först: {turned[0].variant.describe()}.",
    )


def _doubt_by_placebos(placebos: PlaceboRank) -> tuple[str, ...]:
    if placebos.count < LEAST_PLACEBOS or placebos.rank <= max(1, int(PLACEBO_SHARE * placebos.count)):
        return ()
    return (placebos.describe(),)


def _tell_interval(percent: Estimate) -> str:
    low, high = sorted((percent.low, percent.high))
    return (
        f"Skattad effekt {_write(percent.value)} procent, med 95 procents säkerhet mellan "
        f"{_write(low)} och {_write(high)}."
    )


def _tell_size(effect: Effect, expected: Expectation) -> tuple[str, ...]:
    """Whether a promised size lies within the interval."""
    if expected.percent is None:
        return ()
    where = "utanför" if effect.percent.excludes(expected.percent) else "inom"
    return (f"Den utlovade effekten {_write(expected.percent)} procent ligger {where} intervallet.",)


def _write(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").replace("-", "\u2212")
