"""Invented years of trips, read in as a region reads in its own history: what follow-up is shown on."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from skjuts.adapters.warehouse import import_trips, read_shelf
from skjuts.apps.insight.services.gather_trips import gather_trips
from skjuts.apps.registry.models import Authority
from skjuts.core.followup.months import month_of
from skjuts.rehearsal.year import write_years
from skjuts.rehearsal.year.writing import NOTE

REGION = "jamtland-harjedalen"
NAME = "Inläst historik"


def read_trips_in(seed: int, scale: float, now: dt.datetime) -> None:
    """Draw the years up to last month and read them in; nothing where trips are there already."""
    authority = Authority.objects.get(slug=REGION)
    folder: Path = settings.ENVIRONMENT.warehouse / str(authority.id)
    if read_shelf(folder).intakes:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "trips.parquet"
        write_years(path, month_of(now.date()) - 1, seed, scale)
        import_trips(folder, path, NAME, now.strftime("%Y%m%dT%H%M%S"), NOTE)


def gather_own_trips(now: dt.datetime) -> None:
    """Bring the trips that patients claimed for their own cars, as the nightly work does."""
    authority = Authority.objects.get(slug=REGION)
    gather_trips(authority_id=authority.id, today=timezone.localdate(now))
