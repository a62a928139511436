"""The parameters of the invented years, typed, each with its provenance (`year.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec

from skjuts.core.followup.evaluation.exposure import ExposureRamp
from skjuts.core.followup.months import Month
from skjuts.core.kernel.errors import InvalidField
from skjuts.rehearsal.profile import Parameter, ProvenanceKind

FILE: Final = "year.toml"
LEAF: Final = frozenset({"value", "kind", "source"})


@dataclass(frozen=True, slots=True)
class Time:
    """How long the years are, how the measure came in, and how months move by themselves."""

    months: int
    ramp_months: tuple[int, ...]
    ramp_shares: tuple[float, ...]
    season_amplitude: float
    noise_spread: float
    noise_memory: float

    def find_ramp(self, first: Month) -> ExposureRamp:
        """The measure's exposure when the years begin in a month."""
        at = (first + place for place in self.ramp_months)
        return ExposureRamp(tuple(zip(at, self.ramp_shares, strict=True)))


@dataclass(frozen=True, slots=True)
class Money:
    """How prices scatter and rise, and how late invoices come."""

    price_noise: float
    labour_growth: float
    fuel_growth: float
    vehicle_growth: float
    fuel_wave: float
    invoice_lag_shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who travels."""

    patients: int
    dialysis_patients: int
    age_shares: tuple[float, ...]
    other_region_share: float


@dataclass(frozen=True, slots=True)
class Driving:
    """How trips were driven, and the share of billed lines with each kind of fault planted in them."""

    driven_modes: tuple[str, ...]
    first_minute: int
    last_minute: int
    slowest_kmh: float
    fastest_kmh: float
    most_detour: float
    gap_minutes: int
    pooled_share: float
    duplicate_share: float
    twice_share: float
    split_share: float
    too_long_share: float
    too_fast_share: float
    dear_share: float


@dataclass(frozen=True, slots=True)
class Service:
    """What riders met: whether they got the mode that they asked for, and how long they waited."""

    assessed_share: float
    lower_modes: tuple[str, ...]
    refused_share: float
    mean_wait_minutes: float
    outlying_codes: tuple[str, ...]
    outlying_wait: float
    outlying_refusal: float


@dataclass(frozen=True, slots=True)
class Areas:
    """Where they live."""

    codes: tuple[str, ...]
    near_weights: tuple[float, ...]
    far_weights: tuple[float, ...]


class Stratum(msgspec.Struct, frozen=True, array_like=True):
    """Trips of one kind: why, how, at whose cost, how far, and how the measure reaches them."""

    category: str
    travel_mode: str
    ledger: str
    contract: str
    is_near: bool
    trips_a_month: float
    least_km: float
    most_km: float
    pooling: float
    start_ore: int
    ore_a_vehicle_km: int
    growth: float
    cut: float


@dataclass(frozen=True, slots=True)
class Strata:
    """All kinds of trips."""

    rows: tuple[Stratum, ...]


class ContractTerms(msgspec.Struct, frozen=True, array_like=True):
    """A contract's name, when another takes over and at what price, and its basket in per cent."""

    name: str
    changes_in: int
    price_factor: float
    labour: float
    fuel: float
    vehicles: float

    @property
    def is_indexed(self) -> bool:
        """Whether its price follows a basket at all."""
        return self.labour + self.fuel + self.vehicles > 0

    def name_in(self, place: int) -> str:
        """What the contract in force in a month (counted from the first) is called."""
        return f"{self.name} II" if 0 <= self.changes_in <= place else self.name

    def factor_in(self, place: int) -> float:
        """What its prices are multiplied by in that month."""
        return self.price_factor if 0 <= self.changes_in <= place else 1.0


@dataclass(frozen=True, slots=True)
class YearParameters:
    """Everything that the invented years are drawn from."""

    time: Time
    money: Money
    people: People
    driving: Driving
    areas: Areas
    service: Service
    strata: Strata
    contracts: dict[str, ContractTerms]


@cache
def get_year_parameters() -> YearParameters:
    """The parameters as shipped."""
    plain: dict[str, Any] = {}
    for parameter in list_provenance():
        group, name = parameter.path.split(".")
        plain.setdefault(group, {})[name] = parameter.value
    return msgspec.convert(plain, YearParameters)


def list_provenance() -> list[Parameter]:
    """Every parameter with its kind and source, in the file's order.

    Raises `InvalidField` for one that nobody answers for.
    """
    text = (resources.files("skjuts.rehearsal.year") / FILE).read_text(encoding="utf-8")
    return list(_walk(tomllib.loads(text)))


def _walk(groups: dict[str, Any]) -> Iterator[Parameter]:
    for group, parameters in groups.items():
        for name, leaf in parameters.items():
            path = f"{group}.{name}"
            if not isinstance(leaf, dict) or leaf.keys() != LEAF or not leaf["source"]:
                raise InvalidField(f"Parametern {path} saknar ursprung.", field=path)
            yield Parameter(path, leaf["value"], ProvenanceKind(leaf["kind"]), leaf["source"], "year")
