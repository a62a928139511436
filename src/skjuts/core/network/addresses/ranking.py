"""The best entries for the marks of all typed words: compiled.

The rarest typed word names the candidates; each is judged by its own words, so the work is
that of one list of candidates, whatever the other words mean. Lower penalties are better.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from skjuts.core.network.addresses.index import (
    FIRST_WORD,
    NO_HOUSE,
    OTHER_NAME,
    PARTS,
    SURROUNDINGS,
    SearchArrays,
)
from skjuts.core.network.addresses.lexicon import NO_MATCH
from skjuts.core.network.addresses.spelling import LETTERS_PER_NUMBER

REJECTED = 1 << 30
LATER_NUMBER = (-1, 1)
"""A number after the house number (a post code, a floor): it may belong to a name, else it costs nothing."""
MOST_LOOKED_AT, MOST_JUDGED = 200_000, 40_000
"""Entries that one search looks at and judges, those with the best meaning of the rarest word first."""

LATER_WORD_PENALTY = 2
SURROUNDINGS_PENALTY = 10
UNTYPED_PENALTY, MOST_UNTYPED = 3, 4
OTHER_LETTER_PENALTY = 6
NO_SUCH_HOUSE_PENALTY = 30
NO_HOUSES_PENALTY = 40
DISTANCE_PENALTY = 3.0
"""For each doubling of the distance to the hint, from 1 km."""

_KM_PER_DEGREE = 111.2


class Question(NamedTuple):
    """What is asked. `marks[q, w]` is the penalty for typed word q to mean word w (NO_MATCH: it cannot).

    `house_range[q]` is the half-open range of houses that q may mean, (0, 0) when it is not a
    number, LATER_NUMBER when a number stands before it. `near` is (lat, lon) of the hint, or NaN
    for none.
    """

    marks: NDArray[np.uint8]
    house_range: NDArray[np.int32]
    near: NDArray[np.float64]


@njit(cache=True, nogil=True)
def rank_entries(arrays: SearchArrays, question: Question, best: NDArray[np.int32]) -> int:
    """Fill `best`, shape (most, 3), with (penalty, entry, row) from the best on; give how many.

    Equal penalties are ordered by entry number, that is by how likely the entry is. The row is
    NO_HOUSE when no house was typed, or the entry has none such.
    """
    rarest = _rarest_word(arrays, question)
    if rarest < 0:
        return 0
    is_seen = np.zeros(len(arrays.standing), np.bool_)
    found, looked_at, judged, last = 0, 0, 0, len(best) - 1
    least_of_others = _least_of_others(question, rarest)
    for word in _words_by_mark(question.marks[rarest]):
        least_of_words = least_of_others + question.marks[rarest, word]
        for i in range(arrays.posting_start[word], arrays.posting_start[word + 1]):
            entry = arrays.postings[i]
            least = least_of_words + arrays.standing[entry]
            # Postings rise in standing and number, so nothing further on can be better than the last kept.
            if found > last and (least, entry) > (best[last, 0], best[last, 1]):
                break
            looked_at += 1
            if is_seen[entry]:
                continue
            is_seen[entry] = True
            distance = _distance_penalty(arrays, question, entry)
            if found > last and least + distance > best[last, 0]:
                continue
            judged += 1
            penalty, row = _judge(arrays, question, entry)
            if penalty < REJECTED:
                found = _insert(best, found, penalty + distance, entry, row)
            if judged >= MOST_JUDGED:
                return found
        if looked_at >= MOST_LOOKED_AT:
            break
    return found


@njit(cache=True, nogil=True)
def _rarest_word(arrays: SearchArrays, question: Question) -> int:
    """The typed word with the fewest candidates, numbers only when there is nothing else; -1 for none."""
    rarest, fewest = -1, 0
    for q in range(len(question.marks)):
        count = 0
        for word in range(question.marks.shape[1]):
            if question.marks[q, word] != NO_MATCH:
                count += arrays.posting_start[word + 1] - arrays.posting_start[word]
        if question.house_range[q, 1] > 0:
            count *= len(arrays.standing)
        if count > 0 and (rarest < 0 or count < fewest):
            rarest, fewest = q, count
    return rarest


@njit(cache=True, nogil=True)
def _least_of_others(question: Question, rarest: int) -> int:
    """What the other typed words cost at least, whatever they mean; numbers may cost nothing."""
    least = 0
    for q in range(len(question.marks)):
        if q != rarest and question.house_range[q, 1] == 0:
            least += int(question.marks[q].min())
    return least


@njit(cache=True, nogil=True)
def _words_by_mark(marks: NDArray[np.uint8]) -> NDArray[np.int32]:
    """The words that are meant, those with the lowest mark first (a counting sort)."""
    place = np.zeros(NO_MATCH + 2, np.int32)
    for mark in marks:
        place[mark + 1] += 1
    place = np.cumsum(place).astype(np.int32)
    words = np.empty(place[NO_MATCH], np.int32)
    for word in range(len(marks)):
        if marks[word] != NO_MATCH:
            words[place[marks[word]]] = word
            place[marks[word]] += 1
    return words


@njit(cache=True, nogil=True)
def _judge(arrays: SearchArrays, question: Question, entry: int) -> tuple[int, int]:
    """The penalty of an entry, distance aside, and the row of the house that was typed."""
    first, end = arrays.word_start[entry], arrays.word_start[entry + 1]
    penalty, row = int(arrays.standing[entry]), NO_HOUSE
    typed_words, has_name, has_other_name = 0, False, False
    for q in range(len(question.marks)):
        lowest, part = REJECTED, SURROUNDINGS
        for i in range(first, end):
            word = arrays.words[i]
            mark = question.marks[q, word // PARTS]
            if mark != NO_MATCH:
                here = mark + _part_penalty(word % PARTS)
                if here < lowest:
                    lowest, part = here, word % PARTS
        if lowest == REJECTED and question.house_range[q, 1] > 0:
            lowest, row = _judge_house(arrays, question, entry, q, row)
        elif part != SURROUNDINGS:
            has_name = True
            has_other_name |= part == OTHER_NAME
            typed_words += 1
        if lowest == REJECTED:
            return REJECTED, NO_HOUSE
        penalty += lowest
    if not has_name:
        return REJECTED, NO_HOUSE
    if not has_other_name:
        penalty += UNTYPED_PENALTY * min(max(_name_length(arrays, entry) - typed_words, 0), MOST_UNTYPED)
    return penalty, row


@njit(cache=True, nogil=True)
def _part_penalty(part: int) -> int:
    if part == SURROUNDINGS:
        return SURROUNDINGS_PENALTY
    return 0 if part == FIRST_WORD else LATER_WORD_PENALTY


@njit(cache=True, nogil=True)
def _name_length(arrays: SearchArrays, entry: int) -> int:
    """The number of words in the entry's own name."""
    count = 0
    for i in range(arrays.word_start[entry], arrays.word_start[entry + 1]):
        count += arrays.words[i] % PARTS < OTHER_NAME
    return count


@njit(cache=True, nogil=True)
def _judge_house(arrays: SearchArrays, question: Question, entry: int, q: int, row: int) -> tuple[int, int]:
    """The penalty of a typed number, and the house it means. A number never rejects an entry."""
    low, high = question.house_range[q, 0], question.house_range[q, 1]
    if low < 0:
        return 0, row
    first, end = arrays.row_start[entry], arrays.row_start[entry + 1]
    if arrays.houses[first] == NO_HOUSE:
        return NO_HOUSES_PENALTY, row
    found = first + np.searchsorted(arrays.houses[first:end], low)
    if found < end and arrays.houses[found] < high:
        return 0, found
    number = low // LETTERS_PER_NUMBER * LETTERS_PER_NUMBER
    found = first + np.searchsorted(arrays.houses[first:end], number)
    if found < end and arrays.houses[found] < number + LETTERS_PER_NUMBER:
        return OTHER_LETTER_PENALTY, found
    return NO_SUCH_HOUSE_PENALTY, row


@njit(cache=True, nogil=True)
def _distance_penalty(arrays: SearchArrays, question: Question, entry: int) -> int:
    lat, lon = question.near[0], question.near[1]
    if np.isnan(lat):
        return 0
    north = arrays.middle[entry, 0] - lat
    east = (arrays.middle[entry, 1] - lon) * np.cos(np.radians(lat))
    return int(DISTANCE_PENALTY * np.log2(1.0 + _KM_PER_DEGREE * np.hypot(north, east)))


@njit(cache=True, nogil=True)
def _insert(best: NDArray[np.int32], found: int, penalty: int, entry: int, row: int) -> int:
    """Keep `best` sorted by (penalty, entry) with one more candidate; the last falls out when full."""
    place = found
    while place > 0 and (
        best[place - 1, 0] > penalty or (best[place - 1, 0] == penalty and best[place - 1, 1] > entry)
    ):
        place -= 1
    if place == len(best):
        return found
    found = min(found + 1, len(best))
    for i in range(found - 1, place, -1):
        best[i] = best[i - 1]
    best[place, 0], best[place, 1], best[place, 2] = penalty, entry, row
    return found


@njit(cache=True, nogil=True)
def nearest_row(
    arrays: SearchArrays,
    is_wanted: NDArray[np.bool_],
    row_lat: NDArray[np.float64],
    row_lon: NDArray[np.float64],
    near: NDArray[np.float64],
) -> tuple[int, int]:
    """The (entry, row) nearest to a point among wanted entries, or (-1, -1); flat-earth distance."""
    shrink = np.cos(np.radians(near[0]))
    nearest_entry, nearest, shortest = -1, -1, np.inf
    for entry in range(len(is_wanted)):
        if not is_wanted[entry]:
            continue
        for row in range(arrays.row_start[entry], arrays.row_start[entry + 1]):
            north, east = row_lat[row] - near[0], (row_lon[row] - near[1]) * shrink
            squared = north * north + east * east
            if squared < shortest:
                nearest_entry, nearest, shortest = entry, row, squared
    return nearest_entry, nearest
