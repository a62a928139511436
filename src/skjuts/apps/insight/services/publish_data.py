"""Open data prepared by one, published by another, and taken back with a reason: rows that are added."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from skjuts.apps.insight.errors import NoTrips, PublicationMoved, SecondLookNeeded
from skjuts.apps.insight.models import Publication, PublicationStep
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.queries.ledger import ORDINARY, find_trips
from skjuts.apps.insight.queries.publications import form_tables, get_publication
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import check_text, sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import Month
from skjuts.core.kernel.errors import InvalidField

LONGEST_MONTHS = 60
NAME_DIGITS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPublication:
    """What is to be published: its name, what it is, which months, and the first day anybody may see it."""

    title: str
    about: str
    first: Month
    last: Month
    free_on: dt.date


@transaction.atomic
def prepare_publication(*, actor: Actor, new: NewPublication, now: dt.datetime) -> Publication:
    """Form the tables of a period and keep them. The same name again is its next version.

    Raises `NoTrips`, and `InvalidField` for months that are not there.
    """
    require_write(actor)
    check_text(new.title, field="title", now=now)
    check_text(new.about, field="about", now=now)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    _require_months(new, trips.span)
    name = slugify(new.title)[:NAME_DIGITS]
    if not name:
        raise InvalidField("Ge datamängden ett namn med bokstäver.", field="title")
    made = Publication.objects.create(
        authority_id=actor.authority_id,
        name=name,
        version=Publication.objects.filter(authority_id=actor.authority_id, name=name).count() + 1,
        title=" ".join(new.title.split()),
        about=new.about.strip(),
        first_month=new.first,
        last_month=new.last,
        tables=[one.write() for one in form_tables(trips, new.first, new.last)],
        population=ORDINARY.within(new.first, new.last).label(),
        source="; ".join(trips.sources),
        edition=trips.edition,
        free_on=new.free_on,
        prepared_by_staff=actor.staff_id,
        signed=sign(actor),
        prepared_at=now,
    )
    tell("publication_prepared", made, actor, name=made.name, version=made.version)
    return made


@transaction.atomic
def publish(*, actor: Actor, publication_id: UUID, now: dt.datetime) -> PublicationStep:
    """Let everybody read it from its day on. Raises `SecondLookNeeded` for whoever prepared it."""
    found = get_publication(actor, publication_id)
    require_write(actor, found.authority_id)
    if found.prepared_by_staff == actor.staff_id:
        raise SecondLookNeeded
    if found.steps.exists():
        raise PublicationMoved
    return _take_step(found, PublicationStep.Kind.PUBLISHED, "", actor, now)


@transaction.atomic
def withdraw_publication(
    *, actor: Actor, publication_id: UUID, reason: str, now: dt.datetime
) -> PublicationStep:
    """Take it back, with why; that it was there, and why it is not, stays to be read."""
    found = get_publication(actor, publication_id)
    require_write(actor, found.authority_id)
    check_text(reason, field="reason", now=now)
    return _take_step(found, PublicationStep.Kind.WITHDRAWN, reason.strip(), actor, now)


def _require_months(new: NewPublication, span: tuple[Month, Month]) -> None:
    if not span[0] <= new.first <= new.last <= span[1]:
        raise InvalidField("Det finns inte resor för hela perioden.", field="last")
    if new.last - new.first >= LONGEST_MONTHS:
        raise InvalidField("Välj högst fem år.", field="first")


def _take_step(
    found: Publication, kind: PublicationStep.Kind, reason: str, actor: Actor, now: dt.datetime
) -> PublicationStep:
    try:
        with transaction.atomic():
            step = PublicationStep.objects.create(
                authority_id=found.authority_id,
                publication=found,
                kind=kind,
                reason=reason,
                taken_by_staff=actor.staff_id,
                signed=sign(actor),
                taken_at=now,
            )
    except IntegrityError as error:
        raise PublicationMoved from error
    tell(f"publication_{kind.value}", found, actor, name=found.name, version=found.version)
    return step
