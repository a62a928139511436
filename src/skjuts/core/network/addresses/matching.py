"""From something typed, or a point on the map, to addresses."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.geography import Point
from skjuts.core.network.addresses.index import NO_HOUSE, AddressIndex
from skjuts.core.network.addresses.lexicon import NO_MATCH, mark_meanings
from skjuts.core.network.addresses.ranking import LATER_NUMBER, Question, nearest_row, rank_entries
from skjuts.core.network.addresses.record import AddressHit, AddressKind
from skjuts.core.network.addresses.spelling import (
    LETTERS_PER_NUMBER,
    find_house_range,
    fold,
    list_forms,
    list_typed_words,
)

NAMED_PLACES: Final = frozenset(
    {AddressKind.LOCALITY, AddressKind.UNIT, AddressKind.PICKUP_POINT, AddressKind.ENTRANCE}
)
"""The kinds that a point on the map can be described by without a house number."""

LONGEST_QUERY: Final = 120
MOST_WORDS: Final = 8
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 4, 9
_KEPT_PER_WISH = 3
_MARK_PENALTY = 2

type Ranking = NDArray[np.int32]


def search_addresses(
    index: AddressIndex, text: str, *, near: Point | None = None, limit: int = 10
) -> list[AddressHit]:
    """List the likeliest meanings of something half typed, best first.

    Every typed word must begin a word of the name, its other names, its parent or where it
    lies, in any order, with one letter wrong from four letters on and two from nine; at least
    one must belong to the name. Words that no name anywhere knows are passed over, and two
    words are tried as one when nothing else fits. A street is offered until a house number is
    typed. `near` lifts what lies close by. Nothing typed gives nothing.
    """
    words = list_typed_words(text[:LONGEST_QUERY])[:MOST_WORDS]
    best = _rank(index, words, near, limit)
    for i in range(len(words) - 1):
        if not len(best):
            best = _rank(index, [*words[:i], words[i] + words[i + 1], *words[i + 2 :]], near, limit)
    hits = [index.hit(entry, _shown_row(index, entry, row), penalty) for penalty, entry, row in best.tolist()]
    hits += _list_neighbours(index, best, limit)
    typed = [word for word in text.casefold().split() if fold(word) != word]
    hits.sort(key=lambda hit: hit.penalty + _MARK_PENALTY * _count_unmarked(typed, hit))
    return hits[:limit]


def find_nearest(
    index: AddressIndex, point: Point, *, kinds: frozenset[AddressKind] = NAMED_PLACES
) -> AddressHit | None:
    """Find the nearest of some kinds to a point on the map, or None when the index has none.

    Ask for `AddressKind.ADDRESS` to get the nearest house. Looks at every row of those kinds.
    """
    wanted = kinds | {AddressKind.STREET} if AddressKind.ADDRESS in kinds else kinds
    is_wanted = np.isin(index.kinds, [int(kind) for kind in wanted])
    entry, row = nearest_row(
        index.arrays, is_wanted, index.row_lat, index.row_lon, np.array([point.lat, point.lon])
    )
    return index.hit(entry, row) if entry >= 0 else None


def _rank(index: AddressIndex, words: list[str], near: Point | None, limit: int) -> Ranking:
    """The best (penalty, entry, row), with room for the second look at marks on letters."""
    marks = np.full((len(words), len(index.lexicon.shared)), NO_MATCH, np.uint8)
    ranges = np.zeros((len(words), 2), np.int32)
    for q, word in enumerate(words):
        house_range = find_house_range(word)
        if house_range is not None:
            ranges[q] = LATER_NUMBER if ranges[:q, 1].any() else house_range
        for form in list_forms(word):
            letters = np.frombuffer(form.encode("ascii"), np.uint8)
            mark_meanings(index.lexicon, letters, _most_edits(form), marks[q])
    is_known = (marks != NO_MATCH).any(axis=1) | (ranges[:, 1] > 0)
    best = np.empty((limit * _KEPT_PER_WISH, 3), np.int32)
    hint = np.array([near.lat, near.lon] if near else [np.nan, np.nan])
    found = rank_entries(index.arrays, Question(marks[is_known], ranges[is_known], hint), best)
    return best[:found]


def _most_edits(word: str) -> int:
    """Letters that may be wrong: none in short words and numbers, where one changes the meaning."""
    if not word.isalpha() or len(word) < _ONE_EDIT_FROM:
        return 0
    return 1 if len(word) < _TWO_EDITS_FROM else 2


def _shown_row(index: AddressIndex, entry: int, row: int) -> int:
    """A place is shown by its only row; a street by the house that was typed."""
    return row if index.kinds[entry] == AddressKind.STREET else int(index.arrays.row_start[entry])


def _count_unmarked(typed: list[str], hit: AddressHit) -> int:
    """Typed words with å, ä or ö that no word of the hit begins with, letter for letter."""
    shown = hit.label.casefold().replace(",", " ").split()
    return sum(not any(word.startswith(one) for word in shown) for one in typed)


def _list_neighbours(index: AddressIndex, best: Ranking, most: int) -> list[AddressHit]:
    """List the houses with the number of the best hit and later letters, just behind it."""
    if not len(best) or best[0, 2] == NO_HOUSE:
        return []
    penalty, entry, row = best[0].tolist()
    houses, end = index.arrays.houses, int(index.arrays.row_start[entry + 1])
    number_end = houses[row] // LETTERS_PER_NUMBER * LETTERS_PER_NUMBER + LETTERS_PER_NUMBER
    last = row + int(np.searchsorted(houses[row:end], number_end))
    later = [i for i in range(row + 1, last) if houses[i] != houses[i - 1]]
    return [index.hit(entry, i, penalty + 1) for i in later[:most]]
