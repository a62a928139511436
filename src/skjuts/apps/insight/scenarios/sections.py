"""An answer as it is shown: the same figures, rounded once, for the page, the paper and the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.web.charts import Drawing
from skjuts.web.elements import Column
from skjuts.web.formatting import format_number
from skjuts.web.languages import page_language

ORE_A_THOUSAND = 1000 * ORE_PER_KRONA


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the decimals that it is worth; None is not known."""

    value: float | None
    decimals: int = 0

    @property
    def rounded(self) -> float | None:
        """As it is shown, wherever it is shown. Never minus nought."""
        return None if self.value is None else round(self.value, self.decimals) + 0.0

    @property
    def text(self) -> str:
        """As it is read."""
        found = self.rounded
        return "–" if found is None else format_number(found, page_language(), self.decimals)


type Cell = str | Amount


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, from least to most in its unit. `key` is the same in every scenario of the kind.

    With `least` None the figure could not be told, and `note` says why; else `note` says what it means.
    """

    key: str
    label: str
    unit: str
    least: float | None
    most: float | None
    decimals: int = 0
    note: str = ""

    @property
    def ends(self) -> tuple[Amount, Amount]:
        """Least and most as they are shown."""
        return Amount(self.least, self.decimals), Amount(self.most, self.decimals)

    @property
    def text(self) -> str:
        """The figure without its unit: `0,2 – 0,8`, or that it is not assessed."""
        low, high = self.ends
        if low.value is None or high.value is None:
            return _("inte bedömd")
        return low.text if low.rounded == high.rounded else f"{low.text} – {high.text}"

    @property
    def is_known(self) -> bool:
        """Whether there is a figure."""
        return self.least is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the answer; the first cell of a row names it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of a section are of."""

    period: str
    population: str
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the answer. What is left empty is not shown.

    `quotes` are sentences in Swedish whatever the page's language, as core tells them; `missing` lists what
    nobody has said.
    """

    title: str
    basis: Basis
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    grids: tuple[Grid, ...] = ()
    charts: tuple[Drawing, ...] = ()
    missing: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


def interval(
    key: str, label: str, unit: str, ends: Sequence[float] | None, decimals: int = 0, note: str = ""
) -> Figure:
    """A figure from the least to the most of its ends; not known without them."""
    low, high = (None, None) if ends is None else ends
    return Figure(key, label, unit, low, high, decimals, note)


def thousands(key: str, label: str, ends_ore: Sequence[float] | None, note: str = "") -> Figure:
    """An amount from least to most öre, in thousands of kronor."""
    unit = _("tkr")
    if ends_ore is None:
        return Figure(key, label, unit, None, None, note=note)
    low, high = (one / ORE_A_THOUSAND for one in ends_ore)
    return Figure(key, label, unit, low, high, note=note)


def kronor(key: str, label: str, ends_ore: Sequence[float] | None, note: str = "") -> Figure:
    """An amount from least to most öre, in kronor."""
    if ends_ore is None:
        return Figure(key, label, _("kr"), None, None, note=note)
    low, high = (one / ORE_PER_KRONA for one in ends_ore)
    return Figure(key, label, _("kr"), low, high, note=note)


def thousands_of(ore: float) -> Amount:
    """An amount in a grid whose heading says thousands of kronor."""
    return Amount(ore / ORE_A_THOUSAND)


def list_figures(sections: Sequence[Section]) -> Iterator[Figure]:
    """Every figure, in the order in which they are shown."""
    return (figure for section in sections for figure in section.figures)
