"""The air-ambulance bill: R = 100 Mkr, a tenth of the hours and of the key, a fifth of them cut."""

from __future__ import annotations

import pytest

from skjuts.core.tariffs.air_ambulance import (
    Assessed,
    BadBill,
    BillInputs,
    Federation,
    NotAssessed,
    Span,
    YearTerms,
    assess_cut,
    follow_years,
    measure_cut,
    price_region,
    rank_inputs,
)

MILLION = 100_000_000
INPUTS = BillInputs(
    income_ore=Span(100 * MILLION, 100 * MILLION),
    federation_hours=Span(6_000, 6_000),
    region_hours=Span(600, 600),
    cut_hours=Span(120, 120),
    standby_share=Span(0.3, 0.3),
    standby_key=Span(0.1, 0.1),
    fixed_share=Span(0.6, 0.9),
)


def federation(fixed_share: float) -> Federation:
    """100 million, 6 000 hours, 30 % standby."""
    return Federation(100 * MILLION, 6_000, fixed_share, 0.3)


@pytest.mark.parametrize(
    ("fixed_share", "alone", "together"), [(0.6, 1.3554, 0.8), (0.75, 1.3293, 0.5), (0.9, 1.3031, 0.2)]
)
def test_cut_when_the_federation_must_break_even_then_most_of_it_is_shared_out(
    fixed_share: float, alone: float, together: float
) -> None:
    """1.4 million off the invoice: nearly all of it is kept if others fly on, little if all fly less."""
    saving = measure_cut(federation(fixed_share), 0.1, 600, 120)
    assert saving.invoice_ore / MILLION == pytest.approx(1.4)
    assert saving.alone_ore / MILLION == pytest.approx(alone, abs=5e-5)
    assert saving.all_ore / MILLION == pytest.approx(together)
    assert saving.system_ore / MILLION == pytest.approx(together)


def test_federation_when_a_region_flies_less_then_income_falls_by_what_flight_costs() -> None:
    """φ = 0.75: R' = 99.5 and the region's part of the hours is 8.1633 %."""
    after = federation(0.75).fly_less(120)
    assert after.income_ore / MILLION == pytest.approx(99.5)
    assert 480 / after.hours == pytest.approx(0.081633, abs=5e-7)
    assert price_region(after, 0.1, 480) / MILLION == pytest.approx(8.6707, abs=5e-5)


def test_answer_when_the_fixed_share_is_only_a_span_then_is_one_too() -> None:
    """Invoice does not hang on it; the system's saving goes from 0.2 to 0.8 million."""
    report = assess_cut(INPUTS)
    invoice, system = report.get("invoice_ore"), report.get("system_ore")
    assert isinstance(invoice, Assessed)
    assert isinstance(system, Assessed)
    assert invoice.low_ore == invoice.high_ore == 140_000_000
    assert (system.low_ore, system.high_ore) == (20_000_000, 80_000_000)


def test_answer_when_inputs_are_missing_then_is_not_assessed_and_never_nothing() -> None:
    """The review of 2026 could not assess it: unknown is not zero kronor."""
    report = assess_cut(BillInputs(cut_hours=Span(100, 200)))
    answers = report.answers
    assert all(isinstance(one, NotAssessed) for one in answers)
    alone = report.get("alone_ore")
    assert isinstance(alone, NotAssessed)
    assert alone.text.startswith("Inte bedömd: förbundets intäkter")
    assert "regionens andel av beredskapsavgiften" in alone.text


def test_answer_when_the_invoice_alone_can_be_told_then_only_that_is() -> None:
    """Hour price is known from invoices long before anybody tells the federation's fixed costs."""
    known = BillInputs(
        INPUTS.income_ore, INPUTS.federation_hours, None, INPUTS.cut_hours, INPUTS.standby_share
    )
    report = assess_cut(known)
    assert isinstance(report.get("invoice_ore"), Assessed)
    assert isinstance(report.get("system_ore"), NotAssessed)


def test_inputs_when_ranked_then_the_one_that_matters_most_comes_first() -> None:
    """A wide span of hours to cut moves the answer more than the fixed share does."""
    wide = BillInputs(
        INPUTS.income_ore,
        INPUTS.federation_hours,
        INPUTS.region_hours,
        Span(60, 180),
        INPUTS.standby_share,
        INPUTS.standby_key,
        INPUTS.fixed_share,
    )
    assert [one.name for one in rank_inputs(wide, "alone_ore")] == ["cut_hours", "fixed_share"]
    assert rank_inputs(BillInputs(), "alone_ore") == ()


def test_years_when_the_key_follows_past_use_then_the_saving_grows_after_the_lag() -> None:
    """A key that is half past use falls two years later: 0.5 × (0.0816 − 0.1) × 0.3 × 99.5 Mkr more."""
    savings = follow_years(federation(0.75), 0.1, 600, 120, YearTerms(4, 2, 0.5))
    more = 0.5 * (0.1 - 480 / 5880) * 0.3 * 99.5
    assert savings[0] == savings[1] == 132_928_571
    assert savings[2] == savings[3]
    assert (savings[2] - savings[1]) / MILLION == pytest.approx(more, abs=1e-6)


def test_years_when_prices_were_set_before_then_the_first_saving_is_the_invoice_and_is_paid_back() -> None:
    """The invoice falls at once by 1.4; the hole that it leaves is shared out over three years."""
    plain = follow_years(federation(0.75), 0.1, 600, 120, YearTerms(5, 9, 0.0))
    carried = follow_years(federation(0.75), 0.1, 600, 120, YearTerms(5, 9, 0.0, carry_years=3))
    assert carried[0] == 140_000_000
    assert all(later < even for later, even in zip(carried[1:4], plain[1:4], strict=True))
    assert carried[4] == plain[4]
    paid_back = sum(plain[1:4]) - sum(carried[1:4])
    deficit = 99.5 - (100 - 1.4)
    assert paid_back / MILLION == pytest.approx(deficit * 8.6707 / 99.5, abs=1e-4)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Federation(MILLION, 100, 1.2, 0.3),
        lambda: Federation(MILLION, 0, 0.5, 0.3),
        lambda: measure_cut(federation(0.5), 0.1, 600, 700),
        lambda: price_region(federation(0.5), 1.5, 600),
        lambda: YearTerms(0, 1, 0.5),
    ],
)
def test_bill_when_inputs_are_impossible_then_is_refused(wrong: object) -> None:
    """Shares above one and more hours cut than flown."""
    assert callable(wrong)
    with pytest.raises(BadBill):
        wrong()
