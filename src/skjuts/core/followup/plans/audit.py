"""The audit of a plan: every rule tried on every table, each finding in Swedish with cells and page."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.core.followup.plans.book import PlanBook
from skjuts.core.followup.plans.findings import Explanation, Finding, Severity
from skjuts.core.followup.plans.identities import list_identities, narrow
from skjuts.core.followup.plans.mending import Mending, list_mendings
from skjuts.core.followup.plans.ranges import find_settled, find_years_left_out
from skjuts.core.followup.plans.shares import find_in_shares
from skjuts.core.followup.plans.sums import find_broken, find_hidden
from skjuts.core.followup.plans.texts import find_in_texts

ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found, gravest first, and the smallest sets of cells that would make it all add up.

    `mendings` begin with those that a finding's explanation speaks for.
    """

    findings: tuple[Finding, ...]
    mendings: tuple[Mending, ...]


def audit(book: PlanBook) -> Audit:
    """Try every rule on a plan. The same plan gives the same findings with the same ids."""
    identities = list_identities(book)
    broken = find_broken(book, identities)
    found = [
        *broken,
        *find_hidden(book, identities, narrow(book, identities)),
        *find_settled(book, identities),
        *find_years_left_out(book),
        *find_in_texts(book),
        *find_in_shares(book, broken),
    ]
    found.sort(key=lambda one: ORDER.index(one.severity))
    return Audit(tuple(found), _rank(list_mendings(book, identities), broken))


def write_mending(book: PlanBook, mending: Mending) -> str:
    """A smallest set of changes in a sentence."""
    said = []
    for at, amount in mending.amounts:
        table = book.get_table(at.table)
        said.append(
            f"{book.name_cell(at)}: {book.get_cell(at).text.replace('-', '−')} blir {table.write(amount)}"
        )
    return "; ".join(said)


def _rank(mendings: tuple[Mending, ...], broken: list[Finding]) -> tuple[Mending, ...]:
    """Sets that hold the printed sum of an explained finding come first, then by where they stand."""
    explained = {one.cells[-1] for one in broken if one.explanation is Explanation.NEGATIVE_AS_ZERO}
    stated = {one.cells[-1] for one in broken}
    return tuple(
        sorted(
            mendings,
            key=lambda one: (
                -len(explained.intersection(one.cells)),
                -len(stated.intersection(one.cells)),
                [(at.table, at.line, at.column) for at in one.cells],
            ),
        )
    )
