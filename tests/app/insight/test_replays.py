"""Past days planned again from the workshop: in pieces, priced by day and year, stopped and resumed."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.insight.models import Scenario, ScenarioPiece, ScenarioRun
from skjuts.apps.insight.scenarios.forms.plan_replay import PlanReplayForm
from skjuts.apps.insight.scenarios.forms.tender import TenderForm
from skjuts.apps.insight.scenarios.running import run_long
from skjuts.apps.insight.services.run_scenario import resume_scenario, stop_scenario
from skjuts.core.ports.past_days import past_days
from tests.app.insight.past_days import NoDays, SixDays
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
DAYS = {"days": "6", "care": "quick", "days_a_year": "250"}
UNCHANGED = dict.fromkeys(
    (
        *("flexible_min", "wave_min", "detour_percent", "seated", "wheelchair", "stretcher"),
        *("start_percent", "km_percent", "time_percent", "guarantee_percent"),
    ),
    "0",
)
MOVABLE = {**DAYS, **UNCHANGED, "title": "Rörliga besök", "flexible_min": "30"}
TENDER = {
    **DAYS,
    "title": "Krav",
    "exclusive_kind": "seated",
    "exclusive_per_hour_kr": "50",
    "response_min": "10",
    "splits_areas": "on",
}
State = ScenarioRun.State


class Direct(Executor):
    """Does each piece at once."""

    def __init__(self, before: Callable[[], object] = lambda: None) -> None:
        self.before = before

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it now."""
        future: Future[T] = Future()
        self.before()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture(autouse=True)
def days() -> Iterator[None]:
    """Six days to plan again."""
    with past_days.holding(SixDays()):
        yield


def send(person: Person, key: str, told: dict[str, str]) -> HttpResponse:
    """The form of a kind, sent."""
    return person.client.post(
        reverse("insight:new-scenario", args=[key]), {"idempotency_key": str(uuid.uuid4()), **told}
    )


def make(person: Person, key: str, told: dict[str, str]) -> Scenario:
    """A scenario that waits for a worker."""
    answer = send(person, key, told)
    assert answer.status_code == 302, answer.content.decode()
    return Scenario.objects.get(title=told["title"])


def work(person: Person, row: Scenario, before: Callable[[], object] = lambda: None) -> ScenarioRun:
    """What a worker does, here and now."""
    run = row.runs.get()
    run_long(
        actor=person.actor,
        run_id=run.id,
        attempt=run.attempt,
        open_executor=lambda: contextlib.nullcontext(Direct(before)),
        workers=1,
    )
    return row.runs.get()


def plain(page: str) -> str:
    """A page without its thin spaces."""
    return page.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2212", "-")


def read(person: Person, row: Scenario) -> str:
    """The page of a scenario."""
    return plain(person.client.get(reverse("insight:scenario", args=[row.id])).content.decode())


def test_days_when_visits_may_move_then_riders_share_and_the_difference_is_told(
    controller: Person, leader: Person
) -> None:
    """Ten and eleven become one trip: half of 2 × (50 + 15 × km) kr a day, 21 to 26 km."""
    row = make(controller, "planomspel", MOVABLE)
    run = work(controller, row)
    assert (run.state, run.done, run.total) == (State.DONE, 12, 12)
    paid = run.answer["compared"]["changed"]["paid"]
    ore = [-(50_00 + 15_00 * km) for km in range(21, 27)]
    assert paid["mean_ore"] == sum(ore) // 6
    assert paid["low_ore"] < paid["mean_ore"] < paid["high_ore"] < 0
    page = read(leader, row)
    for words in ("billigare med 95 % säkerhet", "Dag 6", "påhittade prov", "250 dagar som dessa"):
        assert words in page, words


def test_days_when_bookings_come_late_then_their_price_is_told(controller: Person) -> None:
    """With movable visits known before, they share; as it was, Bo's call changes nothing but who drives."""
    row = make(controller, "planomspel", MOVABLE | {"flexible_min": "0", "prices_lateness": "on"})
    run = work(controller, row)
    assert set(run.answer["compared"]) == {"as_booked"}
    assert run.answer["compared"]["as_booked"]["whole"]["mean_ore"] >= 0
    assert "Priset på sena besked" in read(controller, row)


def test_demands_when_priced_then_stand_alone_and_on_top_on_page_paper_and_sheet(controller: Person) -> None:
    """A car that drives only for us is paid 24 hours at 50 kr, and the rides lie within."""
    row = make(controller, "upphandling", TENDER)
    run = work(controller, row)
    assert run.total == 6 * (2 + 2 * 3)
    priced = {one["demand"]: one for one in run.answer["priced"]}
    assert next(iter(priced)) == "exclusive"
    driven = [2 * (50_00 + 15_00 * km) for km in range(21, 27)]
    assert priced["exclusive"]["alone"]["paid"]["mean_ore"] == 2 * 1_200_00 - sum(driven) // 6
    assert priced["areas"]["alone"]["whole"]["mean_ore"] == 0
    page = read(controller, row)
    for words in (
        "Dyrast för sig är kravet bara för oss",
        "Hämtning inom viss tid",
        "Delat efter område",
        "Ovanpå de andra",
    ):
        assert words in page, words
    for name, begins in (("scenario-pdf", b"%PDF"), ("scenario-workbook", b"PK")):
        assert controller.client.get(reverse(f"insight:{name}", args=[row.id])).content.startswith(begins)


def test_demand_when_the_days_show_no_cost_is_not_called_dear(controller: Person) -> None:
    """Everybody lives where the cars stand: splitting by area costs nothing, and the page says no more."""
    told = {**DAYS, "title": "Områden", "splits_areas": "on"}
    row = make(controller, "upphandling", told)
    work(controller, row)
    page = read(controller, row)
    assert "Dagarna visar inte säkert" in page
    assert "Dyrast" not in page


def test_work_when_stopped_keeps_its_pieces_and_goes_on_from_them(controller: Person) -> None:
    """A night's work that is stopped in the middle is not begun anew."""
    row = make(controller, "planomspel", MOVABLE)
    asked: list[None] = []

    def stop_at_five() -> None:
        asked.append(None)
        if len(asked) == 5:
            stop_scenario(actor=controller.actor, scenario_id=row.id, now=timezone.now())

    run = work(controller, row, stop_at_five)
    kept = ScenarioPiece.objects.filter(run=run).count()
    assert run.state == State.STOPPED
    assert 4 <= kept < 12
    resume_scenario(actor=controller.actor, scenario_id=row.id)
    again: list[None] = []
    run = work(controller, row, lambda: again.append(None))
    assert (run.state, len(again)) == (State.DONE, 12 - kept)


def test_change_when_the_days_cannot_have_it_then_the_run_says_so(controller: Person) -> None:
    """Three cars fewer than two is the asker's to mend, and no traceback."""
    row = make(controller, "planomspel", MOVABLE | {"seated": "-3"})
    assert (row.runs.get().state, work(controller, row).fault) == (State.WAITING, "input.scenario")


def test_question_when_there_are_no_days_is_refused_before_it_is_kept(controller: Person) -> None:
    """Nobody waits for an answer that cannot come."""
    with past_days.holding(NoDays()):
        answer = send(controller, "planomspel", MOVABLE)
    assert answer.status_code == 422
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("form", "told", "field"),
    [
        (PlanReplayForm, MOVABLE | {"flexible_min": "0"}, "flexible_min"),
        (PlanReplayForm, MOVABLE | {"flexible_min": "61"}, "flexible_min"),
        (PlanReplayForm, MOVABLE | {"days": "21"}, "days"),
        (PlanReplayForm, MOVABLE | {"care": "slarvigt"}, "care"),
        (TenderForm, {**DAYS, "title": "Tomt"}, "exclusive_kind"),
        (TenderForm, TENDER | {"exclusive_per_hour_kr": ""}, "exclusive_per_hour_kr"),
    ],
)
def test_form_when_it_asks_nothing_or_too_much_is_mended(
    form: type[PlanReplayForm | TenderForm], told: dict[str, str], field: str
) -> None:
    """A question that changes nothing has no answer; a visit moved more than an hour is another visit."""
    assert set(form(told).errors) == {field}


def test_question_when_changed_begins_with_what_it_was(controller: Person) -> None:
    """A second attempt is typed once."""
    row = make(controller, "planomspel", MOVABLE)
    address = reverse("insight:new-scenario", args=["planomspel"])
    page = controller.client.get(address, {"fran": str(row.id)}).content.decode()
    assert 'value="30"' in page
