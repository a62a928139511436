"""A second plan, invented, with other faults than the first: the audit knows rules, not packages."""

from __future__ import annotations

import pytest

from skjuts.core.followup.plans import (
    Audit,
    BadPlan,
    Explanation,
    FindingKind,
    LedgerOutcome,
    OutcomeEvidence,
    PlanBook,
    Severity,
    audit,
    follow,
    read_plan,
)

PLAN = """\
Nr|Paket|Plan 2031|Plan 2032|Plan 2033
A|Larmvägar|100|200|50
B|Bussbyten|40-60|80|
C|Lokaler||?|30
D|Avgifter|20|20|
Behov|Ej utpekat|||70
Summa|Summa|180|300|150
"""
OUTCOME = """\
Nr|Paket|Plan 2031|Utfall 2031|Plan 2032|Utfall 2032|Ackumulerad plan 2031-2032|\
Ackumulerat utfall 2031-2032|Plan framåt 2033-
A|Larmvägar|100|90|250|-30|350|120|50
B|Bussbyten|60|55|80|70|140|70|
C|Lokaler|||?|12||12|30
D|Avgifter|20|25|20|30|40|55|
Summa|Summa|180|170|350|82|530|257|80
"""
STATEMENTS = """\
title = "Påhittad plan"
[[table]]
id = "plan"
title = "Plan 2030"
year = 2030
unit = "tkr"
blank = "zero"
sheet = "plan"
source = "påhittad"
[[table]]
id = "utfall"
title = "Utfall 2032"
year = 2032
unit = "tkr"
blank = "zero"
sheet = "utfall"
source = "påhittad"
population = "utan nattresor"
[[statement]]
kind = "income"
packages = ["D"]
page = "s. 2"
quote = "nya avgifter"
[[statement]]
kind = "amount"
about = "plan"
packages = ["B"]
year = 2031
amount = "50"
unit = "tkr"
page = "s. 3"
quote = "omkring 50 tkr"
[[statement]]
kind = "not_valued"
packages = ["C"]
page = "s. 4"
quote = "går inte att räkna på"
[[statement]]
kind = "amount"
packages = ["C"]
at_least = "10"
unit = "tkr"
page = "s. 4"
quote = "minst tio"
[[statement]]
kind = "nothing_remains"
packages = ["C", "D"]
page = "s. 5"
quote = "avslutade"
[[statement]]
kind = "below_plan"
packages = ["D"]
page = "s. 5"
quote = "nådde inte målet"
[[statement]]
kind = "excludes"
packages = ["A"]
group = "nattresor"
year = 2031
page = "s. 6"
quote = "nattresor är inte med"
"""


def rows(text: str) -> list[list[str]]:
    """A sheet drawn with bars."""
    return [line.split("|") for line in text.splitlines()]


def read(plan: str = PLAN, outcome: str = OUTCOME, statements: str = STATEMENTS) -> PlanBook:
    """The invented plan, or a variant."""
    return read_plan(statements.encode(), {"plan": rows(plan), "utfall": rows(outcome)})


@pytest.fixture(scope="module")
def audited() -> Audit:
    """The audit of the invented plan."""
    return audit(read())


def test_invented_plan_when_audited_then_exactly_its_own_faults_are_raised(audited: Audit) -> None:
    """A lost sign, a part left out, a plan repeated wrong, and what the text says otherwise."""
    found = sorted((one.kind.value, one.packages) for one in audited.findings)
    assert found == sorted(
        [
            (FindingKind.SUM_BROKEN.value, ("A",)),
            (FindingKind.SUM_BROKEN.value, ("B",)),
            (FindingKind.PLAN_REPEATED_WRONG.value, ("A",)),
            (FindingKind.PLAN_REPEATED_WRONG.value, ()),
            (FindingKind.PLAN_REPEATED_WRONG.value, ()),
            (FindingKind.TOTAL_BROKEN.value, ()),
            (FindingKind.RANGE_SETTLED.value, ("B",)),
            (FindingKind.TEXT_DIFFERS.value, ("D",)),
            (FindingKind.NOT_VALUED.value, ("C",)),
            (FindingKind.NOTHING_REMAINS.value, ("C",)),
            (FindingKind.FULFILMENT_OVERSTATED.value, ("A",)),
        ]
    )


def test_slips_when_they_give_the_printed_sum_then_are_named(audited: Audit) -> None:
    """90 − 30 printed as 120 lost its sign; 55 + 70 printed as 70 lost a part."""
    slips = {one.packages: one.explanation for one in audited.findings if one.kind is FindingKind.SUM_BROKEN}
    assert slips == {("A",): Explanation.SIGN_LOST, ("B",): Explanation.PART_LEFT_OUT}


def test_total_of_the_plan_when_a_package_was_repeated_wrong_then_is_linked_to_it(audited: Audit) -> None:
    """350 stands for 300 because 250 stands for 200: one slip, told once and followed."""
    wrong = [one for one in audited.findings if one.kind is FindingKind.PLAN_REPEATED_WRONG]
    package = next(one for one in wrong if one.packages)
    assert [one.linked_to for one in wrong if one.linked_to] == [(package.id,)]


def test_range_when_its_upper_end_was_taken_then_it_is_told(audited: Audit) -> None:
    """The optimistic end became the plan while the text said 50."""
    finding = next(one for one in audited.findings if one.kind is FindingKind.RANGE_SETTLED)
    assert finding.explanation is Explanation.RANGE_END_PICKED
    assert "räknar med 60 tkr" in finding.message
    assert "Texten säger 50 tkr" in finding.message


def test_total_when_no_package_has_its_gap_then_stands_alone(audited: Audit) -> None:
    """257 against 252 is not the gap of any package; nothing is blamed for it."""
    finding = next(one for one in audited.findings if one.kind is FindingKind.TOTAL_BROKEN)
    assert finding.linked_to == ()


def test_plan_when_everything_adds_up_then_nothing_is_found() -> None:
    """An audit that always finds something is worth nothing."""
    sound = "Nr|Paket|Plan 2031|Plan 2032\nA|Larmvägar|1,4|2\nB|Bussbyten|2,6|3\nSumma|Summa|4,0|5\n"
    text = STATEMENTS.split("[[table]]")
    result = audit(read(plan=sound, statements=text[0] + "[[table]]" + text[1]))
    assert result.findings == ()
    assert result.mendings == ()


def test_outcome_when_the_ledger_knows_better_then_stands_beside_the_claim() -> None:
    """What is booked does not overwrite what is claimed: both are shown with how they are known."""
    booked = LedgerOutcome("A", -5_000_000, "liggare, fasta priser", OutcomeEvidence.BOOKED)
    package = next(one for one in follow(read(), [booked]).packages if one.key == "A")
    assert package.ledger == (booked,)
    assert package.outcome.ore == 6_000_000


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"plan": PLAN.replace("Plan 2032", "Mål 2032")}, "Rubriken"),
        ({"plan": PLAN.replace("Nr|", "Kod|")}, "Första raden"),
        ({"plan": PLAN.replace("B|Buss", "A|Buss")}, "två rader"),
        ({"plan": PLAN.replace("20|20|", "20|20||9|9")}, "fler celler"),
        ({"statements": STATEMENTS.replace('"tkr"', '"Tkr"', 1)}, "Enheten"),
        ({"statements": STATEMENTS.replace('packages = ["D"]', 'packages = ["X"]')}, "paket X"),
        ({"statements": STATEMENTS.replace('"not_valued"', '"no_value"')}, "no_value"),
        ({"statements": STATEMENTS.replace('amount = "50"', 'amount = "femtio"')}, "belopp"),
        ({"statements": STATEMENTS.replace("year = 2030", 'year = "2030"')}, "år"),
        ({"statements": STATEMENTS.replace('sheet = "plan"', 'sheet = "blad"')}, "blad"),
        ({"statements": STATEMENTS.replace("[[table]]", "[table]", 1)}, "TOML"),
        ({"statements": 'title = "tom"'}, "inga tabeller"),
    ],
)
def test_form_when_something_is_wrong_then_is_refused_with_its_place(
    changes: dict[str, str], words: str
) -> None:
    """A plan that is half understood would be audited for faults that it does not have."""
    with pytest.raises(BadPlan) as caught:
        read(**changes)
    assert words in caught.value.message


def test_severity_when_findings_are_listed_then_gravest_come_first(audited: Audit) -> None:
    """Whoever reads three lines reads the three that matter."""
    order = [list(Severity).index(one.severity) for one in audited.findings]
    assert order == sorted(order)
