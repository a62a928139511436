"""How what riders met differs between groups: shares and means with intervals that know that people return.

A patient's trips are like each other, so the patients are what is counted by: a figure is the quotient of two
sums over patients, and its error follows from how the patients differ. A share's interval is Wilson's, for
the number of trips that would be as sure if every trip were another patient's.
Sources: W. Cochran, Sampling Techniques (1977), section 6.5; E. Wilson, JASA 22 (1927) 209-212; E. Korn and
B. Graubard, Survey Methodology 24 (1998) 193-201, for the effective number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Any, Final

import ibis
import ibis.expr.types as ir
from scipy.special import ndtri as normal_quantile
from scipy.special import stdtrit as student_quantile

from skjuts.core.followup.errors import UnknownColumn
from skjuts.core.followup.ledger.questions import keep
from skjuts.core.followup.ledger.relations import CUTS
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.population import Population

LONG_WAIT_MINUTES: Final = 30
SUMS: Final = ("y", "n", "yy", "yn", "nn", "people")


class Experience(StrEnum):
    """What is compared."""

    REFUSED = "refused"
    WAITED = "waited"
    DETOUR = "detour"
    COST = "cost"


SHARES: Final = frozenset({Experience.REFUSED, Experience.WAITED})
"""Those that are shares of trips; the others are quotients of sums."""

PARTS: Final[dict[Experience, Callable[[ir.Table], tuple[ir.Value, ir.Value]]]] = {
    Experience.REFUSED: lambda trips: (
        trips.asked_mode.notnull() & (trips.asked_mode != trips.travel_mode),
        trips.asked_mode.notnull(),
    ),
    Experience.WAITED: lambda trips: (
        trips.waited_minutes > LONG_WAIT_MINUTES,
        trips.waited_minutes.notnull(),
    ),
    Experience.DETOUR: lambda trips: (
        ibis.ifelse(trips.shortest_m > 0, trips.distance_m, 0),
        ibis.ifelse(trips.shortest_m > 0, trips.shortest_m, 0),
    ),
    Experience.COST: lambda trips: (trips.cost_ore, trips.invoiced_trips),
}


@dataclass(frozen=True, slots=True)
class GroupEstimate:
    """A group's figure with its 95 per cent interval; None when few stand behind it, or none.

    `people` are the different patients that the figure is of.
    """

    group: str
    people: int
    value: float | None
    low: float | None
    high: float | None

    @property
    def is_hidden(self) -> bool:
        """Whether somebody is behind it, but too few to be told of."""
        return self.value is None and self.people > 0


def compare_groups(counted: ir.Table, population: Population, cut: str) -> ir.Table:
    """By a cut, each experience's sums over patients; trips without a known patient are left out.

    Raises `UnknownColumn` for a cut that the ledger lacks.
    """
    if cut not in CUTS or cut not in counted.columns:
        raise UnknownColumn(f"Det går inte att dela upp på kolumnen {cut}.", field=cut)
    kept = keep(counted, population)
    kept = kept.filter(kept.patient.notnull())
    each = kept.group_by([cut, "patient"]).aggregate(
        **{
            f"{one}_{side}": _add(part)
            for one in Experience
            for side, part in zip("yn", PARTS[one](kept), strict=True)
        }
    )
    sums: dict[str, ir.Value] = {"patients": each.patient.nunique()}
    for one in Experience:
        y, n = each[f"{one}_y"], each[f"{one}_n"]
        moments = (y.sum(), n.sum(), (y * y).sum(), (y * n).sum(), (n * n).sum(), (n > 0).sum().cast("int64"))
        sums |= {f"{one}_{name}": value for name, value in zip(SUMS, moments, strict=True)}
    return each.group_by(cut).aggregate(**sums).order_by(cut)


def estimate_groups(
    rows: Iterable[Mapping[str, Any]], cut: str, experience: Experience, least: int = LEAST_PEOPLE
) -> list[GroupEstimate]:
    """Each group's figure, in the rows' order. A group that is not known has the name ''."""
    return [_estimate(row, row[cut] or "", experience, least) for row in rows]


def find_level(rows: Iterable[Mapping[str, Any]], experience: Experience) -> float | None:
    """The figure of all groups together; None when it is known of nobody."""
    told = list(rows)
    over = sum(row[f"{experience}_n"] for row in told)
    return sum(row[f"{experience}_y"] for row in told) / over if over else None


def find_wilson(share: float, count: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of a share among `count` that do not depend on each other."""
    z = float(normal_quantile(0.5 + level / 2))
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _estimate(row: Mapping[str, Any], group: str, experience: Experience, least: int) -> GroupEstimate:
    y, n, yy, yn, nn, people = (row[f"{experience}_{name}"] or 0 for name in SUMS)
    if people < least or not n:
        return GroupEstimate(group, people, None, None, None)
    ratio = y / n
    spread = max(0.0, yy - 2 * ratio * yn + ratio * ratio * nn)
    variance = spread / (n * n) * people / (people - 1)
    if experience in SHARES:
        inner = ratio * (1 - ratio)
        effective = min(float(n), inner / variance) if inner > 0 and variance > 0 else float(people)
        return GroupEstimate(group, people, ratio, *find_wilson(ratio, effective))
    reach = float(student_quantile(people - 1, 0.975)) * sqrt(variance)
    return GroupEstimate(group, people, ratio, ratio - reach, ratio + reach)


def _add(part: ir.Value) -> ir.Value:
    """A patient's sum as a number whose squares have room."""
    return part.cast("int64").sum().fill_null(0).cast("float64")
