"""The audit of the region's own long-term plan: what a careful reader finds in its three tables, and no more.

The plan ships as the region printed it. Expected findings are those of a reader with a pen: which sums
cannot be right, which can only just be, and where text and tables disagree.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.files.savings_plans import read_savings_plan
from skjuts.core.followup import plans
from skjuts.core.followup.plans import (
    Audit,
    Explanation,
    Finding,
    FindingKind,
    PlanBook,
    PlanTrack,
    Severity,
    audit,
    follow,
    write_mending,
)

FOLDER = Path(plans.__file__).parent / "lup_2014_2019"
MILLION = 100_000_000

EXPECTED = {
    "A1": (FindingKind.SUM_BROKEN, Severity.ERROR, ("2",)),
    "A2": (FindingKind.TOTAL_BROKEN, Severity.ERROR, ()),
    "A3": (FindingKind.RANGE_SETTLED, Severity.WARNING, ("8",)),
    "A4": (FindingKind.CELL_PINNED, Severity.INFO, ("12",)),
    "A5": (FindingKind.HIDDEN_DECIMALS, Severity.INFO, ("6",)),
    "A6": (FindingKind.YEARS_LEFT_OUT, Severity.WARNING, ()),
    "A7": (FindingKind.TEXT_DIFFERS, Severity.WARNING, ("2",)),
    "A8": (FindingKind.NOT_VALUED, Severity.WARNING, ("6",)),
    "A9": (FindingKind.TOO_EARLY, Severity.WARNING, ("12",)),
    "A10": (FindingKind.NOTHING_REMAINS, Severity.WARNING, ("6", "15", "17")),
    "A11": (FindingKind.OVERLAP, Severity.WARNING, ("1", "2")),
    "A12": (FindingKind.POPULATION, Severity.WARNING, ("2",)),
    "A13": (FindingKind.CARRIED_BY_INCOME, Severity.WARNING, ("9",)),
    "A14": (FindingKind.FULFILMENT_OVERSTATED, Severity.WARNING, ("2",)),
}


@pytest.fixture(scope="module")
def book() -> PlanBook:
    """The plan as it ships."""
    return read_savings_plan(FOLDER)


@pytest.fixture(scope="module")
def audited(book: PlanBook) -> Audit:
    """Its audit."""
    return audit(book)


@pytest.fixture(scope="module")
def track(book: PlanBook) -> PlanTrack:
    """Its follow-up."""
    return follow(book)


def pick(audited: Audit, name: str) -> Finding:
    """The finding of the list above."""
    kind, _, packages = EXPECTED[name]
    return next(one for one in audited.findings if one.kind is kind and one.packages == packages)


def test_plan_when_audited_then_exactly_the_fourteen_findings_are_raised(audited: Audit) -> None:
    """Every fault that a careful reader found, and not one more."""
    found = sorted((one.kind.value, one.severity.value, one.packages) for one in audited.findings)
    wanted = sorted((kind.value, severity.value, packages) for kind, severity, packages in EXPECTED.values())
    assert found == wanted


def test_accumulated_effect_when_a_negative_was_dropped_then_the_slip_is_named(audited: Audit) -> None:
    """−1.3 + 5 is 3.7 and stands as 5: the bad year was counted as nothing."""
    finding = pick(audited, "A1")
    assert finding.explanation is Explanation.NEGATIVE_AS_ZERO
    assert finding.gap_ore == 130_000_000
    assert "−1,3 + 5 blir 3,7 Mkr" in finding.message
    assert "räknas som noll" in finding.message


def test_grand_total_when_its_gap_is_the_dropped_amount_then_it_is_linked(audited: Audit) -> None:
    """87 against 85.7: the total is wrong because the package is, and the reader is led there."""
    finding = pick(audited, "A2")
    assert finding.linked_to == (pick(audited, "A1").id,)
    assert finding.gap_ore == pick(audited, "A1").gap_ore
    assert "85,7 Mkr" in finding.message


def test_range_when_the_sum_took_one_number_then_all_its_readings_are_told(audited: Audit) -> None:
    """9-12 in the table, 10-12 in the text, 10 in the sum and in the outcome's table."""
    finding = pick(audited, "A3")
    assert finding.explanation is Explanation.RANGE_END_PICKED
    for words in ("9-12", "10 till 12 Mkr", "förutsätter 10 Mkr", "räknar med 10 Mkr", "avsnitt 3.2.8"):
        assert words in finding.message


def test_rounded_cells_when_only_decimals_explain_them_then_it_is_information(audited: Audit) -> None:
    """2 must have been about 1.5; 11.4 can have been 12, between 10.35 and 12.45."""
    assert "övriga tal i kolumnen ger 1,5 Mkr" in pick(audited, "A4").message
    assert "10,35 till 12,45 Mkr" in pick(audited, "A5").message


def test_forward_column_when_years_are_left_out_then_their_amount_is_told(audited: Audit) -> None:
    """Plan ahead holds 2018 alone: 32 + 27 + 25 = 84 million are not there."""
    assert "2019–2021, 84 Mkr, är inte med" in pick(audited, "A6").message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("A7", ("5 Mkr", "2 Mkr för steg 1", "mindre än planerad", "avsnitt 3.2.2")),
        ("A8", ("inte går att värdera", "avsnitt 3.2.6", "12 Mkr")),
        ("A9", ("för tidigt", "1,6", "avsnitt 3.2.12")),
        ("A10", ("15 (Samverkan med Västernorrland) 10 Mkr", "17 (Minskad sjukskrivning) 2 Mkr", "3 Mkr")),
        ("A11", ("räknad två gånger", "avsnitt 3.2.1")),
        ("A12", ("dialysavdelningen", "inte om den är med")),
        ("A13", ("113 %", "78 %", "49,9 Mkr av 64 Mkr")),
        ("A14", ("37 %", "50 %", "från 20 Mkr (2014) till 15 Mkr (2015)")),
    ],
)
def test_text_and_tables_when_they_disagree_then_both_are_quoted(
    audited: Audit, name: str, words: tuple[str, ...]
) -> None:
    """A finding must carry what it takes to check it against the paper."""
    for one in words:
        assert one in pick(audited, name).message


def test_smallest_change_when_sums_are_mended_then_is_two_cells_and_the_slip_first(
    book: PlanBook, audited: Audit
) -> None:
    """No one cell mends it; of the pairs that do, 3.7 with 85.7 is what the dropped minus speaks for."""
    assert {len(one.cells) for one in audited.mendings} == {2}
    first = write_mending(book, audited.mendings[0])
    assert "5 blir 3,7 Mkr" in first
    assert "87 blir 85,7 Mkr" in first


def test_versions_when_followed_then_sums_are_the_plan_s_own(track: PlanTrack) -> None:
    """22/58/40 in 2014; 10/36/30/29/32/27/25 in 2015: the tracker adds as the region did."""
    sums = [[amount.ore / MILLION for _, amount in one.years] for one in track.versions]
    assert sums == [[22, 58, 40], [10, 36, 30, 29, 32, 27, 25]]
    assert [one.total.ore / MILLION for one in track.versions] == [120, 189]


def test_unidentified_share_when_measures_are_not_yet_found_then_is_told(track: PlanTrack) -> None:
    """75 of 189 million had no measure behind them, and eight cells were question marks."""
    assert track.versions[1].unidentified_share == pytest.approx(75 / 189)
    assert track.versions[1].unknown_cells == 8
    assert track.versions[0].unidentified_share == 0


def test_fulfilment_when_income_is_set_apart_then_falls_below_the_plan(track: PlanTrack) -> None:
    """85.7 of 76 with patient fees and income, 49.9 of 64 without."""
    assert track.fulfilment is not None
    assert track.fulfilment.outcome_ore == 8_570_000_000
    assert track.fulfilment.share == pytest.approx(85.7 / 76)
    assert track.fulfilment.share_without_income == pytest.approx(49.9 / 64)


def test_package_when_followed_then_shows_what_it_lost_between_versions(track: PlanTrack) -> None:
    """The transports' plan fell by a quarter, and two packages were removed altogether."""
    packages = {one.key: one for one in track.packages}
    assert packages["2"].slippage_ore == -5 * MILLION
    assert packages["2"].fulfilment == pytest.approx(0.37)
    assert packages["2"].printed_fulfilment == pytest.approx(0.5)
    assert [key for key, one in packages.items() if one.is_removed] == ["3", "5"]
    assert packages["1"].overlaps == ("2",)
    assert packages["9"].is_income


def test_sources_when_the_plan_ships_then_each_table_names_where_it_is_printed(book: PlanBook) -> None:
    """A figure from elsewhere carries its source."""
    assert all("Region Jämtland Härjedalen" in table.source for table in book.tables)
    assert all(statement.page and statement.quote for statement in book.statements)
