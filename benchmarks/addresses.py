"""Type-ahead over a million generated addresses: time, memory, and whether it finds what was meant.

The country is invented: streets and villages are put together from common parts, and spread
over municipalities of very different size. Two registers are measured: one where a street has
some houses, as in a real register, and the hardest one, where no two addresses share a name.
What is typed is a beginning of 3 to 12 letters of an address, every other time with one letter
changed, lost, added or swapped, and every other time with a hint of where the caller is.
"""

from __future__ import annotations

import itertools
import random
import string
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.rows import Row, Session
from skjuts.core.kernel.geography import Point, distance_m
from skjuts.core.network.addresses import (
    AddressHit,
    AddressIndex,
    AddressKind,
    AddressRecord,
    build_address_index,
    find_nearest,
    search_addresses,
)

SEED = 7
TARGET_P95_MS = 20.0
SHORTEST_TYPED, LONGEST_TYPED = 3, 12
TELLING_LENGTH = 8
"""Letters from which a beginning is expected to be enough, with a hint of the place."""

_FIRST_PARTS = (
    "Al Ask Asp Back Berg Björk Blom Blå Brunn Bäck Dal Ek En Fager Fjäll Fors Furu Fågel Gran Grav "
    "Grön Gärd Hag Hassel Hed Hjort Holm Häll Hög Järn Kall Klöver Knekt Kronans Kungs Kvarn Kyrko "
    "Kål Lax Lid Lilje Lind Ljung Lund Lång Lärk Lönn Malm Mark Mo Mosse Myr Mån Nor Näs Orr Ox Park "
    "Prost Rosen Runsten Råg Rön Sand Sjö Skogs Skol Skräddar Slotts Smed Snö Sol Spel Stal Sten "
    "Stor Strand Ström Sund Svan Säter Tall Torg Torp Tjäder Trast Träd Ugglums Vall Vass Vatten "
    "Vide Vik Vinter Väster Ågrens Ålder Åker Ängs Ärl Öst Örn"
)
FIRST_PARTS = _FIRST_PARTS.split()
MIDDLE_PARTS = ["", "", "", "backa", "berga", "dals", "hags", "kulle", "lunda", "marks", "näs", "udds"]
STREET_ENDINGS = ["gatan", "vägen", "stigen", "gränd", "backen", "torget", "allén", "liden"]
PLACE_ENDINGS = ["by", "sta", "sund", "vik", "bo", "forsen", "hult", "åsen", "näs", "rud", "ryd", "tuna"]


@dataclass(frozen=True, slots=True)
class Country:
    """Localities (name, municipality, middle), and the running sum of their shares of the addresses."""

    localities: list[tuple[str, str, Point]]
    running_shares: list[float]


def measure_addresses(session: Session) -> list[Row]:
    """A million addresses on streets, and fewer of the hardest kind; quick: a fifth of each."""
    registers = [("1 M addresses", 1_000_000, 12), ("200 000 addresses, a name each", 200_000, 1)]
    if session.is_quick:
        registers = [("200 000 addresses", 200_000, 12), ("40 000 addresses, a name each", 40_000, 1)]
    rows: list[Row] = []
    for title, addresses, houses_per_street in registers:
        session.say(f"Addresses: {title}")
        began = time.perf_counter()
        index = build_address_index(generate_addresses(addresses, houses_per_street, SEED))
        built_s = time.perf_counter() - began
        search_addresses(index, "kyrkog")
        searches = 400 if session.is_quick else 2000
        rows += [
            *_measure_searches(index, searches, title, has_typo=False),
            *_measure_searches(index, searches, title, has_typo=True),
            Row(f"{title}, nearest house to a point: p95", _time_nearest(index), "ms", TARGET_P95_MS),
            Row(f"{title}: generated and indexed", round(built_s, 1), "s"),
            Row(f"{title}: memory of the index", round(_size_bytes(index) / 1e6, 1), "MB"),
        ]
    return rows


def generate_addresses(count: int, houses_per_street: int, seed: int) -> Iterator[AddressRecord]:
    """Generate places with entrances, then `count` addresses, the same for the same seed."""
    draw = random.Random(seed)
    country = _generate_country(draw)
    yield from _generate_places(draw, country)
    made = 0
    while made < count:
        (locality, municipality, middle), *_ = draw.choices(
            country.localities, cum_weights=country.running_shares
        )
        street, point = _generate_street(draw), _scatter(draw, middle, 4_000)
        houses = min(count - made, max(1, round(draw.expovariate(1 / houses_per_street))))
        if houses_per_street == 1:
            street, houses = f"{street}s {_generate_place_name(draw).lower()}", 1
        for house in range(1, houses + 1):
            made += 1
            letter = f" {draw.choice('ABC')}" if draw.random() < 0.2 else ""
            kind = AddressKind.ADDRESS
            near = _scatter(draw, point, 300)
            yield AddressRecord(f"a{made}", f"{street} {house}{letter}", kind, municipality, near, locality)


def _generate_country(draw: random.Random) -> Country:
    localities: list[tuple[str, str, Point]] = []
    for _ in range(290):
        municipality = _generate_place_name(draw)
        middle = Point(draw.triangular(55.4, 68.4, 58.5), draw.uniform(12.0, 20.0))
        localities.append((municipality, municipality, middle))
        localities += [
            (_generate_place_name(draw), municipality, _scatter(draw, middle, 25_000)) for _ in range(9)
        ]
    return Country(localities, list(itertools.accumulate(draw.paretovariate(1.1) for _ in localities)))


def _generate_places(draw: random.Random, country: Country) -> Iterator[AddressRecord]:
    for i, (locality, municipality, middle) in enumerate(country.localities):
        yield AddressRecord(f"l{i}", locality, AddressKind.LOCALITY, municipality, middle)
        unit = AddressRecord(
            f"u{i}",
            f"{locality} hälsocentral",
            AddressKind.UNIT,
            municipality,
            _scatter(draw, middle, 900),
            locality,
        )
        yield unit
        for door in "AB":
            kind = AddressKind.ENTRANCE
            yield AddressRecord(
                f"e{i}{door}", f"Entré {door}", kind, municipality, unit.point, locality, parent_id=unit.id
            )


def _generate_place_name(draw: random.Random) -> str:
    return draw.choice(FIRST_PARTS) + draw.choice(MIDDLE_PARTS) + draw.choice(PLACE_ENDINGS)


def _generate_street(draw: random.Random) -> str:
    before = draw.choice(["", "", "", "", "", "Norra ", "Södra ", "Östra ", "Västra ", "Gamla ", "Lilla "])
    first = draw.choice(FIRST_PARTS)
    return before + first + draw.choice(MIDDLE_PARTS) + draw.choice(STREET_ENDINGS)


def _scatter(draw: random.Random, middle: Point, spread_m: float) -> Point:
    north_m, east_m = draw.gauss(0, spread_m), draw.gauss(0, spread_m)
    return Point(middle.lat + north_m / 111_200, middle.lon + east_m / 55_000)


def _measure_searches(index: AddressIndex, searches: int, title: str, *, has_typo: bool) -> list[Row]:
    draw = random.Random(SEED + 1)
    times_ms, processor_ms, found, telling = [], [], 0, 0
    for _ in range(searches):
        wanted, text = _generate_search(draw, index, has_typo=has_typo)
        near = _scatter(draw, wanted.point, 8_000) if draw.random() < 0.5 else None
        began, worked = time.perf_counter(), time.thread_time()
        hits = search_addresses(index, text, near=near)
        processor_ms.append((time.thread_time() - worked) * 1000)
        times_ms.append((time.perf_counter() - began) * 1000)
        if near and len(text) >= TELLING_LENGTH:
            telling += 1
            found += any(_is_meant(hit, wanted) for hit in hits)
    what = f"{title}, {'one letter wrong' if has_typo else 'no letter wrong'}"
    shown = f"in the first ten, from {TELLING_LENGTH} letters with a hint"
    return [
        Row(f"{what}: p50", _percentile(times_ms, 50), "ms"),
        Row(f"{what}: p95", _percentile(times_ms, 95), "ms", TARGET_P95_MS),
        Row(
            f"{what}: p95 of processor time, whatever else the machine does",
            _percentile(processor_ms, 95),
            "ms",
        ),
        Row(f"{what}: slowest", _percentile(times_ms, 100), "ms"),
        Row(f"{what}: {shown}", round(100 * found / max(telling, 1), 1), "%"),
    ]


def _generate_search(draw: random.Random, index: AddressIndex, *, has_typo: bool) -> tuple[AddressHit, str]:
    """Something to look for, and a beginning of it as somebody types it."""
    row = draw.randrange(len(index))
    entry = int(np.searchsorted(index.arrays.row_start, row, side="right")) - 1
    wanted = index.hit(entry, row)
    text = f"{wanted.name} {wanted.locality}"[: draw.randint(SHORTEST_TYPED, LONGEST_TYPED)]
    return wanted, _mistype(draw, text) if has_typo else text


def _mistype(draw: random.Random, text: str) -> str:
    i = draw.randrange(1, len(text))
    letter = draw.choice(string.ascii_lowercase)
    return draw.choice(
        [
            text[:i] + letter + text[i + 1 :],
            text[:i] + text[i + 1 :],
            text[:i] + letter + text[i:],
            text[: i - 1] + text[i] + text[i - 1] + text[i + 1 :],
        ]
    )


def _is_meant(hit: AddressHit, wanted: AddressHit) -> bool:
    """The address itself, its street, or another house of the street."""
    is_near = hit.locality == wanted.locality and distance_m(hit.point, wanted.point) < 10_000
    return is_near and hit.name.rstrip(" 0123456789ABC") == wanted.name.rstrip(" 0123456789ABC")


def _time_nearest(index: AddressIndex) -> float:
    draw = random.Random(SEED + 2)
    times_ms = []
    for _ in range(200):
        row = draw.randrange(len(index))
        point = _scatter(draw, Point(float(index.row_lat[row]), float(index.row_lon[row])), 2_000)
        began = time.perf_counter()
        find_nearest(index, point, kinds=frozenset({AddressKind.ADDRESS}))
        times_ms.append((time.perf_counter() - began) * 1000)
    return _percentile(times_ms[1:], 95)


def _size_bytes(index: AddressIndex) -> int:
    entries = [index.kinds, index.parents, index.places, index.row_lat, index.row_lon]
    groups = [index.arrays, index.lexicon, index.names, index.ids, entries]
    return sum(np.asarray(array).nbytes for group in groups for array in group)


def _percentile(values: list[float], percent: float) -> float:
    return round(float(np.percentile(values, percent)), 2)
