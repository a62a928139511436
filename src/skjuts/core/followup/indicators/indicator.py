"""An indicator as data: numerator and denominator name what the ledger can count, and nothing else.

The domains are those of the open data set for patient transport that England's health service publishes, so
that figures can be compared by what they are about.
Source: NHS Digital, Non-Emergency Patient Transport Services data set.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.ledger.relations import MEASURES
from skjuts.core.followup.population import Choice, Population

PATIENTS: Final = "patients"
PERCENTILES: Final = {"p50": 0.5, "p90": 0.9}
COUNTED: Final = (*MEASURES, PATIENTS, *PERCENTILES)


class Domain(StrEnum):
    """What part of the service an indicator is about."""

    EXPERIENCE = "experience"
    COORDINATION = "coordination"
    TIMELINESS = "timeliness"
    USE = "use"
    FINANCE = "finance"
    FLEET = "fleet"


DOMAIN_NAMES: Final = {
    Domain.EXPERIENCE: "Nöjdhet, bemötande och säkerhet",
    Domain.COORDINATION: "Samordning",
    Domain.TIMELINESS: "Kvalitet och punktlighet",
    Domain.USE: "Användning och jämlikhet",
    Domain.FINANCE: "Ekonomi",
    Domain.FLEET: "Fordon och miljö",
}


class Better(StrEnum):
    """The direction that is better; none where neither is good in itself."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Unit(StrEnum):
    """What a value is in. The ledger counts öre and metres; people read kronor and kilometres."""

    KRONOR = "kronor"
    KRONOR_A_TRIP = "kronor_a_trip"
    KRONOR_A_KM = "kronor_a_km"
    KRONOR_A_PATIENT = "kronor_a_patient"
    PERCENT = "percent"
    KM = "km"
    KM_A_TRIP = "km_a_trip"
    RIDERS_A_VEHICLE = "riders_a_vehicle"
    TRIPS = "trips"
    TRIPS_A_PATIENT = "trips_a_patient"
    PATIENTS = "patients"


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A unit's name, by what a ratio is multiplied, and of which measures it can be the unit.

    An empty `denominators` means that there is none; for per cent both sides count the same thing.
    """

    name: str
    factor: float
    decimals: int
    numerators: tuple[str, ...]
    denominators: tuple[str, ...] = ()


UNITS: Final = {
    Unit.KRONOR: UnitForm("kronor", 0.01, 0, ("cost_ore",)),
    Unit.KRONOR_A_TRIP: UnitForm("kronor per resa", 0.01, 0, ("cost_ore",), ("invoiced_trips",)),
    Unit.KRONOR_A_KM: UnitForm("kronor per kilometer", 10.0, 2, ("cost_ore",), ("person_m", "vehicle_m")),
    Unit.KRONOR_A_PATIENT: UnitForm("kronor per patient", 0.01, 0, ("cost_ore",), (PATIENTS,)),
    Unit.PERCENT: UnitForm("procent", 100.0, 1, (*MEASURES, PATIENTS), (*MEASURES, PATIENTS)),
    Unit.KM: UnitForm("kilometer", 1.0, 0, tuple(PERCENTILES)),
    Unit.KM_A_TRIP: UnitForm("kilometer per resa", 0.001, 1, ("person_m", "vehicle_m"), ("trips",)),
    Unit.RIDERS_A_VEHICLE: UnitForm("resande per fordon", 1.0, 2, ("person_m",), ("vehicle_m",)),
    Unit.TRIPS: UnitForm("resor", 1.0, 0, ("trips", "invoiced_trips")),
    Unit.TRIPS_A_PATIENT: UnitForm("resor per patient", 1.0, 1, ("trips",), (PATIENTS,)),
    Unit.PATIENTS: UnitForm("patienter", 1.0, 0, (PATIENTS,)),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A numerator or a denominator: a measure of the ledger, and of which values of which cuts.

    `words` say the same to people.
    """

    measure: str
    words: str
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A level to reach or not to pass, in the indicator's unit, and who decided it.

    It is judged by the control chart's limits, never by one month against it.
    """

    value: float
    decided_by: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `reviewed_on` is None until somebody at the region has reviewed it.

    `least_people` is the fewest different patients behind a figure that may be published.
    """

    id: str
    domain: Domain
    name: str
    why: str
    numerator: Part
    denominator: Part | None
    unit: Unit
    dialysis: Choice
    asylum: Choice
    exclusions: str
    source: str
    evidence: EvidenceLevel
    owner: str
    reviewed_on: date | None
    next_review: date
    better: Better
    least_people: int
    target: Target | None = None

    def choose(self, population: Population) -> Population:
        """Of a population's trips those that the indicator is about: its dialysis and asylum go first."""
        return Population(self.dialysis, self.asylum, population.first, population.last, only=population.only)


@dataclass(frozen=True, slots=True)
class Awaited:
    """An indicator that cannot be counted yet, and what is missing. It has no figure, not even nought."""

    id: str
    domain: Domain
    name: str
    why: str
    awaits: str
    better: Better
    owner: str
    next_review: date


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators, in the order of the domains and of their files."""

    indicators: tuple[Indicator, ...]
    awaited: tuple[Awaited, ...]

    def get_indicator(self, id_: str) -> Indicator:
        """The indicator of an id; KeyError when there is none."""
        return {one.id: one for one in self.indicators}[id_]

    def list_domain(self, domain: Domain) -> tuple[Indicator, ...]:
        """The indicators of a domain."""
        return tuple(one for one in self.indicators if one.domain is domain)

    def list_overdue(self, today: date) -> tuple[Indicator | Awaited, ...]:
        """What should have been reviewed by now."""
        every: list[Indicator | Awaited] = [*self.indicators, *self.awaited]
        return tuple(one for one in every if one.next_review < today)
