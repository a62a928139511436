"""A day in JSON becomes a problem, and every fault in it one clear error that names its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from skjuts.core.kernel.errors import (
    DuplicateId,
    ImpossibleWindow,
    InvalidField,
    InvalidInput,
    LoadTooLarge,
    MatrixHole,
    NegativeLoad,
    UnknownReference,
    UnreadableInput,
    UnsupportedVersion,
)
from skjuts.core.planning.formats import read_problem
from skjuts.core.planning.formats.validation.spans import tell_span
from skjuts.core.planning.problem import Load, Wait, Window
from tests.unit.planning.formats.example_day import as_json, example_day, example_problem

Day = dict[str, Any]
Change = Callable[[Day], object]


def test_a_day_when_read_has_what_the_file_says() -> None:
    """The form mirrors the problem: times as seconds, sets as sets, rows in the file's order."""
    problem = example_problem()
    first, second, third = problem.requests
    assert first.pickup_window == Window(7 * 3600, 8 * 3600 + 1800)
    assert first.total_load == Load(seats=2)
    assert second.needs == {"lift"}
    assert third.wait == Wait("R1", 1800)
    assert problem.vehicles[1].shifts[0].end_s == 24 * 3600
    assert problem.rules.may_not_mix == {("smitta", "känslig")}
    assert problem.rules.unserved_ore == {1: 500_000, 3: 200_000}
    assert problem.travel.legs[1, 2].tolist() == [1000, 16_000]
    assert problem.travel.is_estimate
    assert problem.travel.slowdown is not None
    assert problem.travel.slowdown.shape == (2, 96)


def test_a_straight_line_when_asked_for_gives_a_marked_estimate() -> None:
    """A day without roads can be planned, and nobody mistakes its times for the road's."""
    day = example_day()
    day["travel"] = {"kind": "straight_line"}
    calibrated = read_problem(as_json(day)).travel
    day["travel"]["bands"] = [{"from_m": 0, "detour": 1.0, "speed_kmh": 36.0}]
    own = read_problem(as_json(day)).travel
    assert calibrated.is_estimate
    assert own.is_estimate
    assert np.array_equal(own.legs[:, :, 0], np.rint(own.legs[:, :, 1] / 10))


def _set(path: str, value: object) -> Change:
    """A change that puts a value at a path such as `requests.0.load.seats`."""

    def change(day: Day) -> None:
        *parents, last = path.split(".")
        here: Any = day
        for part in parents:
            here = here[int(part) if part.isdigit() else part]
        here[int(last) if last.isdigit() else last] = value

    return change


def _window(earliest: object, latest: object) -> Day:
    return {"earliest": earliest, "latest": latest}


FAULTS: dict[str, tuple[Change, type[InvalidInput], str]] = {
    "a field of the wrong type": (_set("requests.0.id", 7), InvalidField, "requests[0].id"),
    "a missing field": (lambda day: day["requests"][1].pop("load"), InvalidField, "requests[1].load"),
    "a misspelt field": (_set("requests.0.ride_alon", "ja"), InvalidField, "requests[0].ride_alon"),
    "a time in words": (
        _set("requests.0.pickup_window.earliest", "kvart i åtta"),
        InvalidField,
        "requests[0].pickup_window.earliest",
    ),
    "an unknown travel kind": (_set("travel.kind", "gissning"), InvalidField, "travel.kind"),
    "travel kept elsewhere": (
        _set("travel", {"kind": "matrix_file", "path": "a.npz"}),
        InvalidField,
        "travel.kind",
    ),
    "bands in the wrong order": (
        _set(
            "travel",
            {"kind": "straight_line", "bands": [{"from_m": 5, "detour": 1.2, "speed_kmh": 50}]},
        ),
        InvalidField,
        "travel.bands",
    ),
    "a later version": (_set("version", 2), UnsupportedVersion, "version"),
    "another document": (_set("skjuts", "plan"), UnreadableInput, "skjuts"),
    "two requests of one id": (_set("requests.1.id", "R1"), DuplicateId, "requests[1].id"),
    "two places of one id": (_set("places.2.id", "by"), DuplicateId, "places[2].id"),
    "two vehicles of one id": (_set("vehicles.1.id", "bil-1"), DuplicateId, "vehicles[1].id"),
    "two tariffs of one id": (
        lambda day: day["tariffs"].append({"id": "avtal"}),
        DuplicateId,
        "tariffs[1].id",
    ),
    "an unknown place": (_set("requests.0.pickup", "månen"), UnknownReference, "requests[0].pickup"),
    "an unknown start": (
        _set("vehicles.0.start_place", "månen"),
        UnknownReference,
        "vehicles[0].start_place",
    ),
    "an unknown tariff": (_set("vehicles.1.tariff", "x"), UnknownReference, "vehicles[1].tariff"),
    "an unknown published vehicle": (
        _set("requests.1.published_vehicle", "bil-9"),
        UnknownReference,
        "requests[1].published_vehicle",
    ),
    "a need that nobody meets": (
        _set("requests.0.needs", ["helikopter"]),
        UnknownReference,
        "requests[0].needs",
    ),
    "a priority without a price": (_set("requests.0.priority", 2), UnknownReference, "requests[0].priority"),
    "a zone without a row": (_set("places.1.zone", 2), InvalidInput, "places[1].zone"),
    "a quarter faster than free flow": (
        lambda day: day["slowdown"][1].__setitem__(3, 900),
        InvalidField,
        "slowdown[1][3]",
    ),
    "a negative load": (_set("requests.0.load.seats", -1), NegativeLoad, "requests[0].load.seats"),
    "negative escorts": (_set("requests.0.escorts", -1), NegativeLoad, "requests[0].escorts"),
    "no load": (_set("requests.1.load", {}), NegativeLoad, "requests[1].load"),
    "a negative layout": (_set("vehicles.0.layouts.1.seats", -2), NegativeLoad, "vehicles[0].layouts[1]"),
    "a wheelchair too many": (_set("requests.1.load.wheelchairs", 2), LoadTooLarge, "requests[1].load"),
    "room that no single layout has": (
        _set("requests.1.load", {"seats": 3, "wheelchairs": 1}),
        LoadTooLarge,
        "requests[1].load",
    ),
    "nine layouts": (_set("vehicles.0.layouts", [{"seats": 4}] * 9), InvalidField, "vehicles[0].layouts"),
    "no layouts": (_set("vehicles.0.layouts", []), InvalidField, "vehicles[0].layouts"),
    "three breaks": (
        lambda day: day["vehicles"][0]["shifts"][0]["breaks"].extend(
            [{"earliest": "13:00", "latest": "15:00", "duration_s": 60}] * 2
        ),
        InvalidField,
        "vehicles[0].shifts[0].breaks",
    ),
    "a break outside the shift": (
        _set("vehicles.0.shifts.0.breaks.0", {"earliest": "15:45", "latest": "16:30", "duration_s": 1800}),
        ImpossibleWindow,
        "vehicles[0].shifts[0].breaks[0]",
    ),
    "a shift that ends first": (
        _set("vehicles.1.shifts.0.end", "05:00"),
        ImpossibleWindow,
        "vehicles[1].shifts[0].end",
    ),
    "overlapping shifts": (
        lambda day: day["vehicles"][1]["shifts"].append({"start": "12:00", "end": "30:00"}),
        ImpossibleWindow,
        "vehicles[1].shifts[1].start",
    ),
    "km bands in the wrong order": (
        _set("tariffs.0.km_bands.0.from_m", 20_000),
        InvalidField,
        "tariffs[0].km_bands",
    ),
    "a ride cap that never holds": (
        lambda day: day["rules"]["ride_caps"].append(
            {"category": "dialys", "direct_up_to_s": 60, "max_detour_s": 60}
        ),
        InvalidField,
        "rules.ride_caps[2]",
    ),
    "a matrix with a hole": (_set("travel.seconds.1.2", None), MatrixHole, "travel.seconds[1][2]"),
    "a negative distance": (_set("travel.metres.2.0", -5), MatrixHole, "travel.metres[2][0]"),
    "a row too short": (lambda day: day["travel"]["seconds"][1].pop(), MatrixHole, "travel.seconds[1]"),
    "a row too few": (lambda day: day["travel"]["metres"].pop(), MatrixHole, "travel.metres"),
    "a window that ends first": (
        _set("requests.0.pickup_window", _window("09:00", "08:00")),
        ImpossibleWindow,
        "requests[0].pickup_window",
    ),
    "a dropoff out of reach": (
        _set("requests.0.dropoff_window", _window("07:00", "07:10")),
        ImpossibleWindow,
        "requests[0].dropoff_window",
    ),
    "a dropoff out of reach because of queues": (
        lambda day: (
            _set("places.1.zone", 1)(day),
            _set("requests.1.promised", _window("07:30", "07:30"))(day),
            _set("requests.1.dropoff_window", _window("07:00", "07:48"))(day),
        ),
        ImpossibleWindow,
        "requests[1].dropoff_window",
    ),
    "a dropoff so late that the ride is too long": (
        _set("requests.1.dropoff_window", _window("12:00", "13:00")),
        ImpossibleWindow,
        "requests[1].pickup_window",
    ),
    "a ride limit below the direct ride": (
        _set("requests.0.max_ride_s", 999),
        ImpossibleWindow,
        "requests[0].max_ride_s",
    ),
    "a promise outside the window": (
        _set("requests.1.promised", _window("10:00", "10:10")),
        ImpossibleWindow,
        "requests[1].promised",
    ),
    "a wait for nobody": (
        _set("requests.2.wait.outbound", "R9"),
        UnknownReference,
        "requests[2].wait.outbound",
    ),
    "a wait for itself": (_set("requests.2.wait.outbound", "R3"), InvalidField, "requests[2].wait.outbound"),
    "a wait elsewhere": (_set("requests.2.pickup", "garage"), InvalidField, "requests[2].wait"),
    "a visit too long": (
        _set("requests.2.wait.visit_s", 4 * 3600),
        ImpossibleWindow,
        "requests[2].wait.visit_s",
    ),
    "two waits for one ride": (
        lambda day: day["requests"].append({**day["requests"][2], "id": "R4"}),
        DuplicateId,
        "requests[3].wait.outbound",
    ),
    "a frozen stop of nobody": (
        _set("vehicles.0.shifts.0.frozen", [{"request": "R9", "kind": "pickup", "start": "07:30"}]),
        UnknownReference,
        "vehicles[0].shifts[0].frozen[0].request",
    ),
    "a frozen dropoff without its pickup": (
        _set("vehicles.0.shifts.0.frozen", [{"request": "R1", "kind": "dropoff", "start": "07:30"}]),
        InvalidField,
        "vehicles[0].shifts[0].frozen[0]",
    ),
    "a stop frozen twice": (
        _set("vehicles.0.shifts.0.frozen", [{"request": "R1", "kind": "pickup", "start": "07:30"}] * 2),
        DuplicateId,
        "vehicles[0].shifts[0].frozen[1]",
    ),
    "frozen stops back in time": (
        _set(
            "vehicles.0.shifts.0.frozen",
            [
                {"request": "R1", "kind": "pickup", "start": "07:30"},
                {"request": "R2", "kind": "pickup", "start": "07:20"},
            ],
        ),
        ImpossibleWindow,
        "vehicles[0].shifts[0].frozen[1].start",
    ),
    "sixty-one groups": (
        lambda day: day.update(
            requests=[
                {**day["requests"][0], "id": f"G{number}", "group": f"grupp {number}"} for number in range(61)
            ]
        ),
        InvalidField,
        "requests[].group",
    ),
}


@pytest.mark.parametrize(("change", "error", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_day_with_a_fault_is_refused_where_the_fault_is(
    change: Change, error: type[InvalidInput], field: str
) -> None:
    """The sender can go straight to the field, is told what to do, and no half-read day is planned."""
    day = example_day()
    change(day)
    with pytest.raises(error) as refusal:
        read_problem(as_json(day))
    assert refusal.value.field == field
    assert refusal.value.message
    assert refusal.value.remedy


BROKEN_FILES = {
    "empty": b"",
    "cut off": as_json(example_day())[:-40],
    "no object": b"[1, 2]",
    "no JSON": b"Ankomst;Avresa\n08:00;09:00\n",
    "no UTF-8": b'{"skjuts": "problem", "version": 1, "name": "\xe5"}',
    "deeply nested": b'{"skjuts":' + b"[" * 100_000,
    "a number out of range": b'{"skjuts": "problem", "version": 1, "name": 1e999}',
}


@pytest.mark.parametrize("data", BROKEN_FILES.values(), ids=BROKEN_FILES.keys())
def test_a_file_that_is_no_day_is_refused(data: bytes) -> None:
    """Whatever bytes arrive, the answer is an error for people and never a traceback."""
    with pytest.raises(InvalidInput) as refusal:
        read_problem(data)
    assert refusal.value.message.endswith(".")


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    """Editors on Windows put one first."""
    assert read_problem(b"\xef\xbb\xbf" + as_json(example_day())).name == "Påhittad dag"


def test_a_request_with_frozen_stops_is_not_asked_for_its_windows() -> None:
    """What has been driven has been driven, however late it was."""
    day = example_day()
    _set("requests.0.dropoff_window", _window("07:00", "07:10"))(day)
    _set("requests.2.wait", None)(day)
    frozen = [
        {"request": "R1", "kind": "pickup", "start": "07:30"},
        {"request": "R1", "kind": "dropoff", "start": "08:00"},
    ]
    _set("vehicles.0.shifts.0.frozen", frozen)(day)
    assert len(read_problem(as_json(day)).vehicles[0].shifts[0].frozen) == 2


@pytest.mark.parametrize(
    ("seconds", "told"), [(59, "59 s"), (60, "1 min"), (61, "2 min"), (7_200, "2 h"), (40_232, "11 h 11 min")]
)
def test_a_span_when_told_is_what_people_say(seconds: int, told: str) -> None:
    """Nobody mends 40 232 seconds."""
    assert tell_span(seconds) == told


def test_a_decimal_when_a_whole_number_is_wanted_is_called_so() -> None:
    """A whole number is a number too: the fault must tell them apart."""
    day = example_day()
    day["requests"][0]["escorts"] = 1.5
    with pytest.raises(InvalidField, match="ett heltal men är ett tal med decimaler") as raised:
        read_problem(as_json(day))
    assert raised.value.field == "requests[0].escorts"


def test_a_broken_file_when_read_tells_the_line_and_the_sign_of_the_fault() -> None:
    """Where an editor shows it, letters of two bytes and all."""
    with pytest.raises(UnreadableInput, match="rad 2, tecken 8"):
        read_problem('{\n"å": 1,,}'.encode())
