"""What could not be delivered or sent, and the buttons of the one who operates the house."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from skjuts.apps.audit.models import Delivery, Message
from skjuts.apps.audit.services import enqueue_message, publish_event
from skjuts.apps.audit.subscriptions import subscribed
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Person:
    """Who sees to deliveries and messages."""
    return make_person(Role.SYSTEM_ADMIN)


def make_stuck(home: Person) -> tuple[UUID, UUID]:
    """A parked delivery and a dead message of the person's authority, with something secret in each."""
    authority_id = home.authority.id
    with entering(authorities=[authority_id]), subscribed("tests.stuck", handler="tests.h", function=print):
        publish_event(
            name="tests.stuck",
            aggregate_id=uuid4(),
            authority_id=authority_id,
            actor=None,
            payload={"name": "Åsa Hemlig"},
        )
        enqueue_message(
            channel="mail", key=str(uuid4()), authority_id=authority_id, payload={"to": "asa@exempel.se"}
        )
        Delivery.objects.update(state="parked", failure="ZeroDivisionError", attempts=5)
        Message.objects.update(state="dead", failure="UpstreamRefused", attempts=1)
        return Delivery.objects.get().id, Message.objects.get().id


def state_of(home: Person, model: type[Delivery | Message]) -> str:
    """How the only one stands."""
    with entering(authorities=[home.authority.id]):
        return model.objects.get().state


def act(person: Person, name: str, number: UUID) -> int:
    """Press a button; the status of the answer."""
    told = {"idempotency_key": str(uuid4())}
    return person.client.post(reverse(f"audit:{name}", args=[number]), told).status_code


def test_page_when_something_is_stuck_shows_kinds_and_never_content(operator: Person) -> None:
    """The operator mends the way, and has no business with what travels on it."""
    delivery, message = make_stuck(operator)
    page = operator.client.get(reverse("audit:flow")).content.decode()
    assert "tests.stuck" in page
    for button in ("retry-delivery", "retry-message", "drop-message"):
        number = delivery if button == "retry-delivery" else message
        assert reverse(f"audit:{button}", args=[number]) in page
    assert "Hemlig" not in page
    assert "asa@" not in page


@pytest.mark.parametrize(
    ("button", "model", "state"),
    [
        ("retry-delivery", Delivery, "waiting"),
        ("retry-message", Message, "waiting"),
        ("drop-message", Message, "dropped"),
    ],
)
def test_button_when_pressed_does_what_it_says_once(
    operator: Person, button: str, model: type[Delivery | Message], state: str
) -> None:
    """And pressed again finds nothing to do."""
    delivery, message = make_stuck(operator)
    number = delivery if model is Delivery else message
    assert act(operator, button, number) == 302
    assert state_of(operator, model) == state
    assert act(operator, button, number) == 404


@pytest.mark.parametrize("button", ["retry-delivery", "retry-message", "drop-message"])
def test_button_when_pressed_by_somebody_else_changes_nothing(operator: Person, button: str) -> None:
    """Neither another role nor another authority's operator."""
    delivery, message = make_stuck(operator)
    number = delivery if button == "retry-delivery" else message
    strangers = (
        make_person(Role.AUTHORITY_ADMIN, authority=operator.authority),
        make_person(Role.SYSTEM_ADMIN),
    )
    assert [act(one, button, number) for one in strangers] == [404, 404]
    assert (state_of(operator, Delivery), state_of(operator, Message)) == ("parked", "dead")
