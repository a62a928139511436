"""The answer to a leader: savings side by side, with spans, and "inte bedömd" where inputs are missing."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import product
from typing import NamedTuple

from skjuts.core.tariffs.air_ambulance.bill import Federation, Saving, measure_cut


class Span(NamedTuple):
    """A value that is known to lie between two ends."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Halfway."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class BillInputs:
    """What the answer takes; None is not known. Money in öre, shares from 0 to 1."""

    income_ore: Span | None = None
    federation_hours: Span | None = None
    region_hours: Span | None = None
    cut_hours: Span | None = None
    standby_share: Span | None = None
    standby_key: Span | None = None
    fixed_share: Span | None = None


NAMES = {
    "income_ore": "förbundets intäkter",
    "federation_hours": "alla regioners flygtimmar",
    "region_hours": "regionens flygtimmar",
    "cut_hours": "hur många flygtimmar som tas bort",
    "standby_share": "beredskapsavgiftens andel av intäkterna",
    "standby_key": "regionens andel av beredskapsavgiften",
    "fixed_share": "fasta kostnaders andel av förbundets kostnader",
}
_INVOICE = ("income_ore", "federation_hours", "cut_hours", "standby_share")
_SYSTEM = ("income_ore", "federation_hours", "cut_hours", "fixed_share")
NEEDS = {
    "invoice_ore": _INVOICE,
    "alone_ore": tuple(NAMES),
    "all_ore": tuple(NAMES),
    "system_ore": _SYSTEM,
}


@dataclass(frozen=True, slots=True)
class Assessed:
    """A saving a year, in öre, from the least to the most that the inputs allow."""

    name: str
    low_ore: int
    high_ore: int


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A saving that cannot be told: the inputs that are missing."""

    name: str
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence that stands where the amount would."""
        return f"Inte bedömd: {', '.join(NAMES[one] for one in self.missing)} saknas."


@dataclass(frozen=True, slots=True)
class BillReport:
    """The savings by name: `invoice_ore`, `alone_ore`, `all_ore`, `system_ore`."""

    answers: tuple[Assessed | NotAssessed, ...]

    def get(self, name: str) -> Assessed | NotAssessed:
        """One of them."""
        return next(one for one in self.answers if one.name == name)


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one input moves a saving while the others stand at their middles."""

    name: str
    at_low_ore: int
    at_high_ore: int

    @property
    def width_ore(self) -> int:
        """How far."""
        return abs(self.at_high_ore - self.at_low_ore)


def assess_cut(inputs: BillInputs) -> BillReport:
    """Every saving that the inputs allow, from end to end of their spans; the others not assessed."""
    return BillReport(tuple(_assess(inputs, name) for name in NEEDS))


def rank_inputs(inputs: BillInputs, name: str = "alone_ore") -> tuple[Swing, ...]:
    """Inputs with a span, the one that moves a saving most first; none when the saving is not assessed."""
    if list_missing(inputs, name):
        return ()
    swings = []
    for field in fields(inputs):
        span = getattr(inputs, field.name)
        if span is not None and span.low != span.high:
            ends = [replace(inputs, **{field.name: Span(end, end)}) for end in (span.low, span.high)]
            low, high = (getattr(_measure(_at_middles(one)), name) for one in ends)
            swings.append(Swing(field.name, low, high))
    return tuple(sorted(swings, key=lambda one: -one.width_ore))


def list_missing(inputs: BillInputs, name: str) -> tuple[str, ...]:
    """The inputs that a saving needs and does not have."""
    return tuple(need for need in NEEDS[name] if getattr(inputs, need) is None)


def _assess(inputs: BillInputs, name: str) -> Assessed | NotAssessed:
    missing = list_missing(inputs, name)
    if missing:
        return NotAssessed(name, missing)
    found = [getattr(_measure(corner), name) for corner in _list_corners(inputs)]
    return Assessed(name, min(found), max(found))


def _list_corners(inputs: BillInputs) -> list[dict[str, float]]:
    """Every combination of ends: the savings rise or fall with each input, so the extremes lie there."""
    spans = {one.name: getattr(inputs, one.name) or _stand_in(one.name, inputs) for one in fields(inputs)}
    ends = [(span.low,) if span.low == span.high else (span.low, span.high) for span in spans.values()]
    return [dict(zip(spans, corner, strict=True)) for corner in product(*ends)]


def _at_middles(inputs: BillInputs) -> dict[str, float]:
    return {
        one.name: (getattr(inputs, one.name) or _stand_in(one.name, inputs)).middle for one in fields(inputs)
    }


def _stand_in(name: str, inputs: BillInputs) -> Span:
    """What a saving that does not need an input is computed with; it makes no difference to that saving."""
    if name == "region_hours":
        return inputs.cut_hours or Span(1, 1)
    return Span(1, 1) if name in {"federation_hours", "income_ore"} else Span(0, 0)


def _measure(values: dict[str, float]) -> Saving:
    federation = Federation(
        values["income_ore"], values["federation_hours"], values["fixed_share"], values["standby_share"]
    )
    return measure_cut(federation, values["standby_key"], values["region_hours"], values["cut_hours"])
