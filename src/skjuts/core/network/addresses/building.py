"""Building the address index from records, one at a time, without keeping the records."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import DuplicateId, UnknownReference
from skjuts.core.network.addresses.index import (
    FIRST_WORD,
    LATER_WORD,
    NO_HOUSE,
    OTHER_NAME,
    PARTS,
    SURROUNDINGS,
    AddressIndex,
    SearchArrays,
)
from skjuts.core.network.addresses.packing import TextColumn, build_lexicon, invert, starts_of
from skjuts.core.network.addresses.record import AddressKind, AddressRecord
from skjuts.core.network.addresses.spelling import list_name_words, split_house

KIND_PENALTY = {
    AddressKind.LOCALITY: 0,
    AddressKind.UNIT: 2,
    AddressKind.PICKUP_POINT: 4,
    AddressKind.STREET: 5,
    AddressKind.ENTRANCE: 7,
    AddressKind.ADDRESS: 6,
}
MOST_POPULARITY_BONUS = 12

type Words = tuple[tuple[int, int], ...]


def build_address_index(records: Iterable[AddressRecord]) -> AddressIndex:
    """Build an index of records. Raises `DuplicateId` and `UnknownReference` (a parent that is not there)."""
    builder = AddressIndexBuilder()
    for record in records:
        builder.add(record)
    return builder.finish()


class AddressIndexBuilder:
    """Takes records one at a time, in any order, and makes the index at the end.

    Houses of one street in one locality become one entry. Only places, not houses, can be
    parents, and only their ids are looked at for duplicates (the reader of a register checks
    those of houses, with line numbers).
    """

    def __init__(self) -> None:
        self._word_numbers: dict[str, int] = {}
        self._words_of_name: dict[str, tuple[int, ...]] = {}
        self._surroundings: dict[tuple[str, str], int] = {}
        self._streets: dict[tuple[str, int], int] = {}
        self._entry_of_id: dict[str, int] = {}
        self._parent_of: dict[int, str] = {}
        self._names, self._ids = TextColumn(), TextColumn()
        self._kinds, self._places, self._popularity = array("B"), array("i"), array("q")
        self._entry_words: list[Words] = []
        self._row_entries, self._row_houses = array("i"), array("i")
        self._row_lat, self._row_lon = array("d"), array("d")

    def add(self, record: AddressRecord) -> None:
        """Add one record. Raises `DuplicateId` when a place has the id of another."""
        place = self._surroundings.setdefault((record.locality, record.municipality), len(self._surroundings))
        split = split_house(record.name) if record.kind == AddressKind.ADDRESS else None
        if split is None:
            entry, house = self._add_entry(record, record.name, record.kind, place), NO_HOUSE
            self._remember(record, entry)
        else:
            street, house = split
            entry = self._streets.get((street, place), -1)
            if entry < 0:
                entry = self._add_entry(record, street, AddressKind.STREET, place)
                self._streets[street, place] = entry
        self._popularity[entry] += record.popularity
        self._ids.add(record.id)
        self._row_entries.append(entry)
        self._row_houses.append(house)
        self._row_lat.append(record.point.lat)
        self._row_lon.append(record.point.lon)

    def finish(self) -> AddressIndex:
        """Make the index. Raises `UnknownReference` when a parent is missing."""
        parents, standing = self._resolve_parents(), self._standing()
        order = np.argsort(standing, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        row_entries = rank[np.array(self._row_entries, np.int32)]
        row_order = np.lexsort((np.array(self._row_houses), row_entries))
        row_start = starts_of(np.bincount(row_entries, minlength=len(order)))
        row_lat, row_lon = np.array(self._row_lat)[row_order], np.array(self._row_lon)[row_order]
        around = [self._words(f"{locality} {municipality}") for locality, municipality in self._surroundings]
        lexicon, word_place = build_lexicon(self._word_numbers)
        word_start, words, parts = self._flatten_words(order, parents, around)
        words = word_place[words]
        posting_start, postings = invert(word_start, words, len(word_place))
        middle = (row_start[:-1] + row_start[1:]) // 2
        arrays = SearchArrays(
            word_start=word_start,
            words=words * PARTS + parts,
            posting_start=posting_start,
            postings=postings,
            row_start=row_start,
            houses=np.array(self._row_houses, np.int32)[row_order],
            standing=standing[order],
            middle=np.column_stack([row_lat[middle], row_lon[middle]]).astype(np.float32),
        )
        return AddressIndex(
            lexicon=lexicon,
            arrays=arrays,
            names=self._names.packed(order),
            kinds=np.array(self._kinds, np.uint8)[order],
            parents=np.where(parents >= 0, rank[parents], -1)[order].astype(np.int32),
            places=np.array(self._places, np.int32)[order],
            surroundings=list(self._surroundings),
            ids=self._ids.packed(row_order),
            row_lat=row_lat,
            row_lon=row_lon,
        )

    def _add_entry(self, record: AddressRecord, name: str, kind: AddressKind, place: int) -> int:
        entry = len(self._names)
        self._names.add(name)
        self._kinds.append(kind)
        self._places.append(place)
        self._popularity.append(0)
        words = [(word, LATER_WORD) for word in self._words(name)]
        words[:1] = [(word, FIRST_WORD) for word, _ in words[:1]]
        words += [(word, OTHER_NAME) for other in record.alternative_names for word in self._words(other)]
        self._entry_words.append(tuple(words))
        return entry

    def _remember(self, record: AddressRecord, entry: int) -> None:
        """Keep the id of a place, which others may name as their parent."""
        if record.kind != AddressKind.ADDRESS:
            if record.id in self._entry_of_id:
                raise DuplicateId(f"Två platser har samma id: {record.id}.", field="id")
            self._entry_of_id[record.id] = entry
        if record.parent_id:
            self._parent_of[entry] = record.parent_id

    def _words(self, name: str) -> tuple[int, ...]:
        """The numbers of the words of a name, in order of first appearance anywhere."""
        known = self._words_of_name.get(name)
        if known is None:
            numbers = self._word_numbers
            known = tuple(numbers.setdefault(word, len(numbers)) for word in list_name_words(name))
            self._words_of_name[name] = known
        return known

    def _resolve_parents(self) -> NDArray[np.int64]:
        parents = np.full(len(self._names), -1, np.int64)
        for entry, parent_id in self._parent_of.items():
            if parent_id not in self._entry_of_id:
                raise UnknownReference(
                    f"Platsen {parent_id} som en annan hör till finns inte.", field="parent_id"
                )
            parents[entry] = self._entry_of_id[parent_id]
        return parents

    def _standing(self) -> NDArray[np.int16]:
        """The penalty that an entry has for its kind, less a bonus for each doubling of its use."""
        penalty_of_kind = np.array([KIND_PENALTY[kind] for kind in AddressKind])
        popularity = np.array(self._popularity, np.float64)
        bonus = np.minimum(np.log2(1 + np.maximum(popularity, 0)), MOST_POPULARITY_BONUS)
        return (penalty_of_kind[np.array(self._kinds, np.int64)] - bonus.astype(np.int64)).astype(np.int16)

    def _flatten_words(
        self, order: NDArray[np.int64], parents: NDArray[np.int64], around: list[tuple[int, ...]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]]:
        """The words of all entries in order, with those of their parent and of where they lie."""
        lengths, words, parts = array("q"), array("i"), array("B")
        for entry in order.tolist():
            own = self._entry_words[entry]
            seen = {word for word, _ in own}
            wider = dict.fromkeys(around[self._places[entry]])
            if parents[entry] >= 0:
                wider |= dict.fromkeys(word for word, _ in self._entry_words[parents[entry]])
            further = [word for word in wider if word not in seen]
            words.extend(word for word, _ in own)
            words.extend(further)
            parts.extend(part for _, part in own)
            parts.extend([SURROUNDINGS] * len(further))
            lengths.append(len(own) + len(further))
        return starts_of(np.array(lengths, np.int64)), np.array(words, np.int32), np.array(parts, np.uint8)
