"""The live hint of a certificate: the book in force, the day's timetable, and what the register knows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from skjuts.apps.permits.first_content import Known
from skjuts.apps.permits.queries.books import find_book
from skjuts.apps.permits.terms import CertificateContent, Visit
from skjuts.apps.registry.models import Authority, Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.care_catalogues import care_catalogues
from skjuts.core.ports.timetables import timetables

if TYPE_CHECKING:
    from skjuts.apps.permits.climbing import Surroundings
    from skjuts.apps.permits.hinting import Hint

KIND = "patient_trip"


def hint_certificate(*, actor: Actor, content: CertificateContent, known: Known, today: dt.date) -> Hint:
    """What the rules would say on the day of the visit, or today. Nothing is stored."""
    # Half a second, the first time that somebody asks: the timetable's compiled search comes with it.
    from skjuts.apps.permits.hinting import hint  # noqa: PLC0415

    day = content.visit_day or content.valid_from or today
    visit = Visit(
        home=known.door or known.locality,
        place=_find_place(actor, content),
        start_s=content.visit_start_s,
        end_s=content.visit_end_s,
    )
    return hint(
        find_book(actor.authority_id, KIND, day),
        content,
        known=known.facts,
        travel_day=day,
        visit=visit,
        around=_look_around(actor, day),
    )


def _find_place(actor: Actor, content: CertificateContent) -> str:
    if content.care_unit is None:
        return content.to_place
    unit = Unit.objects.filter(pk=content.care_unit, authority_id=actor.authority_id).first()
    return unit.municipality if unit else ""


def _look_around(actor: Actor, day: dt.date) -> Surroundings:
    from skjuts.apps.permits.climbing import Surroundings  # noqa: PLC0415

    try:
        feed = timetables.get().find_feed(day)
        slug = Authority.objects.get(pk=actor.authority_id).slug
        return Surroundings(feed=feed, catalogue=care_catalogues.get().find_catalogue(slug))
    except BadConfiguration:
        return Surroundings()
