"""The same question asked in every reasonable way: dialysis, asylum, index, window and trend in or out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from skjuts.core.followup.errors import TooFewMonths
from skjuts.core.followup.evaluation.design import Model, MonthlySeries
from skjuts.core.followup.evaluation.effect import Effect, estimate_effect
from skjuts.core.followup.population import Choice


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of asking. `window_months` is how much of the time before is used; None is all of it."""

    dialysis: Choice
    asylum: Choice
    is_index_adjusted: bool
    window_months: int | None
    has_trend: bool

    def describe(self) -> str:
        """The variant in Swedish."""
        window = "hela tiden före" if self.window_months is None else f"{self.window_months} månader före"
        return ", ".join(
            (
                "utan dialys" if self.dialysis is Choice.WITHOUT else "med dialys",
                "utan asylboenden" if self.asylum is Choice.WITHOUT else "med asylboenden",
                "i fasta priser" if self.is_index_adjusted else "i löpande priser",
                window,
                "med trend" if self.has_trend else "utan trend",
            )
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A variant and its effect; None where the series is too short for it."""

    variant: Variant
    effect: Effect | None


type SeriesOf = Callable[[Variant], MonthlySeries]
"""The series of a variant's population and prices, over all its months."""


def list_variants(windows: Iterable[int | None], *, has_prices: bool) -> Iterator[Variant]:
    """Every combination; without prices (a series of counts) the index makes no difference."""
    sides = (Choice.WITHOUT, Choice.WITH)
    for dialysis, asylum, adjusted, window, trend in product(
        sides, sides, (False, True) if has_prices else (False,), windows, (True, False)
    ):
        yield Variant(dialysis, asylum, adjusted, window, trend)


def ask_in_every_way(model: Model, series_of: SeriesOf, variants: Iterable[Variant]) -> list[Answer]:
    """Estimate every variant of the model."""
    return [Answer(variant, _find_effect(model, series_of(variant), variant)) for variant in variants]


def _find_effect(model: Model, series: MonthlySeries, variant: Variant) -> Effect | None:
    first, stop = series.months[0], series.months[-1] + 1
    if variant.window_months is not None:
        first = max(first, model.ramp.starts - variant.window_months)
    try:
        return estimate_effect(replace(model, has_trend=variant.has_trend), series.cut(first, stop))
    except TooFewMonths:
        return None
