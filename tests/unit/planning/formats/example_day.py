"""A small day in the JSON form, with everything in it that the form can say. The riders are invented."""

from __future__ import annotations

import copy
import json
from typing import Any

from skjuts.core.planning.formats import read_problem
from skjuts.core.planning.problem import Problem

_DAY: dict[str, Any] = {
    "skjuts": "problem",
    "version": 1,
    "name": "Påhittad dag",
    "places": [
        {"id": "garage", "name": "Garaget", "lat": 63.18, "lon": 14.64},
        {"id": "by", "name": "Byn", "lat": 63.30, "lon": 14.50},
        {"id": "sjukhus", "name": "Sjukhuset", "lat": 63.17, "lon": 14.65, "zone": 1},
    ],
    "travel": {
        "kind": "matrix",
        "source": "påhittade tider",
        "is_estimate": True,
        "seconds": [[0, 900, 120], [900, 0, 1000], [120, 1000, 0]],
        "metres": [[0, 15000, 1500], [15000, 0, 16000], [1500, 16000, 0]],
    },
    "slowdown": [[1000] * 96, [1000] * 30 + [1200] * 6 + [1000] * 60],
    "requests": [
        {
            "id": "R1",
            "pickup": "by",
            "dropoff": "sjukhus",
            "pickup_window": {"earliest": "07:00", "latest": "08:30"},
            "dropoff_window": {"earliest": "08:00", "latest": "09:00"},
            "load": {"seats": 1},
            "pickup_service_s": 120,
            "dropoff_service_s": 60,
            "escorts": 1,
            "max_ride_s": 3600,
            "late_tolerance_s": 300,
            "group": "smitta",
        },
        {
            "id": "R2",
            "pickup": "by",
            "dropoff": "sjukhus",
            "pickup_window": {"earliest": "07:00", "latest": "08:30"},
            "dropoff_window": {"earliest": "08:00", "latest": "09:00:00"},
            "load": {"wheelchairs": 1},
            "needs": ["lift"],
            "published_vehicle": "bil-1",
            "promised": {"earliest": "07:30", "latest": "08:00"},
        },
        {
            "id": "R3",
            "pickup": "sjukhus",
            "dropoff": "by",
            "pickup_window": {"earliest": 34200, "latest": 43200},
            "dropoff_window": {"earliest": 34200, "latest": 46800},
            "reference": "ready_at",
            "load": {"seats": 1},
            "escorts": 1,
            "ride_alone": True,
            "wait": {"outbound": "R1", "visit_s": 1800},
            "unserved_ore": 900000,
        },
    ],
    "vehicles": [
        {
            "id": "bil-1",
            "tariff": "avtal",
            "layouts": [{"seats": 4}, {"seats": 2, "wheelchairs": 1}],
            "shifts": [
                {
                    "start": "06:30",
                    "end": "16:00",
                    "breaks": [{"earliest": "11:00", "latest": "13:00", "duration_s": 1800}],
                    "max_duration_s": 32400,
                }
            ],
            "start_place": "garage",
            "end_place": "garage",
            "qualifications": ["lift"],
            "carrier": "Åkeriet",
            "guaranteed": True,
        },
        {
            "id": "bil-2",
            "tariff": "avtal",
            "layouts": [{"seats": 4}],
            "shifts": [{"start": "06:00", "end": "24:00"}],
        },
    ],
    "tariffs": [
        {
            "id": "avtal",
            "start_ore": 5000,
            "km_bands": [{"from_m": 0, "per_km_ore": 1500}, {"from_m": 10000, "per_km_ore": 1200}],
            "per_minute_ore": 700,
            "waiting_per_minute_ore": 500,
            "approach_per_km_ore": 400,
            "return_per_km_ore": 300,
            "minimum_ore": 9000,
            "guaranteed_s": 14400,
            "guaranteed_per_hour_ore": 30000,
        }
    ],
    "rules": {
        "ride_caps": [
            {"category": "dialys", "direct_up_to_s": 3600, "max_detour_s": 900},
            {"direct_up_to_s": 86400, "max_detour_s": 2700},
        ],
        "may_not_mix": [["smitta", "känslig"]],
        "unserved_ore": {"1": 500000, "3": 200000},
        "lateness_per_minute_ore": 1000,
        "change_ore": 2500,
    },
    "objective": "cost",
}


def example_day() -> dict[str, Any]:
    """A fresh copy of the day, to be changed at will."""
    return copy.deepcopy(_DAY)


def as_json(document: dict[str, Any]) -> bytes:
    """The document as a file would hold it."""
    return json.dumps(document, ensure_ascii=False).encode()


def example_problem() -> Problem:
    """The day as a problem."""
    return read_problem(as_json(example_day()))
