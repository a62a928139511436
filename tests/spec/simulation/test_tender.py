"""A tender tried on past days: each demand alone, and what it costs on top of the others."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from time import monotonic

import msgspec
import pytest

from skjuts.core.kernel.errors import InvalidInput
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.plans import Classed, DayFigures, Exclusive, PastDay, PlanTerms, Variation
from skjuts.core.simulation.rules import Behaviour, PastMatter, add_replays, replay_rules
from skjuts.core.simulation.running import Journal, RunProgress, Work, run_all
from skjuts.core.simulation.tender import Demand, list_variations, price_demands
from skjuts.core.simulation.years import Crew, plan_year
from tests.universe.plans import on_a_line, ride, taxi
from tests.universe.rule_books import small_book

TERMS = PlanTerms(monotonic, iterations=60)
DAYS = tuple(f"dag-{number}" for number in range(6))
CLASSED = Demand("klass", "Endast miljöfordon", Classed("miljö"))
EXCLUSIVE = Demand("exklusiv", "Bilen kör bara för oss", Exclusive(("bil",), 50_00))
DEMANDS = (CLASSED, EXCLUSIVE)


def find_day(name: str) -> PastDay:
    """One rider a day, 10 to 15 km out; a car at 0 and one of the class at 30."""
    km = 10 + int(name[-1])
    cars = [taxi("bil"), taxi("miljöbil", 30, qualifications=frozenset({"miljö"}))]
    return PastDay(name, on_a_line([ride("anna", km, 0)], cars))


class Direct(Executor):
    """Runs each piece at once, in the order in which they come."""

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run it now."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except InvalidInput as fault:
            future.set_exception(fault)
        return future


def run(crew: Crew[DayFigures], *variations: Variation) -> tuple[DayFigures, ...]:
    """Plan the days in some ways."""
    return plan_year(find_day, DAYS, variations, TERMS, crew)


def crew(
    done: dict[str, DayFigures], on_progress: Callable[[RunProgress], bool] | None = None
) -> Crew[DayFigures]:
    """One worker with a journal in memory."""
    return Crew(Direct(), 1, Journal(dict(done), done.__setitem__), on_progress)


def test_demands_when_priced_then_alone_and_on_top_are_told_apart() -> None:
    """The class costs the longer empty way, (30 − 2·km) at 5 kr; exclusivity 24 h × 50 kr less the ride."""
    figures = run(crew({}), *list_variations(DEMANDS))
    priced = {one.demand.id: one for one in price_demands(DEMANDS, figures)}
    class_ore = [(30 - 2 * km) * 5_00 for km in range(10, 16)]
    assert priced["klass"].alone.mean_ore == round(sum(class_ore) / 6)
    paid = [50_00 + km * 15_00 for km in range(10, 16)]
    assert priced["exklusiv"].alone.mean_ore == round(1_200_00 - sum(paid) / 6)
    assert priced["exklusiv"].last.mean_ore == 1_200_00
    assert [one.demand.id for one in price_demands(DEMANDS, figures)] == ["exklusiv", "klass"]


def test_ways_when_listed_then_every_demand_is_there_alone_and_left_out() -> None:
    """Without, two alone, all, two left out."""
    names = [one.id for one in list_variations(DEMANDS)]
    assert names == ["utan_krav", "bara_klass", "bara_exklusiv", "alla_krav", "utom_klass", "utom_exklusiv"]


def test_year_when_stopped_and_taken_up_again_then_nothing_is_planned_twice() -> None:
    """A night's work that is stopped at midnight goes on where it was, to the same figures."""
    whole = run(crew({}), Variation("v", "v"))
    done: dict[str, DayFigures] = {}

    def stop_at_two(progress: RunProgress) -> bool:
        return progress.done < 2

    part = run(crew(done, on_progress=stop_at_two), Variation("v", "v"))
    assert 2 <= len(part) < len(DAYS)
    assert len(done) == len(part)
    seen: list[RunProgress] = []
    rest = run(crew(done, on_progress=lambda one: not seen.append(one)), Variation("v", "v"))
    assert rest == whole
    assert seen[0] == RunProgress(len(part), len(DAYS), len(part))
    assert seen[-1] == RunProgress(len(DAYS), len(DAYS), len(part))


def test_year_when_the_variation_is_another_then_old_results_are_not_taken() -> None:
    """The same name with another change is other work."""
    done: dict[str, DayFigures] = {}
    run(crew(done), Variation("v", "v"))
    other = run(crew(done), Variation("v", "v", (Classed("miljö"),)))
    assert len(done) == 2 * len(DAYS)
    assert other != run(crew({}), Variation("v", "v"))


def test_year_when_run_side_by_side_then_gives_the_same_in_the_same_order() -> None:
    """Which worker is done first makes no difference."""
    done: dict[str, DayFigures] = {}
    with ThreadPoolExecutor(2) as executor:
        side = run(Crew(executor, 2, Journal({}, done.__setitem__)), Variation("v", "v"))
    assert side == run(crew({}), Variation("v", "v"))
    assert [one.day for one in side] == list(DAYS)


def test_year_when_a_day_cannot_be_planned_then_its_error_is_told_and_the_rest_is_kept() -> None:
    """A vehicle class that nobody has is the asker's to mend; finished days are not lost."""
    done: dict[str, DayFigures] = {}

    def find_odd(name: str) -> PastDay:
        past = find_day(name)
        cars = past.problem.vehicles if name != DAYS[3] else past.problem.vehicles[:1]
        return replace(past, problem=replace(past.problem, vehicles=cars))

    with pytest.raises(BadScenario):
        plan_year(find_odd, DAYS, (Variation("v", "v", (Classed("miljö"),)),), TERMS, crew(done))
    assert len(done) >= 1


def test_year_when_a_day_is_asked_twice_then_is_refused() -> None:
    """Two results under one name would overwrite each other."""
    with pytest.raises(BadScenario):
        plan_year(find_day, (DAYS[0], DAYS[0]), (Variation("v", "v"),), TERMS, crew({}))


BOOKS = (small_book(), small_book(("högst {limit}", "högst 1 km")))


def find_matters(part: str) -> list[PastMatter]:
    """Ten matters of a month, from where the month begins."""
    facts = {"is_care": True, "walks": 2_000, "is_frail": False}
    first = int(part) * 100
    return [PastMatter({**facts, "to_stop": first + 100 * k}, date(2031, 3, 1)) for k in range(10)]


def test_rules_when_replayed_month_by_month_then_make_the_year() -> None:
    """Months run apart over workers and are added up: the year is the same as in one piece."""
    behaviour = Behaviour(0.0, 0.1, "antagande")
    months = [find_matters(part) for part in ("0", "3", "9")]
    with ThreadPoolExecutor(2) as executor:
        work = [Work(str(k), partial(replay_rules, one, *BOOKS, behaviour)) for k, one in enumerate(months)]
        found = run_all(work, executor, Journal({}, lambda *_: None), workers=2)
    whole = replay_rules([matter for one in months for matter in one], *BOOKS, behaviour)
    assert add_replays(found.values()) == whole


def test_pieces_when_sent_to_another_process_then_arrive_as_they_were() -> None:
    """Books, days, ways and results cross to workers and to the journal."""
    for one in (BOOKS[0], Variation("v", "v", (CLASSED.change,)), Behaviour(0, 1, "x"), TERMS):
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes
    (figures, *_) = run(crew({}), Variation("v", "v"))
    assert msgspec.json.decode(msgspec.json.encode(figures), type=DayFigures) == figures
