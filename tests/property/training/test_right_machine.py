"""Delegations, certificates of training, changes of rules and softer transitions, in any order.

A second model, slow and obvious, replays everything that happened from the first line each time it is
asked. It must give the same answer as `may_certify`, and refuse the same steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from skjuts.apps.registry.models import Delegation
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.training.errors import AlreadyDelegated, AlreadyTrained, TrainingMissing
from skjuts.apps.training.models import DelegationStatus
from skjuts.apps.training.queries import may_certify
from skjuts.apps.training.services.delegate import expire_delegations, withdraw_delegation
from skjuts.apps.training.services.soften import allow_softer_transition, end_softer_transition
from skjuts.apps.training.services.take_in_course import deliver_course
from skjuts.apps.training.workflow import DELEGATION
from skjuts.core.kernel.errors import InvalidField, InvalidTransition
from skjuts.core.kernel.transitions import BEGINNING
from tests.app.signed_in import Person, make_person
from tests.app.training.small_course import make_course
from tests.app.training.ward import NOON, TODAY, open_ward

KINDS = Delegation.Kind.values
TOUCHED = {"trappan": {"trip"}, "sallskap": {"escort"}, "trappan sallskap": {"trip", "escort"}}
VALID_DAYS = 365


@dataclass
class Story:
    """Everything that happened, one line each, in order. Days are counted from the first."""

    lines: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def tell(self, what: str, **about: object) -> None:
        """Add a line."""
        self.lines.append((what, about))

    def may_certify(self, who: int, kind: str, day: int) -> bool:
        """Read the story from its first line."""
        if not any(kind in one["kinds"] and one["first"] <= day <= one["last"] for one in self.grants(who)):
            return False
        return self.is_softened(day) or self.knows(who, kind, day)

    def grants(self, who: int) -> list[dict]:
        """The grants that nobody withdrew."""
        withdrawn = [about["id"] for what, about in self.lines if what == "withdraw"]
        granted = [about for what, about in self.lines if what == "grant" and about["who"] == who]
        return [one for one in granted if one["id"] not in withdrawn]

    def is_softened(self, day: int) -> bool:
        """Whether a softer transition covers the day."""
        return any(one["first"] <= day <= one["last"] for one in self.softenings())

    def softenings(self) -> list[dict]:
        """The softer transitions that nobody ended."""
        ended = [about["id"] for what, about in self.lines if what == "end"]
        return [about for what, about in self.lines if what == "soften" and about["id"] not in ended]

    def certificates(self, who: int, day: int) -> list[dict]:
        """The certificates that last to a day."""
        passed = [about for what, about in self.lines if what == "pass" and about["who"] == who]
        return [one for one in passed if one["last"] >= day]

    def knows(self, who: int, kind: str, day: int) -> bool:
        """Whether the person has a certificate, and has learnt each change of the kind there or alone."""
        held = self.certificates(who, day)
        for place, (what, about) in enumerate(self.lines):
            if what == "change" and kind in about["touches"]:
                learnt = ("learn", {"who": who, "slug": about["slug"]}) in self.lines
                if not learnt and not any(one["taught_at"] > place for one in held):
                    return False
        return bool(held)


class RightMachine(RuleBasedStateMachine):
    """Two nurses and their head at one ward."""

    @initialize()
    def open(self) -> None:
        """Open the ward in a transaction that is rolled back."""
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.ward = self.stack.enter_context(open_ward())
        self.nurses = [self.ward.nurse, make_person(Role.CARE_STAFF, unit=self.ward.unit)]
        self.story = Story()
        self.day, self.minute = 0, 0
        self.changes: list = []
        self.course, self.taught_at = self.ward.course, -1

    def now(self) -> dt.datetime:
        """A later minute for every step."""
        self.minute += 1
        return NOON + dt.timedelta(days=self.day, minutes=self.minute)

    def date(self, day: int) -> dt.date:
        """The date of a day of the story."""
        return TODAY + dt.timedelta(days=day)

    @rule(days=st.sampled_from([1, 5, 40, 200]))
    def wait(self, days: int) -> None:
        """Time passes."""
        self.day, self.minute = self.day + days, 0

    @rule(who=st.integers(0, 1))
    def take_test(self, who: int) -> None:
        """Pass the test; refused while a certificate of the same version lasts for more than two months."""
        last = self.day + VALID_DAYS
        held = self.story.certificates(who, self.day + 61)
        if any(one["taught_at"] == self.taught_at for one in held):
            with pytest.raises(AlreadyTrained):
                self.ward.take_test(self.nurses[who], now=self.now(), version=self.course)
        else:
            self.ward.take_test(self.nurses[who], now=self.now(), version=self.course)
            self.story.tell("pass", who=who, last=last, taught_at=self.taught_at)

    @rule(
        who=st.integers(0, 1),
        kinds=st.lists(st.sampled_from(KINDS), min_size=1, unique=True),
        first=st.sampled_from([0, 1, 30]),
        length=st.sampled_from([-1, 0, 20, 300]),
    )
    def grant(self, who: int, kinds: Sequence[str], first: int, length: int) -> None:
        """The head grants, rightly or not."""
        first, last = self.day + first, self.day + first + length
        refusal = self._expected_refusal(who, kinds, first, last)
        days = {"valid_from": self.date(first), "valid_to": self.date(last)}
        if refusal:
            with pytest.raises(refusal):
                self.ward.delegate(self.nurses[who], *kinds, **days, now=self.now())
        else:
            made = self.ward.delegate(self.nurses[who], *kinds, **days, now=self.now())
            self.story.tell("grant", who=who, id=made.id, kinds=set(kinds), first=first, last=last)

    def _expected_refusal(
        self, who: int, kinds: Sequence[str], first: int, last: int
    ) -> type[Exception] | None:
        if last < first:
            return InvalidField
        soft = [one for one in self.story.softenings() if one["first"] <= first and one["last"] >= last]
        if not self.story.certificates(who, first) and not soft:
            return TrainingMissing
        overlapping = [
            one
            for one in self.story.grants(who)
            if one["first"] <= last and one["last"] >= first and one["kinds"] & set(kinds)
        ]
        return AlreadyDelegated if overlapping else None

    @rule(pick=st.integers(0, 9))
    def withdraw(self, pick: int) -> None:
        """Withdraw some delegation, whatever its state."""
        granted = [about for what, about in self.story.lines if what == "grant"]
        if not granted:
            return
        one = granted[pick % len(granted)]
        stands = one in self.story.grants(one["who"]) and one["last"] >= self.day
        told = {"actor": self.ward.head.actor, "delegation_id": one["id"], "reason": "Byter enhet"}
        if stands:
            withdraw_delegation(**told, now=self.now())
            self.story.tell("withdraw", id=one["id"])
        else:
            with pytest.raises(InvalidTransition):
                withdraw_delegation(**told, now=self.now())

    @rule()
    def run_nightly_job(self) -> None:
        """Noting what has ended changes nobody's right."""
        expire_delegations(authority_id=self.ward.authority.id, now=self.now())

    @rule(topics=st.sampled_from(sorted(TOUCHED)))
    def change_rules(self, topics: str) -> None:
        """A rule changes today."""
        slug = f"andring-{len(self.changes)}"
        self.changes.append(self.ward.publish_change(slug=slug, topics=topics, now=self.now()))
        self.story.tell("change", slug=slug, touches=TOUCHED[topics])

    @rule(who=st.integers(0, 1), pick=st.integers(0, 9))
    def learn(self, who: int, pick: int) -> None:
        """Pass a micro-retraining."""
        if self.changes:
            change = self.changes[pick % len(self.changes)]
            self.ward.take_test(self.nurses[who], now=self.now(), version=change)
            self.story.tell("learn", who=who, slug=change.slug)

    @rule()
    def publish_course(self) -> None:
        """A new version of the whole course teaches every change so far."""
        files = make_course(version=f"ny-{len(self.story.lines)}")
        self.course = deliver_course(authority=self.ward.authority, files=files, now=self.now())
        self.story.tell("publish")
        self.taught_at = len(self.story.lines) - 1

    @rule(length=st.sampled_from([0, 10, 60]))
    def soften(self, length: int) -> None:
        """The authority allows a softer transition from today."""
        told = {
            "actor": self.ward.admin.actor,
            "unit_id": self.ward.unit.id,
            "valid_from": self.date(self.day),
            "valid_to": self.date(self.day + length),
            "reason": "Bemanningsläget är svårt",
            "now": self.now(),
        }
        if any(
            one["first"] <= self.day + length and one["last"] >= self.day for one in self.story.softenings()
        ):
            with pytest.raises(InvalidField):
                allow_softer_transition(**told)
        else:
            made = allow_softer_transition(**told)
            self.story.tell("soften", id=made.id, first=self.day, last=self.day + length)

    @rule()
    def end_softening(self) -> None:
        """The newest softer transition ends, if it has not."""
        allowed = [about for what, about in self.story.lines if what == "soften"]
        if not allowed:
            return
        told = {"actor": self.ward.admin.actor, "transition_id": allowed[-1]["id"], "now": self.now()}
        if allowed[-1] in self.story.softenings() and allowed[-1]["last"] >= self.day:
            end_softer_transition(**told)
            self.story.tell("end", id=allowed[-1]["id"])
        else:
            with pytest.raises(InvalidTransition):
                end_softer_transition(**told)

    @invariant()
    def answers_agree(self) -> None:
        """The quick answer and the slow one."""
        if not hasattr(self, "story"):
            return
        for who, nurse in enumerate(self.nurses):
            for kind in KINDS:
                quick = self._ask(nurse, kind)
                assert quick == self.story.may_certify(who, kind, self.day), (who, kind, self.story.lines)

    def _ask(self, nurse: Person, kind: str) -> bool:
        now = NOON + dt.timedelta(days=self.day, minutes=self.minute)
        return may_certify(assignment_id=nurse.assignment.id, kind=kind, now=now).is_allowed

    @invariant()
    def steps_follow_the_table(self) -> None:
        """No delegation has ever taken a step that is not in the workflow."""
        if not hasattr(self, "story"):
            return
        at: dict = {}
        for delegation, target in DelegationStatus.objects.values_list("delegation_id", "state"):
            before = at.get(delegation, BEGINNING)
            assert any((step.source, step.target) == (before, target) for step in DELEGATION.steps)
            at[delegation] = target

    def teardown(self) -> None:
        """Nothing of it stays."""
        if hasattr(self, "stack"):
            transaction.set_rollback(True)
            self.stack.close()


@pytest.mark.django_db
def test_right_when_anything_happens_in_any_order_then_both_models_agree() -> None:
    """The right to certify decides who may spend a region's money: it must never be guessed."""
    run_state_machine_as_test(
        RightMachine,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
