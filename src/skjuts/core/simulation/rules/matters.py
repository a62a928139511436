"""Past matters as replay reads them, and what is assumed of those who are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from skjuts.core.simulation.errors import BadScenario


@dataclass(frozen=True, slots=True)
class PastMatter:
    """One matter as it was: facts by id, the day, how many trips it was about, and who it was about.

    `prices_ore` is what a trip by each travel mode costs the region, where known. `groups` places the matter
    in each division that is asked about: municipality, age band, distance band. No names.
    """

    facts: Mapping[str, object]
    travel_day: date
    trips: int = 1
    prices_ore: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What those do who get a cheaper mode or none: the share, from least to most, that stays at home.

    The others travel as the draft says. An assumption, not a finding: `text` says where it is taken from
    and stands beside every figure that rests on it.
    """

    least_home: float
    most_home: float
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.least_home <= self.most_home <= 1 or not self.text.strip():
            raise BadScenario(
                "Antagandet om beteende behöver andelar mellan 0 och 1, och en text.", field="behaviour"
            )


@dataclass(frozen=True, slots=True, eq=False)
class CodedFact:
    """One fact of many matters: its different values, and the number of each matter's; 0 where unknown.

    Value number k is `values[k - 1]`.
    """

    values: tuple[object, ...]
    codes: NDArray[np.int64]


class CodedMatters:
    """Many matters with their facts numbered, each fact once however many books and tables ask for it."""

    def __init__(self, matters: Sequence[PastMatter]) -> None:
        self.matters = matters
        self._facts = [one.facts for one in matters]
        self._coded: dict[str, CodedFact] = {}

    def get_fact(self, name: str) -> CodedFact:
        """A fact of every matter."""
        found = self._coded.get(name)
        if found is None:
            found = self._coded[name] = _code([facts.get(name) for facts in self._facts])
        return found


def _code(given: list[object]) -> CodedFact:
    """Number the different values. Lists become sets, as the engine reads them."""
    kinds = set(map(type, given))
    if kinds & {list, tuple, set}:
        given = [frozenset(one) if isinstance(one, list | tuple | set) else one for one in given]
    # True and 1 are equal and mean different things.
    keys = [(type(one), one) for one in given] if {bool, int} <= kinds else given
    numbers: dict[object, int] = {None: 0}
    for key in dict.fromkeys(keys):
        if key is not None and key != (type(None), None):
            numbers[key] = len(numbers)
    numbers[type(None), None] = 0
    values = [key for key in numbers if key is not None and key != (type(None), None)]
    codes = np.fromiter(map(numbers.__getitem__, keys), np.int64, len(keys))
    plain = tuple(key[1] if keys is not given else key for key in values)  # type: ignore[index]
    return CodedFact(plain, codes)


def combine_codes(columns: Iterable[NDArray[np.int64]], count: int) -> NDArray[np.int64]:
    """One number for each row, the same where all columns are; columns hold numbers from 0."""
    keys = np.zeros(count, np.int64)
    size = 1
    for column in columns:
        width = int(column.max(initial=0)) + 1
        if size * width > np.iinfo(np.int64).max // 2:
            keys = np.unique(keys, return_inverse=True)[1].astype(np.int64)
            size = int(keys.max(initial=0)) + 1
        keys = keys * width + column
        size *= width
    return keys
