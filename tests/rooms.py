"""Which tests stay together when several workers share a run, and in which order they are begun.

What a folder opens once, a served house or built roads, is opened by one worker instead of by each; the
other works on meanwhile. Long things come first, so that nobody waits for the last one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest

SHARED = ("tests/system/", "tests/contract/")
"""Folders whose own folders are rooms: each opens something that is dear to open."""
FIRST = ("tests/system/pages/", *SHARED, "tests/property/")
"""Few tests that take long, longest first; elsewhere the number of tests says it."""
APART = "tests/system/test_"
"""Commands of the whole house, which share nothing."""


class Rooms(LoadScopeScheduling):
    """Hands out whole rooms, in the order in which the tests stand."""

    def _split_scope(self, nodeid: str) -> str:
        return room_of(nodeid)


def room_of(nodeid: str) -> str:
    """The folder whose tests share something, else the file."""
    file = nodeid.partition("::")[0]
    if file.startswith(SHARED) and not file.startswith(APART):
        return "/".join(file.split("/")[:3])
    return file


def put_long_rooms_first(items: list[pytest.Item]) -> None:
    """Put the rooms in the order in which they are begun; the order within a room stays."""
    sizes = Counter(room_of(item.nodeid) for item in items)

    def rank(item: pytest.Item) -> tuple[int, int, str]:
        room = room_of(item.nodeid)
        place = next((number for number, one in enumerate(FIRST) if f"{room}/".startswith(one)), len(FIRST))
        return place, -sizes[room], room

    items.sort(key=rank)
