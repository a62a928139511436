"""Stations and areas as somebody writes them, a line each."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _

MOST_UNITS, MOST_LINES = 50, 60
STATION_PARTS, AREA_PARTS = 2, 3

type Area = tuple[str, float, frozenset[str]]
"""Name, calls a year, and the stations that are there in time."""


def read_stations(text: str) -> dict[str, int]:
    """Units by station, out of `name; units` a line. Raises ValidationError that names the line."""
    found: dict[str, int] = {}
    for line in _list_lines(text):
        parts = [one.strip() for one in line.split(";")]
        if len(parts) != STATION_PARTS or not parts[0] or parts[0] in found or not _is_count(parts[1]):
            raise forms.ValidationError(_("Skriv raden som station; enheter: %(line)s") % {"line": line})
        found[parts[0]] = int(parts[1])
    if found and not sum(found.values()):
        raise forms.ValidationError(_("Någon station behöver ha en enhet."))
    return found


def read_areas(text: str, stations: Collection[str]) -> list[Area]:
    """Areas out of `name; calls a year; stations` a line. Raises ValidationError that names the line."""
    return [_read_area(line, stations) for line in _list_lines(text)]


def _read_area(line: str, stations: Collection[str]) -> Area:
    parts = [one.strip() for one in line.split(";")]
    if len(parts) != AREA_PARTS or not parts[0] or not parts[1].isdecimal() or not int(parts[1]):
        raise forms.ValidationError(
            _("Skriv raden som område; larm om året; stationer: %(line)s") % {"line": line}
        )
    reached = frozenset(name for one in parts[2].split(",") if (name := one.strip()))
    if unknown := reached - set(stations):
        told = {"name": min(unknown), "line": line}
        raise forms.ValidationError(_("%(name)s finns inte bland stationerna: %(line)s") % told)
    return parts[0], float(parts[1]), reached


def _list_lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise forms.ValidationError(_("Högst %(most)s rader.") % {"most": MOST_LINES})
    return lines


def _is_count(text: str) -> bool:
    return text.isdecimal() and int(text) <= MOST_UNITS
