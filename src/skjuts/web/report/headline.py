"""The figures at the top of the page, each with the words that define it."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.core.planning.explain import PlanFigures
from skjuts.web.report.units import Units, number, percent


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its name and what stands beside it."""

    name: str
    value: str
    note: str
    is_warning: bool = False


def list_key_figures(figures: PlanFigures, units: Units) -> tuple[KeyFigure, ...]:
    """The eight figures that a traffic planner asks for first."""
    use, pooling = figures.use, figures.pooling
    sharing = pooling.sharing_riders / figures.served if figures.served else 0.0
    return (
        _served(figures),
        KeyFigure(
            "Till entreprenörerna",
            units.money(figures.carriers_ore),
            f"{units.money(figures.price_per_ride_ore)} per resa",
        ),
        _saving(figures, units),
        KeyFigure(
            "Samordning",
            number(pooling.riders_per_order, 2),
            f"resor per körorder; {percent(sharing)} delar fordon",
        ),
        KeyFigure("Fordon", f"{use.vehicles_used}", f"av {use.vehicles_offered}, på {use.runs} turer"),
        KeyFigure(
            "Fordonstid", units.hours(use.duration_s), f"varav {units.hours(use.waiting_s)} betald väntan"
        ),
        KeyFigure(
            "Tomkörning",
            percent(use.empty_share),
            f"{units.km(use.empty_m)} av {units.km(use.driven_m)}",
        ),
        _punctuality(figures, units),
    )


def _served(figures: PlanFigures) -> KeyFigure:
    note = "alla beställda resor har tur"
    if figures.unserved_count:
        note = f"av {number(figures.requests)}; {number(figures.unserved_count)} utan tur"
    return KeyFigure("Resor med tur", number(figures.served), note, is_warning=figures.unserved_count > 0)


def _saving(figures: PlanFigures, units: Units) -> KeyFigure:
    """The plan against everybody alone, guarantees left out on both sides."""
    alone, name = figures.alone, "Sparat på samordning"
    if not alone.price_ore:
        return KeyFigure(name, "–", "pris för ensamåkning saknas")
    note = f"{units.money(figures.use_ore)} mot {units.money(alone.price_ore)} om alla åkt ensamma"
    if figures.carriers_ore != figures.use_ore:
        note += ", utan garantier"
    if alone.riders_without_price:
        note += f"; {number(alone.riders_without_price)} resor oräknade"
    if alone.is_sample:
        note += f" (räknat på {number(alone.riders)} av resorna)"
    saved = figures.saving_ore / alone.price_ore
    return KeyFigure(name, percent(saved), note, is_warning=saved < 0)


def _punctuality(figures: PlanFigures, units: Units) -> KeyFigure:
    on_time = figures.punctuality
    if not figures.served:
        return KeyFigure("I tid", "–", "inga resor")
    if not on_time.late:
        return KeyFigure("I tid", percent(1.0), "ingen resa är sen")
    note = f"{number(on_time.late)} sena, som mest {units.minutes(on_time.worst_s)}"
    return KeyFigure("I tid", percent(on_time.on_time_share, 1), note)
