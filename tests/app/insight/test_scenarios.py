"""Scenarios: asked once, answered at once or by a worker, and the same wherever they are read."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from skjuts.apps.insight.errors import ScenarioUnderWay
from skjuts.apps.insight.models import Scenario, ScenarioPiece, ScenarioRun
from skjuts.apps.insight.scenarios.kinds import get_kind
from skjuts.apps.insight.scenarios.running import run_long
from skjuts.apps.insight.services import run_scenario
from skjuts.apps.insight.services.run_scenario import JOB, make_scenario, stop_scenario
from skjuts.config.trips import HouseWarehouses
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.letters import letter_press
from skjuts.core.ports.trip_warehouses import trip_warehouses
from skjuts.web.formatting import format_number
from tests.app.insight.plans import NOON
from tests.app.insight.sending import send
from tests.app.insight.trips import write_warehouse
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
LIST_CEILING = 15
BILL = {
    "title": "En femtedel färre timmar",
    "income_mkr_least": "100",
    "income_mkr_source": "påhittad",
    "federation_hours_least": "6 000",
    "region_hours_least": "600",
    "cut_hours_least": "120",
    "standby_percent_least": "30",
    "key_percent_least": "10",
    "fixed_percent_least": "60",
    "fixed_percent_most": "90",
    "lag_years": "2",
    "carry_years": "0",
    "years": "5",
}


def make(person: Person, **changes: str) -> Scenario:
    """A scenario of the air-ambulance bill, by its form."""
    told = BILL | changes
    answer = send(person, "new-scenario", "flygambulans", **told)
    assert answer.status_code == 302, answer.content.decode()
    return Scenario.objects.get(title=told["title"])


def test_scenario_when_made_is_answered_at_once_and_never_changed(controller: Person, leader: Person) -> None:
    """1.4 million off the invoice, 1.30 to 1.36 to the region alone, 0.2 to 0.8 when all fly less."""
    row = make(controller)
    run = row.runs.get()
    assert run.state == ScenarioRun.State.DONE
    page = leader.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
    for said in ("1 400", "1 303 – 1 355", "200 – 800", "antagande", "påhittad"):
        assert said in _words(page), said
    with pytest.raises(DatabaseError), transaction.atomic():
        Scenario.objects.filter(id=row.id).update(title="annat")


def _words(page: str) -> str:
    """What a page says, in one line with plain spaces."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    return " ".join(text.split())


def _write(value: float) -> str:
    """A number as it is read on a page."""
    return format_number(value, "sv").replace("\u202f", " ")


class Press:
    """Hands the paper back as it is before it is made a PDF."""

    def print_pdf(self, html: str) -> bytes:
        """The paper's own text."""
        return html.encode()


def _read_paper(person: Person, row: Scenario) -> str:
    """The paper's words."""
    with letter_press.holding(Press()):
        return person.client.get(reverse("insight:scenario-pdf", args=[row.id])).content.decode()


def _read_workbook(content: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook by name, read from the file itself."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        book = ET.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - our own file
        names = [one.get("name") for one in book.iter(f"{space}sheet")]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = ET.fromstring(packed.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own
            found[str(name)] = [[_read_cell(cell) for cell in row] for row in sheet.iter(f"{space}row")]
    return found


def _read_cell(cell: ET.Element) -> Any:  # noqa: ANN401 - a text or a number
    text = "".join(cell.itertext())
    return text if cell.get("t") == "inlineStr" else float(text)


def test_scenario_when_changed_is_a_new_one_that_names_the_first(controller: Person) -> None:
    """What was decided on stays readable."""
    first = make(controller)
    form = controller.client.get(
        reverse("insight:new-scenario", args=["flygambulans"]), {"fran": str(first.id)}
    ).content.decode()
    assert 'value="påhittad"' in form
    second = make(controller, title="Hälften så många", cut_hours_least="60", fran=str(first.id))
    assert second.changed_from_id == first.id
    page = controller.client.get(reverse("insight:scenario", args=[second.id])).content.decode()
    assert first.title in page


def test_answer_when_read_anywhere_has_the_same_numbers(controller: Person) -> None:
    """The board's paper, the accountant's workbook and the page are one answer."""
    row = make(controller, past_use_percent_least="50")
    page = _words(controller.client.get(reverse("insight:scenario", args=[row.id])).content.decode())
    paper = _words(_read_paper(controller, row))
    sheets = _read_workbook(
        controller.client.get(reverse("insight:scenario-workbook", args=[row.id])).content
    )
    answer = sheets["Svar"]
    assert len(answer) == 5
    for _section, label, low, high, unit, *_rest in answer[1:]:
        ends = [_write(low), _write(high)]
        text = ends[0] if ends[0] == ends[1] else " – ".join(ends)
        said = f"{label} {text} {unit}"
        assert said in page, said
        assert said in paper, said
    for year, low, high in sheets["Lägre kostnad år för år"][1:]:
        said = f"{year} {_write(low)} {_write(high)}"
        assert said in page, said
        assert said in paper, said
    pdf = controller.client.get(reverse("insight:scenario-pdf", args=[row.id])).content
    assert pdf.startswith(b"%PDF")


def test_answers_when_side_by_side_have_the_same_rows_and_what_differs_is_marked(
    controller: Person, leader: Person
) -> None:
    """Two cuts differ in one input and in every figure; on page, paper and workbook."""
    rows = [make(controller), make(controller, title="Hälften så många", cut_hours_least="60")]
    asked = {"val": [str(one.id) for one in rows]}
    page = _words(leader.client.get(reverse("insight:compare-scenarios"), asked).content.decode())
    assert "Lägre faktura tkr 1 400 700" in page
    assert page.count("Period: ett år. Urval: förbundets alla regioner") == 2
    assert page.count("skiljer sig") == 1
    sheets = _read_workbook(leader.client.get(reverse("insight:compare-scenarios-workbook"), asked).content)
    assert ["Lägre faktura", "tkr", 1400, 1400, 700, 700, "ja"] in sheets["Svar"]
    assert [one[0] for one in sheets["Indata"][1:] if one[-1] == "ja"] == ["Flygtimmar som tas bort"]
    pdf = leader.client.get(reverse("insight:compare-scenarios-pdf"), asked).content
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("chosen", [0, 1])
def test_comparison_when_too_few_are_chosen_says_what_to_do(controller: Person, chosen: int) -> None:
    """And a paper of nothing leads back to the page."""
    asked = {"val": [str(make(controller).id)][:chosen]}
    page = controller.client.get(reverse("insight:compare-scenarios"), asked)
    assert page.status_code == 200
    assert "Välj scenarier att jämföra" in page.content.decode()
    assert controller.client.get(reverse("insight:compare-scenarios-pdf"), asked).status_code == 302


def test_title_when_taken_is_refused_at_its_field(controller: Person) -> None:
    """Two scenarios of one name cannot be told apart in a report."""
    make(controller)
    answer = send(controller, "new-scenario", "flygambulans", **BILL)
    assert answer.status_code == 422
    assert "Det finns redan ett scenario" in answer.content.decode()


def test_list_when_it_grows_asks_no_more(controller: Person) -> None:
    """A hundred scenarios cost as many questions as one."""
    make(controller)
    path = reverse("insight:scenarios")
    _page, few = count_queries(controller.client, path)
    for number in range(4):
        make(controller, title=f"Nummer {number}")
    page, many = count_queries(controller.client, path)
    assert "Nummer 3" in page.content.decode()
    assert many == few
    assert many <= LIST_CEILING


@pytest.fixture
def long_one(controller: Person, tmp_path: Path) -> Iterator[ScenarioRun]:
    """A scenario that a worker answers, queued; the warehouse has no stretchers but dialysis."""
    folder = write_warehouse(tmp_path, controller.authority.id)
    with trip_warehouses.holding(HouseWarehouses(folder)):
        kind = get_kind("egna-bilar")
        told = {"trips": "dialysis", "most_vehicles": 2, "open_from": "06:00", "open_to": "20:00"}
        told |= {"capacity": 2, "crew": 1, "most_wait_minutes": 60, "speed_kmh": {"least": 70, "most": 70}}
        made = make_scenario(
            actor=controller.actor, asked=kind.ask(kind.read(told)), title="Egna bilar", changed_from=None,
            now=NOON, today=NOON.date(),
        )  # fmt: skip
        yield made.runs.get()


def run(person: Person, row: ScenarioRun, attempt: int = 1) -> ScenarioRun:
    """What a worker does."""
    run_long(
        actor=person.actor,
        run_id=row.id,
        attempt=attempt,
        open_executor=lambda: ThreadPoolExecutor(1),
        workers=1,
    )
    return ScenarioRun.objects.get(id=row.id)


def test_long_scenario_when_made_waits_for_a_worker_and_shows_how_far_it_is(
    controller: Person, leader: Person, long_one: ScenarioRun
) -> None:
    """The page asks again by itself, without script too, and has no answer yet."""
    assert long_one.state == ScenarioRun.State.WAITING
    assert ProcrastinateJob.objects.filter(task_name=JOB, args__run_id=str(long_one.id)).exists()
    path = reverse("insight:scenario", args=[long_one.scenario_id])
    page = leader.client.get(path).content.decode()
    assert 'http-equiv="refresh"' in page
    assert "Väntar på sin tur" in page
    assert "Stoppa" not in page
    piece = leader.client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert leader.client.get(reverse("insight:scenario-pdf", args=[long_one.scenario_id])).status_code == 404


def test_long_scenario_when_a_worker_has_run_is_answered(controller: Person, long_one: ScenarioRun) -> None:
    """Two sizes of fleet, three draws each: six pieces; the trips of the last settled year."""
    done = run(controller, long_one)
    assert (done.state, done.done, done.total) == (ScenarioRun.State.DONE, 6, 6)
    assert done.pieces.count() == 6
    answer: Any = done.answer
    assert answer["trips"] == 12 * 6
    assert answer["bought_ore"] == 12 * 6 * 70_000
    assert answer["fleets"][0]["taken"][0] > 0
    assert "vehicle_tkr" in answer["missing"]
    page = controller.client.get(reverse("insight:scenario", args=[done.scenario_id])).content.decode()
    assert "En bils pris" in page


def test_long_scenario_when_stopped_keeps_its_pieces_and_goes_on_from_them(
    controller: Person, long_one: ScenarioRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that was done is not done twice; the worker of before has nothing more to say."""
    keep = run_scenario.keep_piece

    def keep_two(**told: Any) -> None:  # noqa: ANN401 - as the service has it
        keep(**told)
        if ScenarioPiece.objects.count() == 2:
            stop_scenario(actor=controller.actor, scenario_id=long_one.scenario_id, now=NOON)

    monkeypatch.setattr(run_scenario, "keep_piece", keep_two)
    stopped = run(controller, long_one)
    assert (stopped.state, stopped.answer) == (ScenarioRun.State.STOPPED, None)
    kept = stopped.pieces.count()
    assert 2 <= kept < 6
    monkeypatch.undo()
    assert send(controller, "resume-scenario", long_one.scenario_id).status_code == 302
    assert run(controller, long_one).state == ScenarioRun.State.WAITING
    done = run(controller, long_one, attempt=2)
    assert (done.state, done.pieces.count()) == (ScenarioRun.State.DONE, 6)
    with pytest.raises(ScenarioUnderWay):
        stop_scenario(actor=controller.actor, scenario_id=long_one.scenario_id, now=NOON)


def test_long_scenario_when_it_cannot_be_answered_says_why_and_may_be_tried_again(
    controller: Person, long_one: ScenarioRun, tmp_path: Path
) -> None:
    """The trips have been taken away in between."""
    with trip_warehouses.holding(HouseWarehouses(tmp_path / "tomt")):
        failed = run(controller, long_one)
    assert (failed.state, failed.fault) == (ScenarioRun.State.FAILED, "followup.no_trips")
    page = controller.client.get(reverse("insight:scenario", args=[failed.scenario_id])).content.decode()
    assert "followup.no_trips" in page
    assert "Fortsätt" in page


def test_leader_when_making_or_stopping_is_refused(leader: Person, long_one: ScenarioRun) -> None:
    """Leaders read; controllers write."""
    with pytest.raises(NotAllowed):
        stop_scenario(actor=leader.actor, scenario_id=long_one.scenario_id, now=NOON)
    assert send(leader, "new-scenario", "flygambulans", **BILL).status_code == 404
