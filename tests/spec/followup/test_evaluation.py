"""What may be said of a measure's effect: the report of 2017, simulated truths, and the verdict by rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from skjuts.core.followup.decomposition import UnitCostMethod
from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.evaluation import (
    ControlUse,
    EvidenceLevel,
    Expectation,
    ExposureRamp,
    Finding,
    Model,
    MonthlySeries,
    PrintedFigure,
    ReportedChange,
    Variant,
    evaluate_measure,
    find_detectable,
    list_variants,
    read_implication,
    step_at,
)
from skjuts.core.followup.months import month
from skjuts.core.followup.population import Choice, Population

REPORT_OF_2017 = ReportedChange(
    PrintedFigure(-11), PrintedFigure(-6), PrintedFigure(-2), "Mkr", Population(Choice.WITHOUT).label()
)
"""Region Jämtland Härjedalen, August 2017: first step, dialysis left out."""

RAMP_OF_2016 = ExposureRamp(
    ((month(2016, 3), 0.0), (month(2016, 6), 0.5), (month(2016, 8), 0.5), (month(2016, 11), 1.0))
)
"""Decided in March, taught in spring, softened in summer, tightened in autumn."""

START = month(2014, 3)
MAIN = Variant(Choice.WITHOUT, Choice.WITHOUT, is_index_adjusted=True, window_months=None, has_trend=False)
FALL = Expectation(-1)


def _noise(seed: int, months: int, spread: float, memory: float = 0.3) -> NDArray[np.float64]:
    fresh = np.random.default_rng(seed).standard_normal(months) * spread
    for at in range(1, months):
        fresh[at] = memory * fresh[at - 1] + np.sqrt(1 - memory**2) * fresh[at]
    return fresh


def _series(percent: float, spread: float, seed: int = 1, months: int = 44) -> MonthlySeries:
    """An invented series: a year's shape, a measure brought in as in 2016, and noise with memory."""
    at = np.arange(START, START + months)
    exposure = RAMP_OF_2016.list_shares(at.tolist())
    told = np.log(5000) + 0.1 * np.sin(2 * np.pi * at / 12) + np.log1p(percent / 100) * exposure
    values = np.exp(told + _noise(seed, months, spread))
    return MonthlySeries(tuple(at.tolist()), tuple(values.tolist()), "påhittade resor", "resor")


MODEL = Model(RAMP_OF_2016, has_trend=False)


def test_report_when_all_it_has_is_a_pair_then_description_only_with_what_it_implies() -> None:
    """Two printed figures must never become a cause, but may tell what they imply."""
    found = read_implication(REPORT_OF_2017)
    assert found.verdict.finding is Finding.DESCRIPTION_ONLY
    assert found.base.value == pytest.approx(33.333, abs=1e-3)
    assert (round(found.base.low, 1), round(found.base.high, 1)) == (23.1, 45.5)
    assert (round(found.unit_cost_percent.low, 1), round(found.unit_cost_percent.high, 1)) == (4.5, 6.8)
    assert found.unit_cost_percent.value == pytest.approx(5.618, abs=5e-4)
    assert (found.split.volume, found.split.unit_cost) == pytest.approx((-3.7667, 1.7667), abs=5e-5)
    sentence = (
        "Antalet resor ändrades med −11 procent och kostnaden med −6 procent (−2 Mkr), utan dialysresor"
    )
    assert found.verdict.sentences[0].startswith(sentence)


def test_report_when_its_amount_is_exact_then_the_base_is_narrower() -> None:
    """Knowing the kronor better says more of the base and nothing more of the price."""
    found = read_implication(replace(REPORT_OF_2017, amount=PrintedFigure(-2, None)), UnitCostMethod.SHAPLEY)
    assert (round(found.base.low, 1), round(found.base.high, 1)) == (30.8, 36.4)
    assert found.split.volume == pytest.approx(-3.7697, abs=5e-5)


def test_report_when_kronor_and_per_cent_disagree_then_refuses() -> None:
    """A rise in kronor and a fall in per cent have no base in common."""
    with pytest.raises(ImpossibleFigure):
        read_implication(replace(REPORT_OF_2017, amount=PrintedFigure(2)))
    with pytest.raises(ImpossibleFigure):
        read_implication(replace(REPORT_OF_2017, cost_percent=PrintedFigure(0)))
    with pytest.raises(ImpossibleFigure):
        read_implication(replace(REPORT_OF_2017, trips_percent=PrintedFigure(-100)))


def test_population_when_dialysis_is_added_then_the_label_changes() -> None:
    """The report left dialysis out and the plan's table did not say so: they cannot be compared."""
    without, with_them = Population(Choice.WITHOUT), Population(Choice.WITH)
    assert without.label() == "utan dialysresor, utan asylboenden"
    assert with_them.label() == "dialysresor medräknade, utan asylboenden"
    first_half = with_them.within(month(2016, 1), month(2016, 6)).label()
    assert first_half == "dialysresor medräknade, utan asylboenden, januari 2016 till juni 2016"


def test_evaluation_when_the_effect_is_large_and_the_months_quiet_then_shown() -> None:
    """An effect that is there and can be seen is said to be."""
    quiet = _series(-11, 0.015)
    variants = list_variants((None, 24), has_prices=False)
    found = evaluate_measure(MODEL, MAIN, lambda _: quiet, Expectation(-1, -11.0), variants)
    assert found.verdict.finding is Finding.SHOWN
    assert found.verdict.evidence is EvidenceLevel.EVALUATED
    assert found.effect is not None
    assert found.effect.percent.low < -11 < found.effect.percent.high
    assert any("ligger inom intervallet" in one for one in found.verdict.sentences)
    assert len(found.answers) == 16
    assert all(one.effect is not None for one in found.answers)


def test_evaluation_when_it_rose_instead_then_contradicted() -> None:
    """A rise in what was promised to fall is not called a small effect."""
    found = evaluate_measure(MODEL, MAIN, lambda _: _series(11, 0.015), FALL)
    assert found.verdict.finding is Finding.CONTRADICTED
    assert found.verdict.evidence is EvidenceLevel.CONTRADICTED


def test_evaluation_when_months_are_noisy_then_not_distinguishable_and_says_the_interval() -> None:
    """Six per cent in a series that moves five a month cannot be told from nothing; it is said aloud."""
    found = evaluate_measure(MODEL, MAIN, lambda _: _series(-2, 0.06, seed=3), FALL)
    assert found.verdict.finding is Finding.NOT_DISTINGUISHABLE
    assert found.verdict.sentences[-1] == "Intervallet rymmer noll."


def test_evaluation_when_a_variant_turns_the_sign_then_is_no_longer_shown() -> None:
    """An effect that hangs on dialysis being left out is not an effect of the measure."""
    falls, rises = _series(-11, 0.015), _series(8, 0.015)

    def series_of(variant: Variant) -> MonthlySeries:
        return falls if variant.dialysis is Choice.WITHOUT else rises

    found = evaluate_measure(MODEL, MAIN, series_of, FALL, [replace(MAIN, dialysis=Choice.WITH)])
    assert found.verdict.finding is Finding.NOT_DISTINGUISHABLE
    assert "Tecknet vänder i 1 av 1 varianter, först: med dialys" in found.verdict.sentences[-2]
    assert found.verdict.sentences[-1].startswith("Därför räknas effekten inte som visad")


def test_evaluation_when_too_few_months_then_description_only() -> None:
    """Eleven months before have seen no year."""
    short = _series(-11, 0.015).cut(month(2015, 5), month(2017, 6))
    found = evaluate_measure(MODEL, MAIN, lambda _: short, FALL)
    assert (found.verdict.finding, found.effect) == (Finding.DESCRIPTION_ONLY, None)
    recent = _series(-11, 0.015).cut(START, month(2016, 6))
    assert evaluate_measure(MODEL, MAIN, lambda _: recent, FALL).verdict.finding is Finding.DESCRIPTION_ONLY


def test_control_when_it_moved_alike_then_takes_out_what_hit_both() -> None:
    """A hard winter hits dialysis trips too; what is left is the measure's."""
    shock = _noise(9, 44, 0.08, 0.8)
    plain = _series(-11, 0.012)
    hit = replace(
        plain,
        values=tuple((np.array(plain.values) * np.exp(shock)).tolist()),
        control=tuple((800 * np.exp(shock)).tolist()),
    )
    alone = evaluate_measure(MODEL, MAIN, lambda _: hit, FALL).effect
    assert alone is not None
    for use in (ControlUse.REGRESSOR, ControlUse.DIFFERENCE):
        found = evaluate_measure(replace(MODEL, control=use), MAIN, lambda _: hit, FALL).effect
        assert found is not None
        assert found.standard_error < alone.standard_error / 2
        assert found.percent.low < -11 < found.percent.high
        assert found.course[-1].without.value > found.course[-1].observed


def test_detectable_when_asked_before_then_foresees_what_simulation_finds() -> None:
    """A follow-up that cannot see what was promised should be known to before it begins.

    The power at the stated effect is simulated: it must be near the eighty per cent that are promised.
    """
    begins = month(2016, 3)
    model = Model(step_at(begins), has_trend=False)
    before = MonthlySeries(
        tuple(range(START, begins)),
        tuple(np.exp(8.5 + _noise(4, begins - START, 0.05)).tolist()),
        "påhittade resor",
        "resor",
    )
    seen = find_detectable(model, before, 12)
    assert (seen.months_before, seen.months_after) == (24, 12)
    assert seen.fall_percent < 0 < seen.rise_percent
    longer = find_detectable(model, before, 24)
    assert longer.standard_error < seen.standard_error
    assert find_detectable(replace(model, has_trend=True), before, 12).fall_percent < seen.fall_percent
