"""Invoice control: the known cases fire, honest invoices do not, and samples give the published intervals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skjuts.core.control import BilledTrip, BillingRule, Stratum, bound_share, find_faults, project_amount
from skjuts.core.control.billed import BadBilledTrip
from skjuts.core.control.sampling import BadSample

HOUR = 3600
ALONE = BilledTrip("a", "bil 1", "P1", 8 * HOUR, 9 * HOUR, 50_000, 90_000, 90_000, 48_000)


def ride(id_: str, patient: str, *, start_s: int = 8 * HOUR, vehicle: str = "bil 1") -> BilledTrip:
    """An hour's trip of fifty kilometres at full single fare."""
    return replace(ALONE, id=id_, patient=patient, start_s=start_s, end_s=start_s + HOUR, vehicle=vehicle)


def test_four_riders_of_one_car_billed_singly_are_found_with_what_three_of_them_cost() -> None:
    """The Vellinge pattern: one car, the same times, four full fares."""
    (found,) = find_faults([ride(one, f"P{one}") for one in "abcd"])
    assert found.rule is BillingRule.POOLED_BILLED_SINGLY
    assert found.trips == ("a", "b", "c", "d")
    assert found.at_stake_ore == 3 * 90_000
    assert "4 patienter" in found.reason


def test_riders_of_one_car_who_shared_the_fare_are_no_finding() -> None:
    """Pooling that was billed as pooling is what the region asked for."""
    assert find_faults([replace(ride(one, f"P{one}"), amount_ore=30_000) for one in "abc"]) == []


def test_trips_one_after_the_other_in_one_car_are_no_finding() -> None:
    """A car that is empty in between has driven two trips."""
    assert find_faults([ride("a", "P1"), ride("b", "P2", start_s=9 * HOUR)]) == []


def test_line_that_stands_twice_is_found_once_with_one_amount() -> None:
    """Both lines cannot be paid, and one of them shall be."""
    found = find_faults([replace(ALONE, single_fare_ore=None), replace(ALONE, id="b", single_fare_ore=None)])
    assert [(one.rule, one.at_stake_ore) for one in found] == [(BillingRule.DUPLICATE, 90_000)]


def test_patient_in_two_vehicles_at_once_is_found() -> None:
    """One of the two trips never had this patient aboard."""
    (found,) = find_faults([ride("a", "P1"), ride("b", "P1", start_s=8 * HOUR + 600, vehicle="bil 2")])
    assert found.rule is BillingRule.PATIENT_TWICE


def test_patient_in_two_vehicles_is_found_also_when_another_trip_began_between() -> None:
    """A long trip overlaps later ones than the next."""
    long = replace(ALONE, end_s=12 * HOUR, single_fare_ore=None)
    between = replace(long, id="b", start_s=9 * HOUR, end_s=10 * HOUR)
    other = replace(long, id="c", vehicle="bil 2", start_s=11 * HOUR)
    assert [one.trips for one in find_faults([long, between, other])] == [("a", "c")]


@pytest.mark.parametrize(
    ("shortest_m", "fires"), [(41_666, True), (41_667, False), (None, False), (0, False)]
)
def test_way_longer_than_a_fifth_over_the_shortest_is_found(shortest_m: int | None, *, fires: bool) -> None:
    """Fifty kilometres are 1.2 times 41 667 metres; what nobody worked out is not tried."""
    found = find_faults([replace(ALONE, shortest_m=shortest_m)])
    assert [one.rule for one in found] == ([BillingRule.TOO_LONG] if fires else [])
    if fires:
        assert found[0].at_stake_ore == 15_001  # 90 000 · (1 − 41 666 / 50 000)
        assert "50,0 km är fakturerade; den kortaste vägen är 41,7 km" in found[0].reason


def test_speed_that_no_car_keeps_is_found() -> None:
    """Fifty kilometres in twenty minutes were not driven."""
    (found,) = find_faults([replace(ALONE, end_s=ALONE.start_s + 1200)])
    assert found.rule is BillingRule.TOO_FAST
    assert "50,0 km på 20 minuter" in found.reason


def test_findings_come_with_the_largest_amount_first() -> None:
    """Whoever has an hour looks at what it can give."""
    stakes = [one.at_stake_ore for one in find_faults([*(ride(x, f"P{x}") for x in "abc"), _long()])]
    assert stakes == sorted(stakes, reverse=True)
    assert len(stakes) == 2


def _long() -> BilledTrip:
    return replace(ride("z", "P9", vehicle="bil 9"), shortest_m=25_000)


def test_trip_that_ends_before_it_starts_is_refused() -> None:
    """Such a line would overlap nothing and pass every rule."""
    with pytest.raises(BadBilledTrip):
        replace(ALONE, end_s=ALONE.start_s - 1)


@pytest.mark.parametrize(
    ("found", "drawn", "low", "high"), [(105, 200, 0.4534, 0.5959), (18, 120, 0.0914, 0.2267)]
)
def test_share_of_a_sample_has_the_interval_of_the_published_audits(
    found: int, drawn: int, low: float, high: float
) -> None:
    """Michigan's 105 of 200 and Indiana's 18 of 120."""
    share = bound_share(found, drawn)
    assert share.value == found / drawn
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_share_of_none_or_all_stays_within_nought_and_one() -> None:
    """A hundred faultless lines still leave room for 3.6 per cent with faults."""
    assert (bound_share(0, 100).low, round(bound_share(0, 100).high, 4)) == (0.0, 0.0362)
    assert bound_share(5, 5).high == 1.0


def test_amount_is_projected_by_what_each_drawn_line_stands_for() -> None:
    """Two of ten lines of 100 and 300, every one of two lines of 50: 2 000 and 100 öre."""
    strata = [Stratum("taxi", 10, (100, 300)), Stratum("liggande", 2, (50, 50))]
    projected = project_amount(strata)
    # variance 10² · 0.8 · 20 000 / 2 = 800 000; 1.96 · 894.4 = 1 753
    assert (projected.total_ore, projected.low_ore, projected.high_ore) == (2_100, 500, 3_853)


def test_amount_from_one_drawn_line_has_no_interval() -> None:
    """How much lines differ cannot be seen on one."""
    assert project_amount([Stratum("taxi", 10, (100,))]).high_ore is None


@pytest.mark.parametrize("stratum", [Stratum("taxi", 10, ()), Stratum("taxi", 1, (1, 2))])
def test_sample_that_cannot_have_been_drawn_is_refused(stratum: Stratum) -> None:
    """An impossible sample gives a figure that looks possible."""
    with pytest.raises(BadSample):
        project_amount([stratum])
    with pytest.raises(BadSample):
        bound_share(3, 2)
