"""The report as a string: whole, harmless and the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from skjuts.core.planning.checker import check
from skjuts.core.planning.explain import explain_plan
from skjuts.core.planning.formats.foreign import read_foreign
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Reason, Solution
from skjuts.web.report import render_report, runbook
from skjuts.web.report.headline import list_key_figures
from skjuts.web.report.units import Units
from tests.universe.plans import on_a_line, plan_by_hand, plan_greedily, ride, scattered_day, taxi

FOREIGN = Path(__file__).parents[3] / "data" / "foreign"
MARKS = ("påhittade personer",)


@pytest.fixture(scope="module")
def day() -> tuple[Problem, Solution]:
    """A scattered day with its greedy plan."""
    problem = scattered_day(24)
    return problem, plan_greedily(problem)


@pytest.fixture(scope="module")
def page(day: tuple[Problem, Solution]) -> str:
    """Its report."""
    return render_report(*day, verdict=check(*day), made_with="frö 4", marks=MARKS)


def text_of(page: str) -> str:
    """What a reader sees, spaces evened out."""
    visible = re.sub(r"<(style|script|title|desc)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", visible)).replace("\u00a0", " ")


def list_ids(page: str) -> Iterator[str]:
    """Every id on the page."""
    return (match[1] for match in re.finditer(r'\bid="([^"]+)"', page))


def test_page_refers_to_nothing_outside_itself(page: str) -> None:
    """A page that is mailed or archived must show the same ten years later."""
    targets = re.findall(r'\b(?:src|href|action|data|poster)="([^"]*)"', page)
    assert targets
    assert all(target.startswith("#") or target == "data:," for target in targets)
    assert "url(" not in page
    assert "@import" not in page


def test_policy_names_exactly_the_style_and_the_script_of_the_page(page: str) -> None:
    """With another digest the browser would drop both without a word."""
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy or f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'\s(?:style|on[a-z]+)="', page)


def test_links_on_the_page_lead_somewhere_and_ids_are_unique(page: str) -> None:
    """A dead link in a report sends a planner looking for a run that is there."""
    ids = list(list_ids(page))
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_headings_never_skip_a_level(page: str) -> None:
    """A screen reader's table of contents is the headings."""
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_same_plan_gives_the_same_page(day: tuple[Problem, Solution], page: str) -> None:
    """A report that changes by itself cannot be reviewed."""
    assert render_report(*day, verdict=check(*day), made_with="frö 4", marks=MARKS) == page


def test_page_shows_the_figures_that_explain_counts(day: tuple[Problem, Solution], page: str) -> None:
    """The page must not have arithmetic of its own."""
    figures, text = explain_plan(*day), text_of(page)
    assert f"Resor med tur {figures.served}" in text
    assert f"av {figures.use.vehicles_offered}, på {figures.use.runs} turer" in text
    assert f"{figures.unserved_count} utan tur" in text


def test_saving_when_carriers_are_paid_guarantees_too_then_says_that_it_leaves_them_out(
    day: tuple[Problem, Solution],
) -> None:
    """Two sums that differ by a little beside each other look like an error of addition."""
    problem, figures = day[0], explain_plan(*day)
    paid = {extra: replace(figures, carriers_ore=figures.use_ore + extra) for extra in (0, 57_800)}
    notes = {extra: list_key_figures(one, Units(problem))[2].note for extra, one in paid.items()}
    assert notes[0].endswith("om alla åkt ensamma")
    assert notes[57_800].endswith("om alla åkt ensamma, utan garantier")


def test_page_explains_every_rider_and_every_unserved(day: tuple[Problem, Solution], page: str) -> None:
    """Each rider's explanation is on the page: nobody has to ask twice."""
    problem, _ = day
    text = text_of(page)
    assert all(request.id in text for request in problem.requests)
    assert text.count("Turen i sin helhet") == explain_plan(*day).served
    assert text.count("Gör så här:") == explain_plan(*day).unserved_count


def test_marks_tell_of_estimates_and_of_invented_people(page: str) -> None:
    """What is an estimate says so wherever it is shown."""
    text = text_of(page)
    assert "Uppskattade restider" in text
    assert "Påhittade personer" in text
    assert "Natural Earth" in text
    assert "SCB" in text


def test_names_from_the_input_cannot_become_markup() -> None:
    """An order file is not ours: a name in it must stay a name."""
    wicked = "<script>alert(1)</script>"
    problem = on_a_line([ride(wicked, 10, 30)], [taxi('bil" onclick="x')])
    page = render_report(problem, plan_by_hand(problem, {'bil" onclick="x': (f"+{wicked}", f"-{wicked}")}))
    assert wicked not in page
    assert 'onclick="x"' not in page
    assert page.count("<script>") == 1


def test_plan_that_drives_nobody_still_has_a_page() -> None:
    """The worst day is the one on which the report is read most."""
    problem = on_a_line([ride("anna", 10, 30)], [taxi("bil")])
    page = render_report(problem, plan_by_hand(problem, {}, {"anna": Reason.PRICE}))
    assert "Inget fordon kör." in text_of(page)
    assert "Plats finns: resan kan köras av bil för 300 kr." in text_of(page)


def test_day_without_requests_still_has_a_page() -> None:
    """Christmas Eve must not be an error."""
    problem = on_a_line([], [taxi("bil")])
    assert "Ingen resa har tur." in text_of(render_report(problem, plan_by_hand(problem, {})))


def test_unchecked_and_broken_plans_say_so() -> None:
    """A plan that breaks a rule must never look like one that was checked."""
    problem = on_a_line([ride("anna", 10, 30)], [taxi("bil")])
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna")})
    broken = replace(plan, runs=(replace(plan.runs[0], stops=plan.runs[0].stops[:2]),))
    assert "Planen är inte kontrollerad." in text_of(render_report(problem, plan))
    assert "Kontrollerad: planen följer alla regler." in text_of(
        render_report(problem, plan, verdict=check(problem, plan))
    )
    said = text_of(render_report(problem, plan, verdict=check(problem, broken)))
    assert "Planen bryter mot regler" in said


def test_big_day_shows_its_busiest_runs_and_says_what_it_left_out(
    day: tuple[Problem, Solution], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eleven thousand riders in detail would be a page that nobody can open."""
    monkeypatch.setattr(runbook, "DETAILED_RUNS", 3)
    page, runs = render_report(*day), len(day[1].runs)
    assert f"{runs - 3} turer till, i sammandrag" in text_of(page)
    assert f"de 3 turer som har flest resor, av {runs}" in text_of(page)
    assert page.count('class="run ') == runs
    assert len(re.findall(r'<details id="tur-', page)) == 3


@pytest.mark.parametrize("name", ["cordeau", "hdarp", "lilim", "sartori"])
def test_foreign_instance_has_a_page_without_a_basemap(name: str) -> None:
    """`--report` works on every format that can be planned, in the instance's own units."""
    problem = read_foreign((FOREIGN / f"tiny_{name}.txt").read_text(), name, name)
    page = render_report(problem, plan_greedily(problem))
    assert "Natural Earth" not in page
    assert "kronor" not in text_of(page)
