"""Builders of what log review and deliveries are about."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from skjuts.apps.audit.models import Alert, Delivery, Event, Message, Review, ReviewItem
from skjuts.apps.tenancy.scope import entering
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World


def _case(world: World, relation: Relation) -> dict[str, object]:
    """Somebody at the unit once looked at somebody."""
    unit, now = world.unit_in(relation), timezone.now()
    return {
        "authority_id": unit.authority_id,
        "day": timezone.localdate(),
        "staff_id": uuid4(),
        "unit_id": unit.id,
        "patient_id": uuid4(),
        "accesses": 1,
        "first_at": now,
        "last_at": now,
        "score": 5.0,
        "signals": ["no_errand", "print"],
    }


def _review(world: World, relation: Relation) -> ReviewItem:
    """A drawn review of one case."""
    case, today = _case(world, relation), timezone.localdate()
    review = Review.objects.create(
        authority_id=case["authority_id"],
        kind="alert",
        state="waiting",
        first_day=today,
        last_day=today,
        population=1,
        due_on=today,
    )
    return ReviewItem.objects.create(review=review, origin="alert", **case)


@builder("log_review", review_id=NOBODY)
def build_review(world: World, relation: Relation) -> Arguments:
    """A review of the unit's authority."""
    with entering(authorities=[world.unit_in(relation).authority_id]):
        return {"review_id": str(_review(world, relation).review_id)}


@builder("log_case", review_id=NOBODY, item_id=NOBODY)
def build_case(world: World, relation: Relation) -> Arguments:
    """A case of such a review."""
    with entering(authorities=[world.unit_in(relation).authority_id]):
        item = _review(world, relation)
    return {"review_id": str(item.review_id), "item_id": str(item.id)}


@builder("alert", alert_id=NOBODY)
def build_alert(world: World, relation: Relation) -> Arguments:
    """An alert about somebody at the unit."""
    with entering(authorities=[world.unit_in(relation).authority_id]):
        return {"alert_id": str(Alert.objects.create(**_case(world, relation)).id)}


@builder("parked_delivery", delivery_id=NOBODY)
def build_delivery(world: World, relation: Relation) -> Arguments:
    """A parked delivery in the unit's authority."""
    authority_id = world.unit_in(relation).authority_id
    with entering(authorities=[authority_id]):
        event = Event.objects.create(
            authority_id=authority_id, name="matrix.seen", aggregate_id=uuid4(), number=1
        )
        made = Delivery.objects.create(
            authority_id=authority_id,
            event=event,
            handler="matrix.nobody",
            aggregate_id=event.aggregate_id,
            number=1,
            state="parked",
        )
    return {"delivery_id": str(made.id)}


@builder("dead_message", message_id=NOBODY)
def build_message(world: World, relation: Relation) -> Arguments:
    """A dead message in the unit's authority."""
    authority_id = world.unit_in(relation).authority_id
    with entering(authorities=[authority_id]):
        made = Message.objects.create(
            authority_id=authority_id,
            channel="matrix",
            key=str(uuid4()),
            number=1,
            payload="{}",
            state="dead",
        )
    return {"message_id": str(made.id)}
