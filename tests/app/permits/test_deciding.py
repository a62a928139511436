"""From application to decision: clock, proposal, who may decide, overrides, four eyes, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from django.db import ProgrammingError, transaction

from skjuts.apps.audit.models import Event
from skjuts.apps.permits.errors import NeedsReview, NotYourDecision, OverrideUnexplained
from skjuts.apps.permits.models import Application, Assessment, Decision, Permit
from skjuts.apps.permits.queries.applications import (
    list_delegated_decisions,
    list_overrides,
)
from skjuts.apps.permits.queries.queue import QueueFilter, list_queue
from skjuts.apps.permits.services.assess import replay_assessment
from skjuts.apps.permits.services.change_decision import (
    last_review_day,
    note_notice,
    review_override,
    revoke_permit,
)
from skjuts.apps.permits.services.decide import Considered, confirm_decision, propose_decision, send_back
from skjuts.apps.permits.services.handle import answer_completion, ask_completion
from skjuts.apps.permits.services.receive import NewApplication, receive_application
from skjuts.apps.permits.terms import ApplicationContent
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import InvalidField, InvalidTransition, NotAllowed
from tests.app.permits.small_book import make_book
from tests.app.permits.world import LAST, NEED, NOON, REASONS, TODAY, World
from tests.app.signed_in import Person, make_person

DAY = dt.timedelta(days=1)


def paper(world: World, kind: str = "paratransit", arrival: str = "post") -> Application:
    """A paper that an officer found this morning."""
    new = NewApplication(
        patient_id=world.patient().id,
        kind=kind,
        origin="paper",
        arrival=arrival,
        found_on=TODAY,
        content=ApplicationContent(words="Jag orkar inte till bussen.", facts={"purpose": "care"}),
    )
    return receive_application(actor=world.officer.actor, new=new, now=NOON, today=TODAY)


def ask(world: World, application: Application, today: dt.date = TODAY) -> None:
    """Ask for more."""
    ask_completion(
        actor=world.officer.actor,
        application_id=application.id,
        version=world.version(application),
        facts=["walking_limit"],
        text="",
        answer_by=today + 14 * DAY,
        now=NOON,
        today=today,
    )


def set_four_eyes(world: World, *outcomes: str) -> None:
    """The authority's own setting."""
    Authority.objects.filter(pk=world.ward.authority.id).update(settings={"permits": {"four_eyes": outcomes}})


def test_paper_when_found_in_the_post_then_came_the_working_day_before(world: World) -> None:
    """FL 22 §: the clock starts when it came, not when somebody opened the envelope."""
    assert paper(world).received_on == TODAY - DAY
    assert paper(world, arrival="handed_over").received_on == TODAY


def test_clock_when_completion_is_waited_for_then_stands_still(world: World) -> None:
    """The applicant's weeks are not the officer's."""
    application = paper(world)
    before = application.due_on
    ask(world, application)
    answer_completion(
        actor=world.officer.actor,
        application_id=application.id,
        version=world.version(application),
        received_on=TODAY + 7 * DAY,
        text="Femtio meter.",
        now=NOON + 7 * DAY,
        today=TODAY + 7 * DAY,
    )
    row = Application.objects.get(pk=application.id)
    assert (row.state, row.paused_days) == ("received", 7)
    assert before + 7 * DAY <= row.due_on <= before + 10 * DAY


def test_certificate_when_a_matter_waits_for_it_then_completes_it(world: World) -> None:
    """What the officer asked for comes from the ward without a second application."""
    application = paper(world, kind="patient_trip")
    ask(world, application)
    _, found = world.certify()
    assert found.id == application.id
    assert Application.objects.get().state == "received"


def test_assessment_when_stored_then_gives_the_same_answer_bit_for_bit(world: World) -> None:
    """An appeal is judged by what was known and in force, whatever books come later."""
    _, application = world.certify()
    weighed = world.assess(application)
    assert (weighed.proposal.outcome, weighed.proposal.travel_mode) == ("granted", "shared_taxi")
    world.books.book = make_book(walking_m=50)
    assert replay_assessment(Assessment.objects.get(pk=weighed.assessment.id))
    assert weighed.assessment.feed_version == "demo-1"


def test_assessment_when_a_fact_is_unknown_then_asks_and_refuses_nothing(world: World) -> None:
    """Unknown leads to completing the application, never to a no."""
    _, application = world.certify(msgspec.structs.replace(NEED, walking_limit_m=None))
    proposal = world.assess(application).proposal
    assert (proposal.standing, proposal.outcome) == ("complete", "")
    assert "walking_limit" in proposal.missing


def test_bus_when_the_timetable_does_not_fit_then_the_taxi_is_proposed(world: World) -> None:
    """The ladder is tried on the day's timetable, not on what somebody could in principle."""
    _, application = world.certify(msgspec.structs.replace(NEED, walking_limit_m=900))
    assert world.assess(application, timetable_fits=True).proposal.outcome == "denied"
    assert world.assess(application, timetable_fits=False).proposal.outcome == "granted"


def test_proposal_when_more_trips_are_asked_than_the_rule_gives_then_cut(world: World) -> None:
    """The terms that a page shows are cut to the rules' limits."""
    _, application = world.certify(msgspec.structs.replace(NEED, trips=30))
    weighed = world.assess(application)
    assert (weighed.proposal.outcome, weighed.terms.trips) == ("partly", 20)


def test_matter_when_no_book_is_in_force_then_the_officer_judges_alone(world: World) -> None:
    """A missing book stops nobody's right to an answer."""
    world.books.book = None
    _, application = world.certify()
    weighed = world.assess(application)
    assert weighed.proposal.standing == "judgement"
    assert world.decide(application).proposed_outcome == ""
    assert replay_assessment(weighed.assessment)


def test_decision_when_made_then_names_officer_right_law_and_rule(world: World) -> None:
    """The row carries all that a court asks for; the permit and its event come with it."""
    _, application = world.certify()
    world.assess(application)
    decision = world.decide(application)
    assert decision.by == world.officer.assignment.id
    assert (decision.right.point, decision.legal_basis) == ("4.2", "lag 1991:419 2 och 3 §§")
    assert decision.review_route == "legality_review"
    assert Permit.objects.get(decision=decision).trips_granted == 8
    assert Event.objects.get(name="decision.made").payload["letter"] == "decision_letter"


def test_decision_when_nothing_was_weighed_then_impossible(world: World) -> None:
    """A yes or no rests on an assessment."""
    _, application = world.certify()
    with pytest.raises(InvalidTransition):
        world.decide(application)


def test_decision_when_the_officer_has_no_right_then_refused(world: World) -> None:
    """Handling a matter is not deciding it."""
    _, application = world.certify()
    world.assess(application)
    clerk = make_person(Role.CASE_OFFICER, unit=world.officer.unit)
    with pytest.raises(NotYourDecision):
        world.decide(application, by=clerk)
    world.give_right(clerk, "granted")
    with pytest.raises(NotYourDecision):
        world.decide(application, by=clerk, outcome="denied")
    assert world.decide(application, by=clerk).outcome == "granted"


def test_decision_when_it_departs_from_the_rules_then_needs_a_reason_and_is_followed_up(world: World) -> None:
    """An officer may; the rule's owner learns from it."""
    _, application = world.certify()
    world.assess(application)
    with pytest.raises(OverrideUnexplained):
        world.decide(application, outcome="denied")
    made = world.decide(
        application, outcome="denied", override="fact_wrong", override_text="Dottern kör till varje besök."
    )
    found = list_overrides(world.second.actor, first=TODAY, last=TODAY, unseen=True)
    assert [one.id for one in found] == [made.id]
    told = {"decision_id": made.id, "finding": "sound", "text": "", "now": NOON}
    with pytest.raises(NotYourDecision):
        review_override(actor=world.officer.actor, **told)
    review_override(actor=world.second.actor, **told)
    assert not list_overrides(world.second.actor, first=TODAY, last=TODAY, unseen=True).exists()


def test_decision_when_four_eyes_are_set_then_a_second_officer_makes_it(world: World) -> None:
    """The authority says which outcomes two make; the first can never confirm."""
    set_four_eyes(world, "granted")
    _, application = world.certify()
    world.assess(application)
    with pytest.raises(NeedsReview):
        world.decide(application)
    told = {"application_id": application.id, "now": NOON, "today": TODAY}
    considered = Considered(outcome="granted", reasons=REASONS, terms=world.terms())
    propose_decision(
        actor=world.officer.actor, version=world.version(application), considered=considered, **told
    )
    with pytest.raises(NotYourDecision):
        confirm_decision(actor=world.officer.actor, version=world.version(application), **told)
    made = confirm_decision(actor=world.second.actor, version=world.version(application), **told)
    assert (made.prepared_by, made.by) == (world.officer.assignment.id, world.second.assignment.id)


def test_renewal_when_four_eyes_decide_then_takes_the_place_of_the_earlier_permit(world: World) -> None:
    """Two permits side by side would give twice the trips."""
    earlier = world.permit()
    set_four_eyes(world, "granted")
    _, application = world.certify()
    world.assess(application)
    told = {"application_id": application.id, "now": NOON, "today": TODAY}
    considered = Considered(outcome="granted", reasons=REASONS, terms=world.terms(), replaces_id=earlier.id)
    propose_decision(
        actor=world.officer.actor, version=world.version(application), considered=considered, **told
    )
    earlier.refresh_from_db()
    assert earlier.state == Permit.State.IN_FORCE
    made = confirm_decision(actor=world.second.actor, version=world.version(application), **told)
    earlier.refresh_from_db()
    assert earlier.state == Permit.State.REPLACED
    assert Permit.objects.get(decision=made).replaces_id == earlier.id


def test_proposed_decision_when_sent_back_then_is_weighed_again(world: World) -> None:
    """The second officer is no stamp."""
    set_four_eyes(world, "granted")
    _, application = world.certify()
    world.assess(application)
    told = {"application_id": application.id, "now": NOON, "today": TODAY}
    considered = Considered(outcome="granted", reasons=REASONS, terms=world.terms())
    propose_decision(
        actor=world.officer.actor, version=world.version(application), considered=considered, **told
    )
    send_back(actor=world.second.actor, version=world.version(application), reason="Fråga om bussen.", **told)
    assert Application.objects.get(pk=application.id).state == "assessed"


@pytest.mark.parametrize("outcome", ["dismissed", "written_off"])
def test_matter_when_it_is_not_tried_then_ends_without_an_assessment(world: World, outcome: str) -> None:
    """A withdrawn application is written off by a named officer too."""
    made = world.decide(paper(world), outcome=outcome)
    assert (made.assessment, made.permits.exists()) == (None, False)


def test_clinic_when_it_decides_then_another_than_the_issuer_does(world: World) -> None:
    """Both models live side by side by unit and day; nobody decides on an own certificate."""
    colleague = make_person(Role.CARE_STAFF, unit=world.ward.unit)
    for one in (world.ward.nurse, colleague):
        world.give_right(one)
    world.set_model("clinic_decides", world.ward.unit)
    _, application = world.certify()
    with pytest.raises(NotAllowed):
        world.assess(application)
    world.assess(application, by=colleague)
    with pytest.raises(NotYourDecision):
        world.decide(application, by=world.ward.nurse)
    assert world.decide(application, by=colleague).model == "clinic_decides"


@pytest.mark.parametrize(("model", "may"), [("centre_approves", True), ("central_decides", False)])
def test_booking_centre_when_it_is_its_model_then_decides(world: World, model: str, *, may: bool) -> None:
    """Staff certify and the centre approves, where and when the authority has said so."""
    world.give_right(world.agent)
    world.set_model(model)
    _, application = world.certify()
    if may:
        world.assess(application, by=world.agent)
        assert world.decide(application, by=world.agent).outcome == "granted"
    else:
        with pytest.raises(NotAllowed):
            world.assess(application, by=world.agent)


def test_paratransit_when_decided_then_goes_to_the_court_within_three_weeks_of_its_receipt(
    world: World,
) -> None:
    """Its own law, route and clock."""
    application = paper(world)
    world.assess(application)
    made = world.decide(application)
    assert made.review_route == "administrative_appeal"
    assert last_review_day(made) is None
    note_notice(
        actor=world.officer.actor, decision_id=made.id, event="received", on=TODAY + 3 * DAY, now=NOON
    )
    assert last_review_day(made) == TODAY + 24 * DAY


def test_patient_trip_when_decided_mechanically_then_has_no_review(world: World) -> None:
    """HFD 2019:10: the letter must not promise one."""
    _, application = world.certify()
    world.assess(application)
    assert world.decide(application, uses_judgement=False).review_route == "none"


def test_decided_matter_when_decided_again_then_impossible(world: World) -> None:
    """One decision; what comes after is a change with a ground."""
    _, application = world.certify()
    world.assess(application)
    made = world.decide(application)
    with pytest.raises(InvalidTransition):
        world.decide(application)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Decision.objects.filter(pk=made.id).update(outcome="denied")


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"travel_modes": ()}, "travel_modes"),
        ({"valid_to": TODAY - DAY}, "valid_to"),
        ({"trips": 0}, "trips"),
        ({"season": (1301, 430)}, "season"),
        ({"reassess_on": TODAY - DAY}, "reassess_on"),
        ({"reassess_on": LAST + DAY}, "reassess_on"),
    ],
)
def test_terms_when_no_permit_can_have_them_then_refused_at_their_field(
    world: World, fault: dict[str, Any], field: str
) -> None:
    """A permit that has ended is not looked at again; it is applied for."""
    _, application = world.certify()
    world.assess(application)
    with pytest.raises(InvalidField) as caught:
        world.decide(application, terms=world.terms(**fault))
    assert caught.value.field == field
    assert world.decide(application, terms=world.terms(reassess_on=LAST)).permits.get().reassess_on == LAST


@pytest.mark.parametrize(
    ("ground", "reserves", "allowed"),
    [
        ("safety", False, True),
        ("reserved", True, True),
        ("reserved", False, False),
        ("new_facts", False, False),
    ],
)
def test_permit_when_revoked_then_only_on_a_listed_ground(
    world: World, ground: str, *, reserves: bool, allowed: bool
) -> None:
    """FL 37 §: a favourable decision is not taken back because somebody changed their mind."""
    permit = world.permit(reserves_change=reserves)
    told = {"permit_id": permit.id, "ground": ground, "reasons": REASONS, "now": NOON, "today": TODAY}
    if allowed:
        revoke_permit(actor=world.officer.actor, **told)
        assert Event.objects.get(name="permit.revoked").payload["ground"] == ground
    else:
        with pytest.raises(InvalidField):
            revoke_permit(actor=world.officer.actor, **told)
    assert Permit.objects.get().state == ("revoked" if allowed else "in_force")


def test_board_when_it_meets_then_sees_every_delegated_decision_of_the_period(world: World) -> None:
    """KL 7:5-8: numbered, with who and by which point, and no patient."""
    world.permit()
    world.decide(paper(world), outcome="written_off")
    found = list_delegated_decisions(world.ward.admin.actor, first=TODAY, last=TODAY)
    assert [one.number for one in found] == [1, 2]
    assert list_delegated_decisions(world.ward.admin.actor, first=TODAY + DAY, last=TODAY + DAY).count() == 0
    with pytest.raises(NotAllowed):
        list_delegated_decisions(world.ward.nurse.actor, first=TODAY, last=TODAY)


def test_other_region_when_it_looks_then_sees_nothing(world: World) -> None:
    """The wall holds for health most of all."""
    stranger: Person = make_person(Role.CASE_OFFICER)
    _, application = world.certify()
    assert not list_queue(stranger.actor, QueueFilter()).exists()
    with pytest.raises(NotAllowed):
        world.assess(application, by=stranger)
