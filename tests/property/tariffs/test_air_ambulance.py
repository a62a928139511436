"""Laws of the air-ambulance bill: bills add up to the income, and when all cut alike only flying is saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.tariffs.air_ambulance import (
    Assessed,
    BillInputs,
    Federation,
    Span,
    assess_cut,
    measure_cut,
    price_region,
)

SHARES = st.floats(0.05, 0.95)


@given(SHARES, SHARES, st.lists(st.integers(1, 500), min_size=2, max_size=6))
def test_bills_when_every_region_is_priced_then_add_up_to_the_income(
    fixed: float, standby: float, hours: list[int]
) -> None:
    """Nobody pays twice and nothing is left over."""
    federation = Federation(1e10, sum(hours), fixed, standby)
    keys = [one / sum(hours) for one in hours]
    bills = sum(price_region(federation, key, one) for key, one in zip(keys, hours, strict=True))
    assert bills == pytest.approx(1e10)


@given(SHARES, SHARES, st.floats(0.01, 0.9), st.floats(0.01, 0.9))
def test_saving_when_all_cut_alike_then_is_the_region_s_part_of_what_flying_costs(
    fixed: float, standby: float, use: float, cut: float
) -> None:
    """h/H · c · ΔH for a region whose key is its use: fixed costs stay whatever is invoiced."""
    federation = Federation(1e10, 1_000, fixed, standby)
    saving = measure_cut(federation, use, use * 1_000, use * 1_000 * cut)
    assert saving.all_ore == pytest.approx(use * federation.per_hour_ore * 1_000 * cut, abs=2)


@given(SHARES, SHARES, st.floats(0.01, 0.9), st.floats(0.01, 0.9))
def test_saving_when_cut_alone_then_the_others_pay_what_the_system_does_not_save(
    fixed: float, standby: float, use: float, cut: float
) -> None:
    """What the region keeps beyond what is saved in all stands on somebody else's bill, to the öre."""
    federation, hours = Federation(1e10, 1_000, fixed, standby), use * 1_000
    saving = measure_cut(federation, use, hours, hours * cut)
    after = federation.fly_less(hours * cut)
    others = price_region(after, 1 - use, 1_000 - hours) - price_region(federation, 1 - use, 1_000 - hours)
    assert saving.alone_ore == pytest.approx(saving.system_ore + others, abs=2)


@given(st.data())
def test_answer_when_inputs_are_spans_then_holds_every_value_inside_them(data: st.DataObject) -> None:
    """The ends are told from corners: no value within the spans may give more or less."""

    def draw(low: float, high: float) -> Span:
        a, b = sorted((data.draw(st.floats(low, high)), data.draw(st.floats(low, high))))
        return Span(a, b)

    inputs = BillInputs(
        draw(1e9, 1e10),
        draw(2_000, 6_000),
        draw(300, 900),
        draw(10, 200),
        draw(0.1, 0.5),
        draw(0.05, 0.4),
        draw(0.5, 0.95),
    )
    report = assess_cut(inputs)
    inside = [
        data.draw(st.floats(span.low, span.high))
        for span in (
            inputs.income_ore,
            inputs.federation_hours,
            inputs.region_hours,
            inputs.cut_hours,
            inputs.standby_share,
            inputs.standby_key,
            inputs.fixed_share,
        )
        if span is not None
    ]
    income, hours, region, cut, standby, key, fixed = inside
    saving = measure_cut(Federation(income, hours, fixed, standby), key, region, cut)
    for name in ("invoice_ore", "alone_ore", "all_ore", "system_ore"):
        answer = report.get(name)
        assert isinstance(answer, Assessed)
        assert answer.low_ore - 2 <= getattr(saving, name) <= answer.high_ore + 2
