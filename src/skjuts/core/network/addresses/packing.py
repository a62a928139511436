"""Growing columns turned into the flat arrays that the index keeps."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.addresses.index import Lexicon, PackedText


class TextColumn:
    """Strings added one by one, kept as one block of UTF-8 from the start: a tenth of a list's memory."""

    def __init__(self) -> None:
        self._block = bytearray()
        self._start = array("q", [0])

    def __len__(self) -> int:
        return len(self._start) - 1

    def add(self, text: str) -> None:
        """Add one string at the end."""
        self._block += text.encode()
        self._start.append(len(self._block))

    def packed(self, order: NDArray[np.int64]) -> PackedText:
        """The strings in another order: string i of the result is string `order[i]` of the column."""
        block, start = np.frombuffer(self._block, np.uint8), np.frombuffer(self._start, np.int64)
        lengths = (start[1:] - start[:-1])[order]
        placed = starts_of(lengths)
        source = np.repeat(start[:-1][order] - placed[:-1], lengths) + np.arange(placed[-1])
        return PackedText(block[source], placed)


def starts_of(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of several runs starts, and after the last where it ends: length + 1 places."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def build_lexicon(words: Iterable[str]) -> tuple[Lexicon, NDArray[np.int32]]:
    """Sort different words into a lexicon; also give the place of each word in it."""
    listed = list(words)
    order = sorted(range(len(listed)), key=listed.__getitem__)
    ordered = [listed[i].encode("ascii") for i in order]
    place = np.empty(len(listed), np.int32)
    place[order] = np.arange(len(listed), dtype=np.int32)
    shared = [0, *(_count_shared(a, b) for a, b in itertools.pairwise(ordered))]
    start = starts_of(np.fromiter((len(word) for word in ordered), np.int64, len(ordered)))
    letters = np.frombuffer(b"".join(ordered), np.uint8)
    return Lexicon(letters, start, np.array(shared[: len(ordered)], np.uint8)), place


def invert(
    runs: NDArray[np.int64], items: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Turn runs of items into, for each of `count` items, the ascending runs that hold it.

    `items[runs[i]:runs[i + 1]]` are those of run i. An item twice in a run is listed once.
    Gives (starts, runs of each item).
    """
    holder = np.repeat(np.arange(len(runs) - 1, dtype=np.int64), np.diff(runs))
    pairs = np.sort(items.astype(np.int64) * (len(runs) - 1) + holder)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    of_item, of_run = np.divmod(pairs, max(len(runs) - 1, 1))
    return starts_of(np.bincount(of_item, minlength=count)), of_run.astype(np.int32)


def _count_shared(a: bytes, b: bytes) -> int:
    """The number of letters that begin both words."""
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return i
    return min(len(a), len(b))
