"""Which words of the lexicon a typed word may mean: compiled.

A typed word means every word that it begins, with up to a few letters wrong, missing, extra or
swapped with their neighbour (optimal string alignment). The sorted lexicon is walked once, with
one row of the edit table for each letter of the current word; rows are kept for the letters
that a word shares with the one before, and whole runs of words are settled at once when no
further letter can change the answer.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from skjuts.core.network.addresses.index import Lexicon
from skjuts.core.network.addresses.spelling import LONGEST_WORD

NO_MATCH = 255
EDIT_PENALTY = 20
UNFINISHED_PENALTY = 1
LONGEST_TAIL = 6


@njit(cache=True, nogil=True)
def mark_meanings(
    lexicon: Lexicon, typed: NDArray[np.uint8], most_edits: int, marks: NDArray[np.uint8]
) -> None:
    """Lower `marks[w]` to the penalty of meaning word w, for all words within `most_edits`.

    `marks` has one place for each word of the lexicon and starts as NO_MATCH. The penalty is
    20 for each edit and 1 to 7 for letters still to be typed.
    """
    width = len(typed)
    edits = np.empty((LONGEST_WORD + 1, width + 1), np.int32)
    edits[0] = np.arange(width + 1)
    least = np.full(LONGEST_WORD + 1, width, np.int32)
    reached = np.zeros(LONGEST_WORD + 1, np.int32)
    word = 0
    while word < len(lexicon.shared):
        depth = int(lexicon.shared[word])
        length = lexicon.start[word + 1] - lexicon.start[word]
        is_settled = False
        while depth < length and not is_settled:
            depth += 1
            floor = _add_row(lexicon, word, depth, typed, edits)
            least[depth], reached[depth] = least[depth - 1], reached[depth - 1]
            if edits[depth, width] <= least[depth]:
                least[depth], reached[depth] = edits[depth, width], depth
            is_settled = floor >= least[depth] or floor > most_edits
        end = word + 1
        while is_settled and end < len(lexicon.shared) and lexicon.shared[end] >= depth:
            end += 1
        if least[depth] <= most_edits:
            _mark_run(lexicon, word, end, least[depth], reached[depth], marks)
        word = end


@njit(cache=True, nogil=True)
def _add_row(
    lexicon: Lexicon, word: int, depth: int, typed: NDArray[np.uint8], edits: NDArray[np.int32]
) -> int:
    """Fill the row of one more letter, and give the least edits that any longer word can have."""
    first = lexicon.start[word]
    letter = lexicon.letters[first + depth - 1]
    edits[depth, 0] = depth
    lowest, lowest_before = depth, edits[depth - 1, 0]
    for j in range(1, len(typed) + 1):
        best = min(edits[depth - 1, j], edits[depth, j - 1]) + 1
        best = min(best, edits[depth - 1, j - 1] + (letter != typed[j - 1]))
        if (
            j > 1
            and depth > 1
            and letter == typed[j - 2]
            and lexicon.letters[first + depth - 2] == typed[j - 1]
        ):
            best = min(best, edits[depth - 2, j - 2] + 1)
        edits[depth, j] = best
        lowest, lowest_before = min(lowest, best), min(lowest_before, edits[depth - 1, j])
    return min(lowest, lowest_before + 1)


@njit(cache=True, nogil=True)
def _mark_run(
    lexicon: Lexicon, word: int, end: int, edits: int, reached: int, marks: NDArray[np.uint8]
) -> None:
    for other in range(word, end):
        tail = lexicon.start[other + 1] - lexicon.start[other] - reached
        penalty = EDIT_PENALTY * edits
        if tail > 0:
            penalty += UNFINISHED_PENALTY + min(tail - 1, LONGEST_TAIL)
        marks[other] = min(marks[other], penalty)
