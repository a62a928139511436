"""Settings of permits: proposed by one, approved by another, from a day on; and what then holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from skjuts.apps.audit.models import Event
from skjuts.apps.permits.errors import NeedsReview, OwnSetting
from skjuts.apps.permits.models import PermitSetting
from skjuts.apps.permits.queries.settings import find_four_eyes, find_trip_prices
from skjuts.apps.permits.services.set_permits import approve_setting, decline_setting, propose_setting
from skjuts.apps.permits.waiting import waiting_work
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import Conflict, InvalidField, InvalidTransition, NotAllowed
from tests.app.permits.sending import send
from tests.app.permits.world import NOON, TODAY, World
from tests.app.signed_in import make_person

DAY = dt.timedelta(days=1)
WHY = "Nämnden har beslutat det."
REFUSALS = {"patient_trip": ["denied"]}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the day on which the world lives."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def propose(world: World, value: dict[str, Any] | None = None, **told: Any) -> PermitSetting:  # noqa: ANN401
    """An officer proposes."""
    given = {
        "name": "four_eyes",
        "value": REFUSALS if value is None else value,
        "in_force_from": TODAY,
        **told,
    }
    return propose_setting(actor=world.officer.actor, reason=WHY, now=NOON, today=TODAY, **given)


def approve(world: World, row: PermitSetting) -> PermitSetting:
    """The administrator approves."""
    told = {"reason": WHY, "now": NOON, "today": TODAY}
    return approve_setting(actor=world.ward.admin.actor, setting_id=row.id, **told)


def test_four_eyes_when_approved_then_two_make_that_outcome_from_the_day_on(world: World) -> None:
    """Nothing holds before a second person has approved it, and nothing before its day."""
    row = propose(world, in_force_from=TODAY + DAY)
    authority = world.ward.authority.id
    assert find_four_eyes(authority, "patient_trip", TODAY + DAY) == frozenset()
    approve(world, row)
    assert find_four_eyes(authority, "patient_trip", TODAY) == frozenset()
    assert find_four_eyes(authority, "patient_trip", TODAY + DAY) == {"denied"}
    assert find_four_eyes(authority, "paratransit", TODAY + DAY) == frozenset()
    names = set(Event.objects.filter(aggregate_id=row.id).values_list("name", flat=True))
    assert names == {"permit_setting.proposed", "permit_setting.approved"}


def test_decision_when_four_eyes_are_approved_then_one_officer_is_not_enough(world: World) -> None:
    """The setting bites where decisions are made."""
    approve(world, propose(world, {"patient_trip": ["granted"]}))
    _, application = world.certify()
    world.assess(application)
    with pytest.raises(NeedsReview):
        world.decide(application)


def test_setting_when_approved_by_its_own_author_then_refused_here_and_in_the_database(world: World) -> None:
    """Two people are two people."""
    admin = world.ward.admin.actor
    row = propose_setting(
        actor=admin, name="four_eyes", value={}, in_force_from=TODAY, reason=WHY, now=NOON, today=TODAY
    )
    with pytest.raises(OwnSetting):
        approve_setting(actor=admin, setting_id=row.id, reason=WHY, now=NOON, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PermitSetting.objects.filter(pk=row.id).update(
            state="approved", settled_by_staff=row.proposed_by_staff, settled_at=NOON
        )


def test_setting_when_the_officer_would_approve_then_not_allowed(world: World) -> None:
    """Officers propose; the administrator approves."""
    row = propose(world)
    with pytest.raises(NotAllowed):
        approve_setting(actor=world.second.actor, setting_id=row.id, reason=WHY, now=NOON, today=TODAY)


def test_setting_when_declined_or_taken_back_then_it_never_holds_and_stays_in_the_history(
    world: World,
) -> None:
    """What was proposed and why it came to nothing can be read years later."""
    declined = decline_setting(
        actor=world.ward.admin.actor, setting_id=propose(world).id, reason=WHY, now=NOON
    )
    taken_back = decline_setting(
        actor=world.officer.actor, setting_id=propose(world).id, reason=WHY, now=NOON
    )
    assert (declined.state, taken_back.state) == ("declined", "taken_back")
    assert find_four_eyes(world.ward.authority.id, "patient_trip", TODAY) == frozenset()
    with pytest.raises(InvalidTransition):
        approve(world, declined)


def test_setting_when_its_day_is_past_or_taken_then_refused(world: World) -> None:
    """Nobody was judged by a rule that came afterwards; and one day has one setting."""
    with pytest.raises(InvalidField):
        propose(world, in_force_from=TODAY - DAY)
    first, other = propose(world), propose(world)
    approve(world, first)
    with pytest.raises(Conflict):
        approve(world, other)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("four_eyes", {"patient_trip": ["written_off"]}),
        ("four_eyes", {"flight": []}),
        ("trip_prices", {"taxi_alone": {"start_ore": -1, "km_ore": 1}}),
        ("trip_prices", {"taxi_alone": {"start_ore": 1}}),
        ("trip_prices", {"balloon": {"start_ore": 1, "km_ore": 1}}),
    ],
)
def test_setting_when_it_says_what_no_form_gives_then_refused(
    world: World, name: str, value: dict[str, Any]
) -> None:
    """A setting that cannot be read would stop every decision."""
    with pytest.raises(InvalidField):
        propose(world, value, name=name)


def test_settings_when_an_authority_began_with_some_then_they_hold_until_others_are_approved(
    world: World,
) -> None:
    """What stood in the authority's settings before there was a page goes on."""
    authority = world.ward.authority.id
    begun = {
        "permits": {"four_eyes": ["denied"], "trip_prices": {"taxi_alone": {"start_ore": 1, "km_ore": 2}}}
    }
    Authority.objects.filter(pk=authority).update(settings=begun)
    assert find_four_eyes(authority, "paratransit", TODAY) == {"denied"}
    assert find_trip_prices(authority, TODAY)["taxi_alone"]["km_ore"] == 2
    approve(world, propose(world, {"patient_trip": ["granted"]}))
    assert find_four_eyes(authority, "paratransit", TODAY) == frozenset()
    assert find_four_eyes(authority, "patient_trip", TODAY) == {"granted"}


def test_prices_when_proposed_and_approved_by_form_then_they_are_compared_by(world: World) -> None:
    """From form to setting, in kronor and öre; half a price is refused at its field."""
    page = "/resor/installningar/priser/"
    told = {"in_force_from": TODAY.isoformat(), "reason": WHY, "taxi_alone_start": "60"}
    half = send(world.officer.client, page, **told)
    assert half.status_code == 422
    assert "Fyll i båda delarna av priset" in half.text
    made = send(world.officer.client, page, **told, taxi_alone_km="23,50")
    assert made.status_code == 302
    address = made.headers["Location"]
    assert "Godkänn" not in world.officer.client.get(address).text.replace("Godkänd", "")
    assert "23,50" in world.ward.admin.client.get(address).text
    assert send(world.ward.admin.client, address, approve="1", reason=WHY).status_code == 302
    prices = find_trip_prices(world.ward.authority.id, TODAY)
    assert prices == {"taxi_alone": {"start_ore": 6_000, "km_ore": 2_350}}
    assert "23,50" in world.officer.client.get("/resor/installningar/").text


def test_start_page_when_a_setting_or_a_matter_waits_then_it_says_so(world: World) -> None:
    """The administrator finds the proposal, the officer the matters, and nobody is named."""
    propose(world)
    _, application = world.certify()
    titles = {one.title for one in waiting_work(world.ward.admin.actor, TODAY)}
    assert "Inställningar att godkänna" in titles
    free = next(one for one in waiting_work(world.officer.actor, TODAY) if one.title == "Ärenden att ta")
    assert f"A-{application.id.hex[:8]}" in free.items[0].label


def test_search_when_a_number_is_written_then_the_matter_and_the_decision_are_found(world: World) -> None:
    """As letters say it, with or without signs; others than officers find nothing."""
    _, application = world.certify()
    world.assess(application)
    decision = world.decide(application)
    number = f"A-{application.id.hex[:8]}"
    for words in (number, number.lower(), application.id.hex[:8]):
        assert f"/resor/arenden/{application.id}/" in send(world.officer.client, "/sok/", q=words).text
    found = send(world.officer.client, "/sok/", q=f"{decision.year}-{decision.number}").text
    assert f"/resor/beslut/{decision.id}/" in found
    reader = make_person(Role.CONTROLLER, unit=world.officer.assignment.unit)
    assert str(application.id) not in send(reader.client, "/sok/", q=number).text
