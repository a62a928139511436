"""A small invented register for the tests: two towns, a hospital with entrances, streets and a farm."""

from __future__ import annotations

from skjuts.core.kernel.geography import Point
from skjuts.core.network.addresses import AddressKind, AddressRecord

NORTH, SOUTH = Point(63.20, 14.60), Point(63.00, 14.80)


def list_made_records() -> list[AddressRecord]:
    """List the records of the invented municipality of Nordmark."""
    places = [
        _place("l1", "Östnäs", AddressKind.LOCALITY, NORTH, ""),
        _place("l2", "Åby", AddressKind.LOCALITY, SOUTH, ""),
        _place("l3", "Abborrsjö", AddressKind.LOCALITY, Point(63.1, 14.7), ""),
        AddressRecord("u1", "Östnäs sjukhus", AddressKind.UNIT, "Nordmark", NORTH, "Östnäs", ("Lasarettet",)),
        _place("u2", "Åby hälsocentral", AddressKind.UNIT, SOUTH, "Åby"),
        _place("p1", "Resecentrum", AddressKind.PICKUP_POINT, Point(63.203, 14.601), "Östnäs"),
        *[
            AddressRecord(
                f"e{door}", f"Entré {door}", AddressKind.ENTRANCE, "Nordmark", NORTH, "Östnäs", parent_id="u1"
            )
            for door in "AB"
        ],
    ]
    north = [
        _house(f"n{i}{c}", f"Storgatan {i}{c}", NORTH, i, "Östnäs")
        for i in range(1, 21)
        for c in ("", " A", " B")
    ]
    south = [_house(f"s{i}", f"Storgatan {i}", SOUTH, i, "Åby") for i in range(1, 6)]
    others = [
        _house("k1", "Kungsgatan 1", NORTH, 30, "Östnäs"),
        _house("f1", "Backens gård", SOUTH, 40, "Åby"),
    ]
    return places + north + south + others


def _place(place_id: str, name: str, kind: AddressKind, point: Point, locality: str) -> AddressRecord:
    return AddressRecord(place_id, name, kind, "Nordmark", point, locality)


def _house(house_id: str, name: str, start: Point, steps: int, locality: str) -> AddressRecord:
    point = Point(start.lat + steps * 1e-4, start.lon)
    return AddressRecord(house_id, name, AddressKind.ADDRESS, "Nordmark", point, locality)
