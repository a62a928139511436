"""Answers that took long, kept by those who will ask again: the last ones, shared by a process's threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Kept[K: Hashable, V]:
    """At most `most` values; the one that nobody has asked for the longest goes first.

    A value must follow from its key alone: threads that miss at once each make it, and the last is kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def find(self, key: K) -> V | None:
        """Find the value of a key; None when it is not kept."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def keep(self, key: K, value: V) -> None:
        """Keep the value of a key from now on."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made when it is not kept. What `make` raises leaves nothing behind."""
        found = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found
