"""The unit's head grants and withdraws the right to certify; it is asked at the moment of use."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction
from pytest_django import DjangoAssertNumQueries

from skjuts.apps.audit.models import Event, Message
from skjuts.apps.registry.models import Assignment
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.errors import AlreadyDelegated, TrainingMissing
from skjuts.apps.training.models import DelegationStatus
from skjuts.apps.training.queries import may_certify
from skjuts.apps.training.rights import Hindrance, Right
from skjuts.apps.training.services.delegate import expire_delegations, withdraw_delegation
from skjuts.apps.training.services.soften import allow_softer_transition, end_softer_transition
from skjuts.core.kernel.errors import InvalidField, InvalidTransition, NotAllowed, NotFound
from tests.app.signed_in import Person, make_person, make_unit
from tests.app.training.ward import NOON, TODAY, YEAR, Ward

DAY = dt.timedelta(days=1)


def ask(person: Person, kind: str = "trip", now: dt.datetime = NOON) -> Right:
    """Ask as another app does."""
    return may_certify(assignment_id=person.assignment.id, kind=kind, now=now)


def test_right_when_trained_and_delegated_then_given(ward: Ward) -> None:
    """The chain of the nurse: test, grant, certify; the holder and other apps are told."""
    ward.take_test(ward.nurse)
    delegation = ward.delegate(ward.nurse, "trip")
    assert ask(ward.nurse).is_allowed
    assert ask(ward.nurse, "escort").hindrance is Hindrance.NO_DELEGATION
    assert Event.objects.get(name="delegation.granted").payload["kinds"] == ["trip"]
    assert Message.objects.get().key == f"delegation_granted:{delegation.id}"


def test_grant_when_training_is_missing_then_refused(ward: Ward) -> None:
    """No right without knowing the rules."""
    with pytest.raises(TrainingMissing):
        ward.delegate()
    assert not DelegationStatus.objects.exists()


def test_grant_when_by_a_substitute_then_counts(ward: Ward) -> None:
    """The ward does not stand still while its head is away."""
    ward.take_test(ward.nurse)
    ward.delegate(by=ward.substitute)
    assert ask(ward.nurse).is_allowed


@pytest.mark.parametrize("who", ["nurse", "admin", "author"])
def test_grant_when_by_anyone_else_then_looks_missing(ward: Ward, who: str) -> None:
    """Only the unit's own head gives the right."""
    ward.take_test(ward.nurse)
    with pytest.raises(NotFound):
        ward.delegate(by=getattr(ward, who))


def test_grant_when_by_the_head_of_another_unit_then_looks_missing(ward: Ward) -> None:
    """A head answers for her own unit."""
    stranger = make_person(Role.UNIT_MANAGER, unit=make_unit(ward.authority, "Avdelning 2"))
    ward.take_test(ward.nurse)
    with pytest.raises(NotFound):
        ward.delegate(by=stranger)


def test_grant_when_to_oneself_then_refused(ward: Ward) -> None:
    """Nobody gives herself a right; the substitute does."""
    ward.take_test(ward.head)
    with pytest.raises(NotAllowed):
        ward.delegate(ward.head)


def test_grant_when_one_for_the_same_days_stands_then_refused(ward: Ward) -> None:
    """Two grants for one thing would have to be withdrawn twice."""
    ward.take_test(ward.nurse)
    ward.delegate(ward.nurse, "trip")
    with pytest.raises(AlreadyDelegated):
        ward.delegate(ward.nurse, "trip", "escort", valid_from=TODAY + DAY)
    ward.delegate(ward.nurse, "escort")
    assert ask(ward.nurse, "escort").is_allowed


def test_grant_when_days_are_wrong_then_refused(ward: Ward) -> None:
    """The past cannot be delegated, and a grant has a last day after its first."""
    ward.take_test(ward.nurse)
    with pytest.raises(InvalidField):
        ward.delegate(valid_from=TODAY - DAY)
    with pytest.raises(InvalidField):
        ward.delegate(valid_from=TODAY, valid_to=TODAY - DAY)


def test_right_when_withdrawn_then_gone_at_once(ward: Ward) -> None:
    """The moment counts, not the day; the reason stays."""
    ward.take_test(ward.nurse)
    delegation = ward.delegate()
    later = NOON + dt.timedelta(hours=2)
    withdraw_delegation(
        actor=ward.substitute.actor, delegation_id=delegation.id, reason="Byter arbetsplats.", now=later
    )
    assert ask(ward.nurse, now=later - dt.timedelta(seconds=1)).is_allowed
    assert ask(ward.nurse, now=later).hindrance is Hindrance.WITHDRAWN
    assert DelegationStatus.objects.get(state="withdrawn").reason == "Byter arbetsplats."
    with pytest.raises(InvalidTransition):
        withdraw_delegation(
            actor=ward.head.actor, delegation_id=delegation.id, reason="Igen en gång", now=later
        )


def test_withdrawal_when_without_a_reason_then_refused(ward: Ward) -> None:
    """The one who loses a right may know why."""
    ward.take_test(ward.nurse)
    delegation = ward.delegate()
    with pytest.raises(InvalidField):
        withdraw_delegation(actor=ward.head.actor, delegation_id=delegation.id, reason=" ", now=NOON)


def test_withdrawal_when_by_the_authority_then_possible(ward: Ward) -> None:
    """Somebody must be able to, when the unit has no head."""
    ward.take_test(ward.nurse)
    delegation = ward.delegate()
    with pytest.raises(NotAllowed):
        withdraw_delegation(actor=ward.nurse.actor, delegation_id=delegation.id, reason="Vill inte", now=NOON)
    withdraw_delegation(
        actor=ward.admin.actor, delegation_id=delegation.id, reason="Enheten läggs ner.", now=NOON
    )
    assert not ask(ward.nurse).is_allowed


def test_right_when_the_last_day_has_passed_then_ended(ward: Ward) -> None:
    """Time takes the step, noted once by the nightly job."""
    ward.take_test(ward.nurse)
    ward.delegate(valid_to=TODAY)
    tomorrow = NOON + DAY
    assert ask(ward.nurse, now=tomorrow).hindrance is Hindrance.ENDED
    assert expire_delegations(authority_id=ward.authority.id, now=NOON) == 0
    assert expire_delegations(authority_id=ward.authority.id, now=tomorrow) == 1
    assert expire_delegations(authority_id=ward.authority.id, now=tomorrow) == 0
    assert Event.objects.filter(name="delegation.expired").count() == 1


def test_right_when_the_certificate_ends_then_gone(ward: Ward) -> None:
    """The delegation lasts longer than what it leans on; the right does not."""
    ward.take_test(ward.nurse)
    ward.delegate(valid_to=TODAY + 2 * YEAR)
    assert ask(ward.nurse, now=NOON + YEAR).is_allowed
    assert ask(ward.nurse, now=NOON + YEAR + DAY).hindrance is Hindrance.TRAINING_ENDED


def test_right_when_a_rule_changes_then_blocked_only_where_it_touches(ward: Ward) -> None:
    """A change about escorts stops nobody from certifying a trip; passing the micro-retraining ends it."""
    ward.take_test(ward.nurse)
    ward.delegate()
    change = ward.publish_change(topics="sallskap", now=NOON + DAY)
    now = NOON + 2 * DAY
    assert change.touches == ["escort"]
    assert ask(ward.nurse, "trip", now).is_allowed
    assert ask(ward.nurse, "ride_alone", now).is_allowed
    blocked = ask(ward.nurse, "escort", now)
    assert blocked.hindrance is Hindrance.RETRAINING_DUE
    assert [one.title for one in blocked.due] == ["Kursen andrat"]
    ward.take_test(ward.nurse, now=now, version=change)
    assert ask(ward.nurse, "escort", now).is_allowed


def test_right_when_trained_after_the_change_then_not_blocked(ward: Ward) -> None:
    """Whoever took a course that was published later has learnt it there."""
    from skjuts.apps.training.services.take_in_course import deliver_course
    from tests.app.training.small_course import make_course

    ward.publish_change(now=NOON - 2 * DAY)
    newer = deliver_course(authority=ward.authority, files=make_course(version="2"), now=NOON - DAY)
    ward.take_test(ward.nurse, version=newer)
    ward.delegate()
    assert ask(ward.nurse, "escort").is_allowed


def test_softer_transition_when_allowed_then_delegates_without_training(ward: Ward) -> None:
    """A summer's leniency for one ward, named people, and never past its last day."""
    allow_softer_transition(
        actor=ward.admin.actor,
        unit_id=ward.unit.id,
        valid_from=TODAY,
        valid_to=TODAY + 30 * DAY,
        reason="Bemanningsläget under sommaren.",
        now=NOON,
    )
    with pytest.raises(TrainingMissing, match="övergången slutar"):
        ward.delegate(valid_to=TODAY + 31 * DAY)
    ward.delegate(valid_to=TODAY + 30 * DAY)
    right = ask(ward.nurse)
    assert right.is_allowed
    assert right.is_softened
    assert not ask(ward.nurse, now=NOON + 31 * DAY).is_allowed


def test_softer_transition_when_ended_early_then_rights_go_with_it(ward: Ward) -> None:
    """What leaned on it falls at once."""
    transition = allow_softer_transition(
        actor=ward.admin.actor,
        unit_id=ward.unit.id,
        valid_from=TODAY,
        valid_to=TODAY + 30 * DAY,
        reason="Bemanningsläget under sommaren.",
        now=NOON,
    )
    ward.delegate(valid_to=TODAY + 10 * DAY)
    end_softer_transition(actor=ward.admin.actor, transition_id=transition.id, now=NOON + DAY)
    assert ask(ward.nurse, now=NOON + DAY).hindrance is Hindrance.NO_TRAINING
    with pytest.raises(InvalidTransition):
        end_softer_transition(actor=ward.admin.actor, transition_id=transition.id, now=NOON + DAY)


def test_softer_transition_when_asked_for_by_the_ward_itself_then_refused(ward: Ward) -> None:
    """Whoever is relieved does not decide on it, and it is never long."""
    days = {"valid_from": TODAY, "valid_to": TODAY + 30 * DAY}
    with pytest.raises(NotAllowed):
        allow_softer_transition(
            actor=ward.head.actor, unit_id=ward.unit.id, reason="Vi hinner inte.", now=NOON, **days
        )
    days["valid_to"] = TODAY + YEAR
    with pytest.raises(InvalidField):
        allow_softer_transition(
            actor=ward.admin.actor, unit_id=ward.unit.id, reason="Vi hinner inte.", now=NOON, **days
        )


def test_right_when_the_assignment_is_suspended_or_elsewhere_then_none(ward: Ward) -> None:
    """Who does not work there does not certify there; another region's person looks like nobody."""
    ward.take_test(ward.nurse)
    ward.delegate()
    Assignment.objects.filter(id=ward.nurse.assignment.id).update(suspended_at=NOON)
    assert ask(ward.nurse).hindrance is Hindrance.NOT_WORKING
    with entering(authorities=[]):
        assert ask(ward.nurse).hindrance is Hindrance.NOT_WORKING


def test_question_when_asked_then_costs_at_most_six_queries(
    ward: Ward, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """It is asked on every certificate."""
    ward.take_test(ward.nurse)
    ward.delegate()
    ward.publish_change()
    with django_assert_max_num_queries(6):
        ask(ward.nurse)


def test_steps_when_somebody_rewrites_them_then_the_database_refuses(ward: Ward) -> None:
    """What was granted was granted."""
    ward.take_test(ward.nurse)
    ward.delegate()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        DelegationStatus.objects.update(reason="Annan")
