"""What runs on a line, by GTFS's route types and the extended ones that Swedish feeds use."""

from __future__ import annotations

from typing import Final

ON_CALL: Final = frozenset({715, 717, 1501})
"""Demand-responsive bus, and called taxi by its older and its newer number: nothing comes uncalled."""

_BASIC: Final = {
    0: "spårvagn",
    1: "tunnelbana",
    2: "tåg",
    3: "buss",
    4: "båt",
    5: "linbana",
    6: "linbana",
    7: "bergbana",
    11: "trådbuss",
    12: "tåg",
}
_EXACT: Final = {
    714: "ersättningsbuss",
    715: "anropsstyrd buss",
    717: "förbeställd taxi",
    1501: "förbeställd taxi",
}
_HUNDREDS: Final = {
    1: "tåg",
    2: "buss",
    4: "tunnelbana",
    5: "tunnelbana",
    6: "tunnelbana",
    7: "buss",
    8: "trådbuss",
    9: "spårvagn",
    10: "båt",
    11: "flyg",
    12: "färja",
    13: "linbana",
    14: "bergbana",
    15: "taxi",
    16: "buss",
    17: "fordon",
}


def find_mode(route_type: int) -> str | None:
    """The Swedish noun for what runs on a line of that type; None where GTFS knows no such type."""
    return _BASIC.get(route_type) or _EXACT.get(route_type) or _HUNDREDS.get(route_type // 100)
