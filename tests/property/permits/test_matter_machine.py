"""A matter from certificate to permit, with steps tried in any order by anybody.

A second model, a few flags, says which steps are possible. Every other one must be refused, and whatever
happens, the laws below hold: nothing is decided without an officer, no more is used than was granted.
"""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from skjuts.apps.permits.models import Application, Decision, Permit, PermitUse
from skjuts.apps.permits.services.assess import replay_assessment
from skjuts.apps.permits.services.change_decision import relinquish_permit, revoke_permit
from skjuts.apps.permits.services.decide import Considered, confirm_decision, propose_decision, send_back
from skjuts.apps.permits.services.handle import answer_completion, ask_completion
from skjuts.apps.permits.services.use_permit import expire_permits, give_back, use_permit
from skjuts.core.kernel.errors import SkjutsError
from tests.app.permits.world import LAST, NOON, REASONS, TODAY, open_world

DAY = dt.timedelta(days=1)
TRIPS = 3


class MatterMachine(RuleBasedStateMachine):
    """One matter and its permit; `state` and `stands` are what the model believes."""

    @initialize()
    def open(self) -> None:
        """Certify in a transaction that is rolled back."""
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.world = self.stack.enter_context(open_world())
        _, self.matter = self.world.certify()
        self.state, self.stands, self.proposer = "received", False, None
        self.used: dict[str, int] = {}

    def told(self) -> dict:
        """What every step of the matter is told."""
        version = Application.objects.get(pk=self.matter.id).version
        return {"application_id": self.matter.id, "version": version, "now": NOON, "today": TODAY}

    def officer(self, who: int) -> object:
        """One of two."""
        return (self.world.officer, self.world.second)[who]

    def attempt(self, *, possible: bool, act: object) -> bool:
        """Try a step; it goes exactly when the model says so, and a refused one leaves nothing."""
        try:
            with transaction.atomic():
                act()
        except SkjutsError:
            assert not possible
            return False
        assert possible
        return True

    @rule(who=st.integers(0, 1))
    def assess(self, who: int) -> None:
        """Weigh it."""
        possible = self.state in {"received", "assessed"}
        if self.attempt(possible=possible, act=lambda: self.world.assess(self.matter, by=self.officer(who))):
            self.state = "assessed"

    @rule()
    def ask(self) -> None:
        """Ask for more."""
        told = {**self.told(), "facts": ["walking_limit"], "text": "", "answer_by": TODAY + DAY}
        possible = self.state in {"received", "assessed"}
        actor = self.world.officer.actor
        if self.attempt(possible=possible, act=lambda: ask_completion(actor=actor, **told)):
            self.state = "incomplete"

    @rule()
    def answer(self) -> None:
        """Something came."""
        told = {**self.told(), "received_on": TODAY, "text": "Ja."}
        actor = self.world.officer.actor
        possible = self.state == "incomplete"
        if self.attempt(possible=possible, act=lambda: answer_completion(actor=actor, **told)):
            self.state = "received"

    @rule(who=st.integers(0, 1), outcome=st.sampled_from(["granted", "denied", "written_off"]))
    def decide(self, who: int, outcome: str) -> None:
        """Decide at once."""
        possible = self.state == "assessed" and outcome == "granted"
        possible |= outcome == "written_off" and self.state in {"received", "incomplete", "assessed"}
        told = {"by": self.officer(who), "outcome": outcome, "terms": self.world.terms(trips=TRIPS)}
        if self.attempt(possible=possible, act=lambda: self.world.decide(self.matter, **told)):
            self.state, self.stands = "decided", outcome == "granted"

    @rule(who=st.integers(0, 1))
    def propose(self, who: int) -> None:
        """Leave it to the other one."""
        considered = Considered(outcome="granted", reasons=REASONS, terms=self.world.terms(trips=TRIPS))
        told = {**self.told(), "considered": considered, "actor": self.officer(who).actor}
        if self.attempt(possible=self.state == "assessed", act=lambda: propose_decision(**told)):
            self.state, self.proposer = "in_review", who

    @rule(who=st.integers(0, 1))
    def confirm(self, who: int) -> None:
        """Four eyes."""
        possible = self.state == "in_review" and self.proposer != who
        actor = self.officer(who).actor
        if self.attempt(possible=possible, act=lambda: confirm_decision(actor=actor, **self.told())):
            self.state, self.stands = "decided", True

    @rule(who=st.integers(0, 1))
    def send_back(self, who: int) -> None:
        """Think again."""
        told = {**self.told(), "actor": self.officer(who).actor, "reason": "Fråga vården om bussen."}
        if self.attempt(possible=self.state == "in_review", act=lambda: send_back(**told)):
            self.state = "assessed"

    @rule(key=st.sampled_from("abcd"), trips=st.integers(1, 2))
    def ride(self, key: str, trips: int) -> None:
        """Count trips; a key that was counted changes nothing."""
        permit = Permit.objects.first()
        if permit is None:
            return
        is_known = key in self.used
        has_room = self.stands and sum(self.used.values()) + trips <= TRIPS
        told = {"permit_id": permit.id, "key": key, "trips": trips, "travel_day": TODAY, "now": NOON}
        actor = self.world.agent.actor
        counted = self.attempt(
            possible=is_known or has_room,
            act=lambda: use_permit(actor=actor, travel_mode="shared_taxi", **told),
        )
        if counted and not is_known:
            self.used[key] = trips

    @rule(key=st.sampled_from("abcd"))
    def cancel(self, key: str) -> None:
        """Give back, once."""
        permit = Permit.objects.first()
        if permit:
            give_back(actor=self.world.agent.actor, permit_id=permit.id, key=key, now=NOON)
            self.used[key] = 0 if key in self.used else self.used.pop(key, 0)
            if not PermitUse.objects.filter(permit=permit, key=key).exists():
                self.used.pop(key)

    @rule(how=st.sampled_from(["revoke", "relinquish", "expire"]))
    def end(self, how: str) -> None:
        """The permit ends one way or another, once."""
        permit = Permit.objects.first()
        if permit is None:
            return
        told = {"actor": self.world.officer.actor, "permit_id": permit.id, "now": NOON, "today": TODAY}
        acts = {
            "revoke": lambda: revoke_permit(**told, ground="safety", reasons=REASONS),
            "relinquish": lambda: relinquish_permit(**told, reason="Patienten har flyttat."),
        }
        if how == "expire":
            noted = expire_permits(authority_id=permit.authority_id, now=NOON, today=LAST + DAY)
            assert noted == int(self.stands)
        else:
            self.attempt(possible=self.stands, act=acts[how])
        self.stands = False

    @invariant()
    def laws_hold(self) -> None:
        """What must be true whatever was tried."""
        row = Application.objects.get(pk=self.matter.id)
        assert row.state == self.state
        assert all(replay_assessment(one) for one in row.assessments.order_by("-number")[:1])
        decisions = list(Decision.objects.all())
        assert len(decisions) == (1 if self.state == "decided" else 0)
        assert all(one.by and one.right_id and one.by != one.prepared_by for one in decisions)
        for permit in Permit.objects.all():
            assert permit.trips_used == sum(self.used.values()) <= TRIPS
            assert (permit.state == "in_force") == self.stands

    def teardown(self) -> None:
        """Roll everything back."""
        if hasattr(self, "stack"):
            transaction.set_rollback(True)
            self.stack.close()


@pytest.mark.django_db
def test_matter_when_anything_is_tried_in_any_order_then_only_the_tables_steps_are_taken() -> None:
    """No way leads around an assessment, a right, the second officer or the quota."""
    run_state_machine_as_test(
        MatterMachine,
        settings=settings(
            max_examples=6,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
