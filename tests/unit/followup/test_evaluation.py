"""The evaluation's parts against regressions from elsewhere, and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import toeplitz

from skjuts.core.followup.errors import ImpossibleFigure, TooFewMonths, UnequalFigures
from skjuts.core.followup.evaluation import (
    ControlUse,
    ExposureRamp,
    Model,
    MonthlySeries,
    autoregression,
    estimate_count_effect,
    estimate_effect,
    find_detectable,
    fit_counts,
    form_series,
    rank_placebos,
    step_at,
)
from skjuts.core.followup.evaluation.design import form_design, form_regression
from skjuts.core.followup.months import first_day, month, month_of, name_month, number_in_year
from skjuts.core.followup.population import Choice, Population

RNG = np.random.default_rng(7)
MONTHS = 36
DESIGN = form_design(Model(step_at(24)), range(MONTHS))
TOLD = 8 + 0.05 * RNG.standard_normal((3, MONTHS)).cumsum(axis=1) / 2


def test_fit_when_every_month_is_the_same_then_is_that_level_without_error() -> None:
    """A unit with as many trips every month is told so, and breaks nothing."""
    found = autoregression.fit_autoregression(np.ones((MONTHS, 1)), np.full((1, MONTHS), 2.0))
    assert found.coefficients[0, 0] == pytest.approx(2.0)
    assert np.isfinite(found.covariance).all()
    assert found.covariance[0, 0, 0] == pytest.approx(0.0, abs=1e-20)


@pytest.mark.parametrize("memory", [-0.3, 0.0, 0.5, 0.9])
def test_fit_when_memory_is_known_then_is_statsmodels_generalised_least_squares(memory: float) -> None:
    """The same coefficients and errors as a library that shares no line with ours."""
    import statsmodels.api as sm

    ours = autoregression._fit_at(memory, DESIGN, TOLD)  # noqa: SLF001
    sigma = toeplitz(memory ** np.arange(MONTHS)) / (1 - memory**2)
    for place, told in enumerate(TOLD):
        theirs = sm.GLS(told, DESIGN, sigma=sigma).fit()
        assert ours[0][place] == pytest.approx(theirs.params, rel=1e-7)
        assert ours[1][place] * ours[2] == pytest.approx(theirs.cov_params(), rel=1e-6)


def test_fit_when_memory_is_weighed_then_by_the_restricted_likelihood() -> None:
    """The textbook's determinant formula, written out, up to a constant."""
    found, expected = [], []
    for memory in (-0.3, 0.1, 0.6, 0.9):
        sigma = toeplitz(memory ** np.arange(MONTHS)) / (1 - memory**2)
        inverse = np.linalg.inv(sigma)
        info = DESIGN.T @ inverse @ DESIGN
        left = TOLD[0] - DESIGN @ np.linalg.solve(info, DESIGN.T @ inverse @ TOLD[0])
        size = left @ inverse @ left
        degrees = MONTHS - DESIGN.shape[1]
        parts = np.linalg.slogdet(sigma)[1] + np.linalg.slogdet(info)[1] + degrees * np.log(size)
        expected.append(-parts / 2)
        found.append(autoregression._fit_at(memory, DESIGN, TOLD)[3][0])  # noqa: SLF001
    assert np.diff(found) == pytest.approx(np.diff(expected), abs=1e-8)


def test_counts_when_fitted_then_are_statsmodels_quasi_poisson() -> None:
    """Trips a care visit, with the spread measured."""
    import statsmodels.api as sm

    visits = RNG.integers(900, 1100, MONTHS)
    counts = RNG.poisson(0.2 * visits * np.exp(RNG.normal(0, 0.1, MONTHS)))
    ours = fit_counts(DESIGN, counts.astype(float), visits.astype(float))
    model = sm.GLM(counts, DESIGN, family=sm.families.Poisson(), offset=np.log(visits))
    theirs = model.fit(scale="X2")
    assert ours.coefficients == pytest.approx(theirs.params, rel=1e-6)
    assert ours.covariance == pytest.approx(np.asarray(theirs.cov_params()), rel=1e-5)
    assert ours.dispersion == pytest.approx(theirs.scale, rel=1e-6)


def test_counts_when_a_month_has_none_then_still_fit() -> None:
    """Zero trips is a figure, not a gap."""
    counts = (*(int(one) for one in RNG.poisson(6, MONTHS - 1)), 0)
    found = estimate_count_effect(
        Model(step_at(24), harmonics=0), tuple(range(MONTHS)), counts, (50,) * MONTHS
    )
    assert found.low < found.value < found.high
    with pytest.raises(UnequalFigures):
        estimate_count_effect(Model(step_at(24)), (0, 1), (1, 2), (1,))
    with pytest.raises(ImpossibleFigure):
        fit_counts(DESIGN, np.full(MONTHS, -1.0), np.ones(MONTHS))
    with pytest.raises(TooFewMonths):
        fit_counts(DESIGN[:5], np.ones(5), np.ones(5))


def test_ramp_when_asked_then_follows_its_points() -> None:
    """A softened summer is less than full exposure, not none and not all."""
    ramp = ExposureRamp(((10, 0.0), (14, 0.8), (16, 0.4), (18, 1.0)))
    assert ramp.starts == 11
    assert ramp.list_shares([9, 10, 11, 14, 15, 16, 18, 30]).tolist() == pytest.approx(
        [0, 0, 0.2, 0.8, 0.6, 0.4, 1, 1]
    )
    assert ramp.shift(-3).starts == 8
    assert step_at(5).list_shares([4, 5, 6]).tolist() == [0, 1, 1]


@pytest.mark.parametrize("points", [(), ((3, 0.5), (3, 1.0)), ((3, 0.5), (2, 1.0)), ((3, 1.5),), ((3, 0.0),)])
def test_ramp_when_it_is_none_then_is_refused(points: tuple[tuple[int, float], ...]) -> None:
    """A measure that reaches nobody has no effect to look for."""
    with pytest.raises(ImpossibleFigure):
        ExposureRamp(points)


def _series(months: range, control: tuple[float, ...] = ()) -> MonthlySeries:
    values = np.exp(8 + 0.02 * np.random.default_rng(2).standard_normal(len(months)))
    return MonthlySeries(tuple(months), tuple(values.tolist()), "påhittade", "resor", control)


def test_series_when_it_cannot_be_modelled_then_is_refused() -> None:
    """Gaps, noughts and controls of other months are found before any figure is formed."""
    with pytest.raises(UnequalFigures):
        MonthlySeries((1, 3), (1.0, 1.0), "p", "u")
    with pytest.raises(ImpossibleFigure):
        MonthlySeries((1, 2), (1.0, 0.0), "p", "u")
    with pytest.raises(UnequalFigures):
        MonthlySeries((1, 2), (1.0, 1.0), "p", "u", (1.0,))
    with pytest.raises(UnequalFigures):
        form_regression(Model(step_at(24), control=ControlUse.REGRESSOR), _series(range(36)))


def test_effect_when_nothing_can_be_told_then_refuses() -> None:
    """No months after, too few in all, or an explanation that repeats another."""
    with pytest.raises(TooFewMonths):
        estimate_effect(Model(step_at(40)), _series(range(36)))
    with pytest.raises(TooFewMonths):
        estimate_effect(Model(step_at(6)), _series(range(9)))
    with pytest.raises(ImpossibleFigure):
        estimate_effect(Model(step_at(0)), _series(range(36)))


def test_series_when_formed_in_fixed_prices_then_each_contract_has_its_own_index() -> None:
    """A contract that rose by a quarter must not look like more travelling."""
    rows = [
        {"month": 5, "contract": "a", "cost_ore": 100, "trips": 3},
        {"month": 6, "contract": "a", "cost_ore": 125, "trips": 3},
        {"month": 6, "contract": "b", "cost_ore": 40, "trips": 1},
        {"month": 9, "contract": "a", "cost_ore": 1, "trips": 1},
    ]
    fixed = form_series(rows, (5, 6), "cost_ore", Population(), {"a": {5: 1.0, 6: 1.25}})
    assert fixed.values == (100.0, 140.0)
    assert fixed.unit == "öre i fasta priser"
    plain = form_series(rows, (5, 6), "trips", Population(Choice.WITH))
    assert (plain.values, plain.unit) == ((3.0, 4.0), "resor")
    assert plain.population == "dialysresor medräknade, utan asylboenden"
    with pytest.raises(ImpossibleFigure):
        form_series(rows, (5, 6, 7), "trips", Population())


def test_placebos_when_ranked_then_only_months_before_are_used() -> None:
    """A pretended beginning must not borrow the real effect."""
    series = _series(range(36))
    strong = MonthlySeries(series.months, tuple(
        value * (0.7 if at >= 24 else 1) for at, value in zip(series.months, series.values, strict=True)
    ), "p", "resor")  # fmt: skip
    model = Model(step_at(24), has_trend=False)
    effect = estimate_effect(model, strong)
    found = rank_placebos(model, strong, effect)
    assert found.starts == tuple(range(12, 21))
    assert (found.rank, found.count) == (1, 10)
    assert found.describe().startswith("Effekten är nummer 1 av 10")
    assert found.strengths == rank_placebos(model, series, effect).strengths
    assert rank_placebos(Model(step_at(13), has_trend=False), series, effect).starts == ()


def test_detectable_when_the_measure_has_begun_then_refuses() -> None:
    """What could be seen is asked before, not after."""
    with pytest.raises(TooFewMonths):
        find_detectable(Model(step_at(24)), _series(range(30)), 12)
    with pytest.raises(TooFewMonths):
        find_detectable(Model(step_at(40), has_trend=False), _series(range(24)), 12)


def test_detectable_when_simulated_then_is_found_as_often_as_promised() -> None:
    """Eighty in a hundred, on series whose noise is what the months before showed."""
    model = Model(step_at(24), has_trend=False)
    rng = np.random.default_rng(5)
    found, tried = 0, 150
    for _ in range(tried):
        told = 8 + 0.04 * rng.standard_normal(36)
        before = MonthlySeries(tuple(range(24)), tuple(np.exp(told[:24]).tolist()), "p", "u")
        seen = find_detectable(model, before, 12)
        told[24:] += np.log1p(seen.fall_percent / 100)
        whole = MonthlySeries(tuple(range(36)), tuple(np.exp(told).tolist()), "p", "u")
        found += estimate_effect(model, whole).percent.high < 0
    assert 0.70 <= found / tried <= 0.95


def test_months_when_counted_then_match_the_calendar() -> None:
    """December's neighbour is January."""
    one = month(2015, 12)
    assert (month_of(first_day(one + 1)), number_in_year(one + 1)) == (month(2016, 1), 1)
    assert name_month(one) == "december 2015"
