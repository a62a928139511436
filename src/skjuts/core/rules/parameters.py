"""Dated parameters: amounts and limits that change by decision, looked up by the travel day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from skjuts.core.rules.provenance import Provenance
from skjuts.core.rules.values import NO_UNIT, Kind, Unit, Value


@dataclass(frozen=True, slots=True)
class Validity:
    """From and to, both days included; None: no end."""

    starts: date | None = None
    ends: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.starts is None or day >= self.starts) and (self.ends is None or day <= self.ends)

    def overlaps(self, other: Validity) -> bool:
        """Whether some day lies in both."""
        return self._starts_by(other.ends) and other._starts_by(self.ends)

    def _starts_by(self, end: date | None) -> bool:
        return self.starts is None or end is None or self.starts <= end


ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is during a time, and where that is written."""

    value: Value
    validity: Validity
    provenance: Provenance
    law: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named amount or limit with its values over time; on a day without a value it is not known."""

    id: str
    name: str
    kind: Kind
    values: tuple[DatedValue, ...]
    unit: Unit = NO_UNIT

    def find_on(self, day: date) -> DatedValue | None:
        """The value on a day, if there is one."""
        return next((one for one in self.values if one.validity.covers(day)), None)


def list_epoch_starts(parameters: Iterable[Parameter]) -> list[date]:
    """The days on which some parameter changes, in order; between them all values stand still."""
    starts: set[date] = set()
    for parameter in parameters:
        for one in parameter.values:
            if one.validity.starts:
                starts.add(one.validity.starts)
            if one.validity.ends and one.validity.ends < date.max:
                starts.add(one.validity.ends + timedelta(days=1))
    return sorted(starts)
