"""Builders of log reviews, alerts, and what could not be delivered or sent."""

from __future__ import annotations

import itertools
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from skjuts.apps.audit.models import Alert, Delivery, Event, Message, Review, ReviewItem
from skjuts.apps.audit.services import publish_event
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.signed_in import Person

_numbers = itertools.count(1)


def case_of(reader: Person) -> dict[str, object]:
    """What a reader did with somebody on a day."""
    now = timezone.now()
    return {
        "authority_id": reader.authority.id,
        "day": timezone.localdate() - timedelta(days=1),
        "staff_id": reader.staff.id,
        "unit_id": reader.unit.id,
        "patient_id": uuid4(),
        "accesses": 3,
        "first_at": now,
        "last_at": now,
    }


def make_review(world: World, relation: Relation) -> tuple[Review, ReviewItem]:
    """A review that waits, with one case."""
    reader = world.keeper_of(relation, Role.CARE_STAFF)
    day = timezone.localdate()
    with entering(authorities=[reader.authority.id]):
        review = Review.objects.create(
            authority_id=reader.authority.id,
            kind="alert",
            state="waiting",
            first_day=day,
            last_day=day,
            population=1,
            due_on=day,
        )
        item = ReviewItem.objects.create(**case_of(reader), review=review, origin="alert")
    return review, item


@builder("review", review_id=NOBODY)
def build_review(world: World, relation: Relation) -> Arguments:
    """A review."""
    return {"review_id": str(make_review(world, relation)[0].id)}


@builder("review_case", review_id=NOBODY, item_id=NOBODY)
def build_case(world: World, relation: Relation) -> Arguments:
    """A case of a review."""
    review, item = make_review(world, relation)
    return {"review_id": str(review.id), "item_id": str(item.id)}


@builder("alert", alert_id=NOBODY)
def build_alert(world: World, relation: Relation) -> Arguments:
    """An alert that nobody has opened."""
    reader = world.keeper_of(relation, Role.CARE_STAFF)
    with entering(authorities=[reader.authority.id]):
        alert = Alert.objects.create(**case_of(reader))
    return {"alert_id": str(alert.id)}


@builder("parked_delivery", delivery_id=NOBODY)
def build_delivery(world: World, relation: Relation) -> Arguments:
    """A delivery that was given up."""
    authority = world.unit_in(relation).authority
    with entering(authorities=[authority.id]):
        aggregate = uuid4()
        publish_event(
            name="rights.tried", aggregate_id=aggregate, authority_id=authority.id, actor=None, payload={}
        )
        event = Event.objects.get(aggregate_id=aggregate)
        delivery = Delivery.objects.create(
            authority_id=authority.id,
            event=event,
            handler="rights.none",
            aggregate_id=aggregate,
            number=event.number,
            state="parked",
        )
    return {"delivery_id": str(delivery.id)}


@builder("dead_message", message_id=NOBODY)
def build_message(world: World, relation: Relation) -> Arguments:
    """A message that could not be sent."""
    authority = world.unit_in(relation).authority
    number = next(_numbers)
    with entering(authorities=[authority.id]):
        message = Message.objects.create(
            authority_id=authority.id, channel="mail", key=f"rights-{number}", number=number, state="dead"
        )
    return {"message_id": str(message.id)}
