r"""Makes `basemap.json` from public outlines: run by hand when a source is renewed, never by the product.

    python -m tools.basemap --land ne_10m_land.shp --lakes ne_10m_lakes.shp \
        --more-lakes ne_10m_lakes_europe.geojson --municipalities kommun_se.geojson \
        -o src/skjuts/web/report/data/basemap.json

The README beside it says where each source comes from. Land and lakes are clipped to Sweden
with a margin and thinned; municipal borders are only rounded, so that neighbours still share them.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

type Point = tuple[float, float]
type Ring = list[Point]

BOX = (8.5, 54.8, 26.0, 69.6)
"""West, south, east, north: Sweden and the neighbours that a patient may be driven to."""
STEPS_PER_DEGREE = 1000
LAND_TOLERANCE_DEG = 0.006
LAKE_TOLERANCE_DEG = 0.003
LEAST_ISLAND_DEG2 = 0.0015
LEAST_LAKE_DEG2 = 0.0008
POLYGON_SHAPE = 5


def list_shapefile_rings(path: Path) -> Iterator[Ring]:
    """Every ring of a polygon shapefile (ESRI technical description, July 1998)."""
    data = path.read_bytes()
    at = 100
    while at < len(data):
        (words,) = struct.unpack_from(">i", data, at + 4)
        yield from _record_rings(data, at + 8)
        at += 8 + 2 * words


def _record_rings(data: bytes, at: int) -> Iterator[Ring]:
    (shape,) = struct.unpack_from("<i", data, at)
    if shape != POLYGON_SHAPE:
        return
    parts, points = struct.unpack_from("<ii", data, at + 36)
    starts = [*struct.unpack_from(f"<{parts}i", data, at + 44), points]
    first = at + 44 + 4 * parts
    for begin, end in pairwise(starts):
        flat = struct.unpack_from(f"<{2 * (end - begin)}d", data, first + 16 * begin)
        yield list(zip(flat[::2], flat[1::2], strict=True))


def list_geojson_rings(feature: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of a Polygon or MultiPolygon feature."""
    shape = feature["geometry"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(lon, lat) for lon, lat, *_ in ring]


def clip(ring: Ring) -> Ring:
    """The part of a ring inside the box (Sutherland and Hodgman 1974)."""
    for axis, bound, keep_above in (
        (0, BOX[0], True),
        (0, BOX[2], False),
        (1, BOX[1], True),
        (1, BOX[3], False),
    ):
        ring = _clip_side(ring, axis, bound, keep_above=keep_above)
    return ring


def _clip_side(ring: Ring, axis: int, bound: float, *, keep_above: bool) -> Ring:
    kept: Ring = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was_in, is_in = ((p[axis] >= bound) == keep_above for p in (before, point))
        if was_in != is_in:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
            )
        if is_in:
            kept.append(point)
    return kept


def thin(line: Ring, tolerance_deg: float) -> Ring:
    """A line without the points that lie within the tolerance of it (Douglas and Peucker 1973)."""
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = max(
            ((_offset(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > tolerance_deg:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def _offset(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a segment, in degrees (longitudes halved, as at 60° north)."""
    px, py = (point[0] - start[0]) / 2, point[1] - start[1]
    dx, dy = (end[0] - start[0]) / 2, end[1] - start[1]
    length2 = dx * dx + dy * dy
    share = max(0.0, min(1.0, (px * dx + py * dy) / length2)) if length2 else 0.0
    return float(((px - share * dx) ** 2 + (py - share * dy) ** 2) ** 0.5)


def area_deg2(ring: Ring) -> float:
    """Area of a ring in square degrees (longitudes halved)."""
    turns = (a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))
    return abs(sum(turns)) / 4


def pack(rings: Iterable[Ring], tolerance_deg: float, least_deg2: float) -> list[list[int]]:
    """Rings clipped, thinned and rounded to whole steps: lon, lat, and so on."""
    packed = []
    for ring in rings:
        inside = clip(ring)
        if len(inside) > 2 and area_deg2(inside) >= least_deg2:
            packed.append(flatten(thin([*inside, inside[0]], tolerance_deg)))
    return [ring for ring in packed if len(ring) > 6]


def flatten(ring: Ring) -> list[int]:
    """Whole steps without repeated points."""
    steps = [(round(lon * STEPS_PER_DEGREE), round(lat * STEPS_PER_DEGREE)) for lon, lat in ring]
    kept = steps[:1] + [b for a, b in pairwise(steps) if a != b]
    return [value for point in kept for value in point]


def list_new_lakes(known: list[list[int]], more: list[list[int]]) -> list[list[int]]:
    """The lakes of the second source whose middle lies in no lake of the first one's boxes."""
    boxes = [(min(k[::2]), min(k[1::2]), max(k[::2]), max(k[1::2])) for k in known]
    new = []
    for lake in more:
        x, y = sum(lake[::2]) * 2 / len(lake), sum(lake[1::2]) * 2 / len(lake)
        if not any(west <= x <= east and south <= y <= north for west, south, east, north in boxes):
            new.append(lake)
    return new


def make(land: Path, lakes: Path, more_lakes: Path, municipalities: Path) -> dict[str, Any]:
    """The whole basemap as plain JSON values."""
    features = json.loads(municipalities.read_text())["features"]
    extra = [r for f in json.loads(more_lakes.read_text())["features"] for r in list_geojson_rings(f)]
    known = pack(list_shapefile_rings(lakes), LAKE_TOLERANCE_DEG, LEAST_LAKE_DEG2)
    return {
        "steps_per_degree": STEPS_PER_DEGREE,
        "land": pack(list_shapefile_rings(land), LAND_TOLERANCE_DEG, LEAST_ISLAND_DEG2),
        "lakes": known + list_new_lakes(known, pack(extra, LAKE_TOLERANCE_DEG, LEAST_LAKE_DEG2)),
        "municipalities": [
            {"name": f["properties"]["kommun"], "rings": [flatten(r) for r in list_geojson_rings(f)]}
            for f in features
        ],
    }


def main() -> None:
    """Read the sources named on the command line and write the basemap."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--land", "--lakes", "--more-lakes", "--municipalities"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    made = make(given.land, given.lakes, given.more_lakes, given.municipalities)
    given.output.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
