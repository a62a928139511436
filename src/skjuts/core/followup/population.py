"""Which trips a figure is about, told in words wherever the figure is shown.

A report that says "if dialysis is left out" and a table that does not say it cannot be compared. So no figure
leaves follow-up without its population, and the label is formed from the filter itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from skjuts.core.followup.months import Month, name_month


class Ledger(StrEnum):
    """Who the money belongs to: the ordinary budget, or the state's standard sum for asylum seekers."""

    ORDINARY = "ordinary"
    ASYLUM = "asylum"


class Choice(StrEnum):
    """Whether some trips are with the rest, left out, or looked at alone."""

    WITH = "with"
    WITHOUT = "without"
    ONLY = "only"


_DIALYSIS = {
    Choice.WITH: "dialysresor medräknade",
    Choice.WITHOUT: "utan dialysresor",
    Choice.ONLY: "enbart dialysresor",
}
_ASYLUM = {
    Choice.WITH: "asylboenden medräknade",
    Choice.WITHOUT: "utan asylboenden",
    Choice.ONLY: "enbart asylboenden",
}


@dataclass(frozen=True, slots=True)
class Population:
    """The trips of some months, by dialysis, ledger and any other cut: `only` has allowed values by column.

    `first` and `last` are included; None leaves the side open.
    """

    dialysis: Choice = Choice.WITH
    asylum: Choice = Choice.WITHOUT
    first: Month | None = None
    last: Month | None = None
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def label(self) -> str:
        """The population in Swedish: `utan dialysresor, utan asylboenden, januari 2016 till juni 2016`."""
        parts = [_DIALYSIS[self.dialysis], _ASYLUM[self.asylum]]
        parts += [" eller ".join(values) for _, values in self.only]
        if self.first is not None and self.last is not None:
            parts.append(f"{name_month(self.first)} till {name_month(self.last)}")
        elif self.first is not None:
            parts.append(f"från {name_month(self.first)}")
        elif self.last is not None:
            parts.append(f"till och med {name_month(self.last)}")
        return ", ".join(parts)

    def within(self, first: Month | None, last: Month | None) -> Population:
        """The same trips of other months."""
        return replace(self, first=first, last=last)
