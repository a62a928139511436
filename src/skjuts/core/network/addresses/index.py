"""The address index: names, streets and houses in a few flat arrays.

An *entry* is something with a name: a place, an entrance, or a street in one locality. Its
*rows* are the records behind it, one for a place and one for each house of a street, so a
million addresses make some hundred thousand entries. Entries are numbered from the most to the
least likely to be asked for, and the words of all entries stand sorted in one lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.geography import Point
from skjuts.core.network.addresses.record import AddressHit, AddressKind
from skjuts.core.network.addresses.spelling import format_house

PARTS = 4
FIRST_WORD, LATER_WORD, OTHER_NAME, SURROUNDINGS = range(PARTS)
"""The part a word plays in an entry: in its name, another name, or where it lies."""

NO_HOUSE = -1


class PackedText(NamedTuple):
    """Many strings in one block of UTF-8: string i is `block[start[i]:start[i + 1]]`."""

    block: NDArray[np.uint8]
    start: NDArray[np.int64]

    def text(self, i: int) -> str:
        """String number i."""
        return bytes(self.block[self.start[i] : self.start[i + 1]]).decode()


class Lexicon(NamedTuple):
    """All words, sorted; `shared[i]` letters of word i begin word i - 1 too. Letters are ASCII."""

    letters: NDArray[np.uint8]
    start: NDArray[np.int64]
    shared: NDArray[np.uint8]


class SearchArrays(NamedTuple):
    """What the compiled search reads. `x_start[i]:x_start[i + 1]` are the places of i in x.

    Words of an entry: `words`, each its number in the lexicon times PARTS plus its part, kept
    in one number so that judging an entry touches little memory. Entries of a word:
    `postings`, ascending. Houses of an entry: `houses`, ascending. `standing` is the part of
    the penalty that depends on the entry alone; `middle` its (lat, lon) in degrees.
    """

    word_start: NDArray[np.int64]
    words: NDArray[np.int32]
    posting_start: NDArray[np.int64]
    postings: NDArray[np.int32]
    row_start: NDArray[np.int64]
    houses: NDArray[np.int32]
    standing: NDArray[np.int16]
    middle: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class AddressIndex:
    """A searchable set of addresses. Immutable, so threads may share it.

    Per entry: `names`, `kinds`, `parents` (entry numbers, -1 for none), `places` (numbers in
    `surroundings`, which holds (locality, municipality)). Per row: `ids` and the point in
    WGS84 degrees.
    """

    lexicon: Lexicon
    arrays: SearchArrays
    names: PackedText
    kinds: NDArray[np.uint8]
    parents: NDArray[np.int32]
    places: NDArray[np.int32]
    surroundings: list[tuple[str, str]]
    ids: PackedText
    row_lat: NDArray[np.float64]
    row_lon: NDArray[np.float64]

    def __len__(self) -> int:
        """The number of records."""
        return len(self.row_lat)

    def hit(self, entry: int, row: int, penalty: int = 0) -> AddressHit:
        """Describe an entry by one of its rows; `row` is NO_HOUSE for a street as a whole."""
        kind = AddressKind(self.kinds[entry])
        locality, municipality = self.surroundings[self.places[entry]]
        name, parent = self.names.text(entry), int(self.parents[entry])
        shown_row = self._middle_row(entry) if row == NO_HOUSE else row
        if kind == AddressKind.STREET and row != NO_HOUSE:
            kind, name = AddressKind.ADDRESS, f"{name} {format_house(int(self.arrays.houses[row]))}"
        return AddressHit(
            id=self.ids.text(row) if row != NO_HOUSE else "",
            name=name,
            kind=kind,
            municipality=municipality,
            locality=locality,
            parent=self.names.text(parent) if parent >= 0 else "",
            point=Point(float(self.row_lat[shown_row]), float(self.row_lon[shown_row])),
            penalty=penalty,
        )

    def _middle_row(self, entry: int) -> int:
        """The house in the middle of a street, so that the street lies where somebody lives."""
        return int(self.arrays.row_start[entry] + self.arrays.row_start[entry + 1]) // 2
