"""Live plans on the line of `tests.universe.plans`: a kilometre is a minute, and the prices are the taxi's.

A taxi at kilometre 0 costs 50 kronor an order, 10 a kilometre with somebody aboard and 5 a kilometre on
the way to a pickup. Anna goes from 10 to 30 and is there at half past nine (34 200) at the earliest:

    33 000  k10  Anna on        34 200  k30  Anna off         300 kronor
"""

from __future__ import annotations

from collections.abc import Sequence

from skjuts.core.planning.checker import check
from skjuts.core.planning.insertion import Answer, LivePlan, Offer, OfferedTime, PromiseTerms, Refusal
from skjuts.core.planning.insertion.offer import USUAL_TERMS
from skjuts.core.planning.problem import PoolingRules, Request, Vehicle, Window
from skjuts.core.planning.solution import StopKind
from tests.universe.plans import DAY, on_a_line, plan_by_hand, ride, taxi

ANNA = ride("anna", 10, 30)
BEFORE_TEN = OfferedTime(DAY, Window(34_200, 36_000))
ALONE = {"bil": ("+anna", "-anna")}


def live_plan(
    riders: Sequence[Request] = (ANNA,),
    sequences: dict[str, Sequence[str]] | None = None,
    cars: Sequence[Vehicle] = (),
    rules: PoolingRules | None = None,
    terms: PromiseTerms = USUAL_TERMS,
    spare: int = 8,
) -> LivePlan:
    """A plan with these runs; without more words, one taxi that drives Anna."""
    problem = on_a_line(riders, cars or (taxi("bil"),), rules=rules)
    solution = plan_by_hand(problem, ALONE if sequences is None else sequences)
    return LivePlan(problem, solution, terms=terms, spare=spare)


def empty_plan(*cars: Vehicle, rules: PoolingRules | None = None) -> LivePlan:
    """A plan in which nobody has booked."""
    return live_plan((), {}, cars, rules)


def ask(live: LivePlan, caller: Request, *times: OfferedTime) -> Answer:
    """The answer for one time, before ten when none is given."""
    (answer,) = live.quote(caller, times or (BEFORE_TEN,))
    return answer


def offer_of(live: LivePlan, caller: Request, *times: OfferedTime) -> Offer:
    """The offer for one time; there must be one."""
    answer = ask(live, caller, *times)
    assert isinstance(answer, Offer), answer
    return answer


def refusal_of(live: LivePlan, caller: Request, *times: OfferedTime) -> Refusal:
    """The refusal for one time; there must be one."""
    answer = ask(live, caller, *times)
    assert isinstance(answer, Refusal), answer
    return answer


def book(live: LivePlan, caller: Request, *times: OfferedTime) -> Request:
    """Take the offer for one time."""
    return live.commit(offer_of(live, caller, *times))


def times_of(live: LivePlan, vehicle: str = "bil") -> dict[str, int]:
    """When the vehicle's stops begin, by marks such as `+anna`; the checker has nothing to object to."""
    solution = live.solution()
    assert check(live.problem(), solution).violations == ()
    sign = {StopKind.PICKUP: "+", StopKind.DROPOFF: "-"}
    return {
        f"{sign.get(stop.kind, stop.kind.value)}{stop.request or ''}": stop.start
        for run in solution.runs
        for stop in run.stops
        if run.vehicle == vehicle and stop.kind not in {StopKind.START, StopKind.END}
    }
