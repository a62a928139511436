"""The compiled word walk against the plain definition of it, and searches on drawn registers."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.core.kernel.geography import Point
from skjuts.core.network.addresses import AddressKind, AddressRecord, build_address_index, search_addresses
from skjuts.core.network.addresses.lexicon import EDIT_PENALTY, NO_MATCH, mark_meanings
from skjuts.core.network.addresses.packing import build_lexicon, invert, starts_of

WORDS = st.text("abc", min_size=1, max_size=7)
NAMES = st.lists(st.text("abcdåäö", min_size=2, max_size=8), min_size=1, max_size=3).map(" ".join)


def _edits(a: str, b: str) -> int:
    """Optimal string alignment, straight from its definition."""
    table = {(i, j): i + j for i in range(len(a) + 1) for j in range(len(b) + 1) if not i or not j}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            options = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                options.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(options)
    return table[len(a), len(b)]


# The first call may have to compile the kernel.
@settings(deadline=None)
@given(st.sets(WORDS, min_size=1, max_size=40), WORDS, st.integers(0, 2))
def test_the_word_walk_when_compared_with_trying_every_word_then_it_finds_the_same(
    words: set[str], typed: str, most_edits: int
) -> None:
    """Runs of words are settled at once; none may be lost or won by that."""
    lexicon, place = build_lexicon(sorted(words))
    marks = np.full(len(words), NO_MATCH, np.uint8)
    mark_meanings(lexicon, np.frombuffer(typed.encode(), np.uint8), most_edits, marks)
    for word, i in zip(sorted(words), place, strict=True):
        edits = min(_edits(typed, word[:length]) for length in range(len(word) + 1))
        assert (marks[i] != NO_MATCH) == (edits <= most_edits)
        assert marks[i] == NO_MATCH or marks[i] // EDIT_PENALTY == edits


@given(st.lists(st.lists(st.integers(0, 9), max_size=5), max_size=12))
def test_runs_when_inverted_then_every_item_knows_its_runs(runs: list[list[int]]) -> None:
    """A word that forgot an entry would hide it for ever."""
    starts = starts_of(np.array([len(run) for run in runs], np.int64))
    items = np.array([item for run in runs for item in run], np.int32)
    of_item, holders = invert(starts, items, 10)
    for item in range(10):
        expected = [i for i, run in enumerate(runs) if item in run]
        assert holders[of_item[item] : of_item[item + 1]].tolist() == expected


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=25, unique=True), st.data())
def test_a_name_when_typed_in_full_then_nothing_stands_before_it_but_its_equals(
    names: list[str], data: st.DataObject
) -> None:
    """However alike the names are, the one that was typed out wins."""
    records = [
        AddressRecord(str(i), name, AddressKind.UNIT, "Nordmark", Point(63.0, 14.0))
        for i, name in enumerate(names)
    ]
    index = build_address_index(records)
    wanted = data.draw(st.sampled_from(names))
    hits = search_addresses(index, wanted, limit=len(names))
    own = next(hit for hit in hits if hit.name == wanted)
    assert own.penalty == hits[0].penalty


@settings(deadline=None)
@given(st.lists(NAMES, max_size=10), st.text(max_size=30), st.integers(1, 12))
def test_any_text_when_searched_then_the_answer_is_short_and_ordered(
    names: list[str], text: str, limit: int
) -> None:
    """No key press may break the form."""
    records = [
        AddressRecord(str(i), name, AddressKind.ADDRESS, "Nordmark", Point(63.0, 14.0))
        for i, name in enumerate(names)
    ]
    assert len(search_addresses(build_address_index(records), text, limit=limit)) <= limit
