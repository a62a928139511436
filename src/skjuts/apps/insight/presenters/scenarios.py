"""Scenarios as rows, on their own and beside each other; page, paper and workbook show the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.insight.models import Scenario, ScenarioRun
from skjuts.web.elements import Column, Fact, Status, TagColour
from skjuts.web.formatting import format_moment
from skjuts.web.languages import page_language

State = ScenarioRun.State
COLOURS: dict[str, TagColour] = {
    State.WAITING: "neutral",
    State.RUNNING: "info",
    State.DONE: "success",
    State.FAILED: "danger",
    State.STOPPED: "warning",
}


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario in the list."""

    id: str
    title: str
    href: str
    kind: str
    state: Status
    when: str
    by: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class ScenarioHead:
    """What stands over an answer: what it is, how far it has come and what it rests on."""

    id: str
    title: str
    kind: str
    explanation: str
    change_href: str
    state: Status
    is_done: bool
    is_under_way: bool
    can_resume: bool
    done: int
    total: int
    fault: str
    facts: tuple[Fact, ...]


def list_scenario_columns() -> tuple[Column, ...]:
    """Headings of the list."""
    return (
        Column(_("Välj"), hidden_label=True),
        Column(_("Scenario")),
        Column(_("Slag")),
        Column(_("Läge")),
        Column(_("Gjort")),
    )


def list_answer_columns() -> tuple[Column, ...]:
    """Headings of an answer's figures."""
    return (
        Column(_("Siffra")),
        Column(_("Minst – högst"), numeric=True),
        Column(_("Enhet")),
        Column(_("Anmärkning")),
    )


def list_input_columns() -> tuple[Column, ...]:
    """Headings of what was put in."""
    return (
        Column(_("Uppgift")),
        Column(_("Minst – högst"), numeric=True),
        Column(_("Enhet")),
        Column(_("Källa")),
    )


def show_rows(scenarios: Iterable[Scenario], names: Mapping[str, str]) -> list[ScenarioRow]:
    """The list; `names` are the kinds' titles by key."""
    return [_show_row(one, names) for one in scenarios]


def show_head(scenario: Scenario, name: str, explanation: str) -> ScenarioHead:
    """What stands over a scenario."""
    run = find_run(scenario)
    return ScenarioHead(
        id=str(scenario.id),
        title=scenario.title,
        kind=name,
        explanation=explanation,
        change_href=f"{reverse('insight:new-scenario', args=[scenario.kind])}?fran={scenario.id}",
        state=name_state(run),
        is_done=run.state == State.DONE,
        is_under_way=run.state in {State.WAITING, State.RUNNING},
        can_resume=run.state in {State.STOPPED, State.FAILED},
        done=run.done,
        total=run.total,
        fault=run.fault,
        facts=tuple(_list_facts(scenario, name)),
    )


def find_run(scenario: Scenario) -> ScenarioRun:
    """The scenario's run, of which there is one."""
    return next(iter(scenario.runs.all()))


def name_state(run: ScenarioRun) -> Status:
    """How far it has come, in words."""
    return Status(str(State(run.state).label), COLOURS[run.state])


def list_versions(scenario: Scenario) -> list[tuple[str, str]]:
    """What the answer rests on: name and edition."""
    words = {
        "skjuts": _("Skjuts"),
        "trips": _("Resornas utgåva"),
        "rule_book": _("Regelbok"),
        "draft": _("Utkast"),
        "days": _("Dagar"),
    }
    return [(words.get(name, name), edition) for name, edition in scenario.versions.items()]


def say_when(scenario: Scenario) -> str:
    """When it was asked."""
    return format_moment(timezone.localtime(scenario.made_at), page_language())


def _show_row(scenario: Scenario, names: Mapping[str, str]) -> ScenarioRow:
    run = find_run(scenario)
    return ScenarioRow(
        id=str(scenario.id),
        title=scenario.title,
        href=reverse("insight:scenario", args=[scenario.id]),
        kind=str(names.get(scenario.kind, scenario.kind)),
        state=name_state(run),
        when=say_when(scenario),
        by=scenario.signed,
        is_done=run.state == State.DONE,
    )


def _list_facts(scenario: Scenario, name: str) -> Iterable[Fact]:
    yield Fact(_("Slag"), name)
    yield Fact(_("Gjort"), say_when(scenario), note=scenario.signed)
    if scenario.changed_from is not None:
        origin = scenario.changed_from
        yield Fact(_("Ändrat från"), origin.title, href=reverse("insight:scenario", args=[origin.id]))
    yield Fact(_("Vilar på"), ", ".join(f"{what} {edition}" for what, edition in list_versions(scenario)))


def list_titles(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Their titles, as columns are headed."""
    return tuple(one.title for one in scenarios)
