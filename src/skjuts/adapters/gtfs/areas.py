"""Zones of called traffic: locations.geojson, and groups of stops."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.places import FeedStops
from skjuts.adapters.gtfs.tables import Table
from skjuts.core.timetable.zones import Ring, Zone

FILE: Final = "locations.geojson"
LEAST_CORNERS: Final = 4


def read_zones(files: Mapping[str, bytes], stops: FeedStops, faults: Faults) -> dict[str, Zone]:
    """Areas and groups by id."""
    return {**_read_areas(files, faults), **_read_groups(files, stops, faults)}


def _read_areas(files: Mapping[str, bytes], faults: Faults) -> dict[str, Zone]:
    if FILE not in files:
        return {}
    try:
        features = json.loads(files[FILE])["features"]
        return {str(feature["id"]): _read_area(feature, faults) for feature in features}
    except (ValueError, KeyError, TypeError):
        faults.add(FILE, None, "", "filen är ingen GeoJSON med områden (FeatureCollection).")
        return {}


def _read_area(feature: Mapping[str, Any], faults: Faults) -> Zone:
    area = str(feature["id"])
    shape = feature["geometry"]
    polygons = {"Polygon": [shape["coordinates"]], "MultiPolygon": shape["coordinates"]}.get(
        shape["type"], []
    )
    rings = tuple(_read_ring(ring, area, faults) for polygon in polygons for ring in polygon)
    if not rings:
        faults.add(FILE, None, "", f"området {area} har ingen yta.")
    name = (feature.get("properties") or {}).get("stop_name") or area
    return Zone(area, str(name), rings, ())


def _read_ring(corners: list[list[float]], area: str, faults: Faults) -> Ring:
    ring = np.array([(corner[1], corner[0]) for corner in corners], dtype=np.float64).reshape(-1, 2)
    is_on_earth = bool((np.abs(ring) <= (90, 180)).all()) and bool(np.isfinite(ring).all())
    if len(ring) < LEAST_CORNERS or not is_on_earth:
        faults.add(FILE, None, "", f"området {area} har en kant som inte går att läsa.")
    return ring


def _read_groups(files: Mapping[str, bytes], stops: FeedStops, faults: Faults) -> dict[str, Zone]:
    names = {
        row.required("location_group_id"): row.text("location_group_name")
        for row in Table(files, "location_groups.txt", faults, ("location_group_id",))
    }
    members: dict[str, list[int]] = {group: [] for group in names}
    for row in Table(files, "location_group_stops.txt", faults, ("location_group_id", "stop_id")):
        group, stop = row.required("location_group_id"), row.required("stop_id")
        if group not in members:
            row.fault("location_group_id", f"gruppen {group} finns inte i location_groups.txt.")
        elif stop not in stops.row_of:
            row.fault("stop_id", f"hållplatsen {stop} finns inte i stops.txt.")
        else:
            members[group].append(stops.row_of[stop])
    return {group: Zone(group, names[group] or group, (), tuple(found)) for group, found in members.items()}
