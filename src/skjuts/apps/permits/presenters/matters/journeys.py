"""The timetable's answer of an assessment: the latest way there, the first way home, or the obstacles."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from skjuts.apps.permits.presenters.matters.words import language, tell_date
from skjuts.core.kernel.service_time import format_service_time
from skjuts.web.elements import Status
from skjuts.web.formatting import format_distance


@dataclass(frozen=True, slots=True)
class ShownLeg:
    """A leg: when, and on foot or aboard what from where to where."""

    times: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class ShownWay:
    """A way: there or home. `legs` are the journey, or the nearest miss where there is none."""

    title: str
    status: Status
    sentences: tuple[str, ...]
    legs: tuple[ShownLeg, ...]
    is_near_miss: bool


@dataclass(frozen=True, slots=True)
class ShownTimetable:
    """What was asked and what was answered, by which feed."""

    question: str
    ways: tuple[ShownWay, ...]
    feed: str
    walks: str
    is_demonstration: bool


def show_timetable(written: str) -> ShownTimetable | None:
    """The stored answer; None when the timetable was not asked."""
    if not written:
        return None
    told = json.loads(written)
    question, stamp = told["question"], told["stamp"]
    ways = ((_("Dit"), told["outward"]), (_("Hem"), told["homeward"]))
    return ShownTimetable(
        question=_tell_question(question),
        ways=tuple(_way(title, way) for title, way in ways if way),
        feed=_("%(publisher)s, version %(version)s") % stamp,
        walks=told["walks_from"],
        is_demonstration=stamp["is_demonstration"],
    )


def _tell_question(question: Mapping[str, Any]) -> str:
    day = tell_date(dt.date.fromisoformat(question["day"]))
    times = [
        format_service_time(one)
        for one in (question["visit_start_s"], question["visit_end_s"])
        if one is not None
    ]
    walk = format_distance(question["traveller"]["walk_limit_m"], language())
    return _("%(home)s till %(place)s, besök %(times)s den %(day)s, går högst %(walk)s") % {
        "home": question["home"]["name"],
        "place": question["visit"]["name"],
        "times": "–".join(times),
        "day": day,
        "walk": walk,
    }


def _way(title: str, way: Mapping[str, Any]) -> ShownWay:
    journey = way["journey"] or next((one["near_miss"] for one in way["obstacles"] if one["near_miss"]), None)
    return ShownWay(
        title=title,
        status=_status(way["is_possible"]),
        sentences=tuple(one["sentence"] for one in way["obstacles"]),
        legs=tuple(_legs(journey["legs"])) if journey else (),
        is_near_miss=way["journey"] is None and journey is not None,
    )


def _status(is_possible: bool | None) -> Status:  # noqa: FBT001  (three values)
    if is_possible is None:
        return Status(_("Går inte att avgöra"), "warning", "circle-question-mark")
    if is_possible:
        return Status(_("Går"), "success", "circle-check")
    return Status(_("Går inte"), "danger", "circle-x")


def _legs(legs: Iterable[Mapping[str, Any]]) -> Iterable[ShownLeg]:
    for leg in legs:
        times = f"{format_service_time(leg['depart_s'])}–{format_service_time(leg['arrive_s'])}"
        if "metres" in leg:
            told = {"metres": leg["metres"], "start": leg["from_name"], "end": leg["to_name"]}
            yield ShownLeg(times, _("gå %(metres)s m från %(start)s till %(end)s") % told, "map-pin")
            continue
        told = {
            "line": f"{leg['mode']} {leg['line']}".strip(),
            "start": leg["from_halt"]["name"],
            "end": leg["to_halt"]["name"],
        }
        text = _("%(line)s från %(start)s till %(end)s") % told
        booked = leg["booking"]
        yield ShownLeg(
            times,
            _("%(text)s, måste beställas") % {"text": text} if booked else text,
            "train-front" if leg["mode"] == "tåg" else "bus",
        )
