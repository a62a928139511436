"""Fulfilment that looks better than it is: carried by income, or computed from a broken sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skjuts.core.followup.plans.book import PlanBook, Role, name_packages
from skjuts.core.followup.plans.findings import Finding, FindingKind, Severity
from skjuts.core.followup.plans.tracking import PackageTrack, PlanTrack, follow, measure_fulfilment


def find_in_shares(book: PlanBook, broken: Sequence[Finding]) -> Iterator[Finding]:
    """Findings about fulfilment in every table of outcomes."""
    track = follow(book)
    yield from _find_carried(book)
    for finding in broken:
        if finding.kind is FindingKind.SUM_BROKEN:
            overstated = _find_overstated(book, track, finding)
            if overstated is not None:
                yield overstated


def _find_carried(book: PlanBook) -> Iterator[Finding]:
    """Plans that are met only because some packages bring income and lower no cost."""
    income = book.list_income_packages()
    for table in book.tables:
        if not table.is_outcome or not income:
            continue
        found = measure_fulfilment(book, table)
        share, bare = found.share, found.share_without_income
        if share is not None and bare is not None and share >= 1 > bare:
            cost = found.outcome_ore - found.income_outcome_ore
            text = (
                f"Planen är uppfylld till {_percent(share)} i {table.title}, men bara till "
                f"{_percent(bare)} utan {name_packages(income)}, som är intäkter: {table.write(cost)} av "
                f"{table.write(found.plan_ore - found.income_plan_ore)}."
            )
            statements = tuple(one for one in book.statements if set(one.packages) & set(income))[:1]
            yield Finding(
                FindingKind.CARRIED_BY_INCOME, Severity.WARNING, table.id, income, (), text, statements
            )


def _find_overstated(book: PlanBook, track: PlanTrack, broken: Finding) -> Finding | None:
    """A package's fulfilment as printed, beside what its years give; with what became of its plan."""
    table = book.get_table(broken.table)
    package = next(one for one in track.packages if one.key == broken.packages[0])
    share, printed = package.fulfilment, package.printed_fulfilment
    is_outcome = table.columns[broken.cells[-1].column].role is Role.OUTCOME_TO_DATE
    if not is_outcome or share is None or printed is None or printed <= share:
        return None
    line = table.find_line(package.key)
    text = (
        f"{line.label if line else package.name} är uppfyllt till {_percent(share)} "
        f"({table.write(package.outcome.ore)} av {table.write(package.plan_to_date.ore)}), inte till "
        f"{_percent(printed)} som de ackumulerade talen ger.{_tell_slippage(book, package)}"
    )
    return Finding(
        FindingKind.FULFILMENT_OVERSTATED,
        Severity.WARNING,
        table.id,
        (package.key,),
        broken.cells[-1:],
        text[:1].upper() + text[1:],
        gap_ore=broken.gap_ore,
        linked_to=(broken.id,),
    )


def _tell_slippage(book: PlanBook, package: PackageTrack) -> str:
    known = [(book.get_table(id_), amount) for id_, amount in package.plans if amount.is_whole]
    if len(known) < 2 or package.slippage_ore >= 0:  # noqa: PLR2004 - a first and a last
        return ""
    (first, before), (last, after) = known[0], known[-1]
    was, became = first.write(before.ore), last.write(after.ore)
    return f" Planen sänktes från {was} ({first.year}) till {became} ({last.year})."


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"
