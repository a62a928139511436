"""The universe, built in order, each step with its progress. Building again goes on where it stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rich.progress import Progress

from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.scope import entering
from skjuts.rehearsal.personas.placing import place_personas
from skjuts.rehearsal.universe.billing import follow_up
from skjuts.rehearsal.universe.certificates import issue_certificates, train_certifier
from skjuts.rehearsal.universe.claims import enter_claims
from skjuts.rehearsal.universe.colleagues import place_colleagues, train_colleagues, train_persona
from skjuts.rehearsal.universe.deciders import appoint_deciders
from skjuts.rehearsal.universe.follow_up import enter_follow_up
from skjuts.rehearsal.universe.history import watch_history, write_history
from skjuts.rehearsal.universe.letters import set_letter_heads
from skjuts.rehearsal.universe.matters import list_every_story, tell_stories
from skjuts.rehearsal.universe.patients import register_patients
from skjuts.rehearsal.universe.questions import ask_questions
from skjuts.rehearsal.universe.replays import replay_once
from skjuts.rehearsal.universe.rules import put_books_in_force, write_trial_draft
from skjuts.rehearsal.universe.savings import read_savings_plan_in
from skjuts.rehearsal.universe.scenarios import list_told, save_scenarios
from skjuts.rehearsal.universe.schooling import deliver_courses
from skjuts.rehearsal.universe.sizes import EXTENTS, HISTORY_DAYS, Size
from skjuts.rehearsal.universe.trips import gather_own_trips, read_trips_in

SEED = 1
OPENED_DAYS_AGO = 400
RETRAINING = "dialys"
"""The persona for whom a change of the rules waits."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called while it runs, how much there is, and the work, one item at a time."""

    name: str
    total: int
    work: Callable[[], Iterable[object]]


def build(size: Size, now: dt.datetime, progress: Progress) -> None:
    """Build the universe of a size as of now."""
    for step in list_steps(size, now):
        for _ in progress.track(step.work(), total=step.total, description=step.name):
            pass


def list_steps(size: Size, now: dt.datetime) -> list[Step]:
    """The steps of a size, in order."""
    extent = EXTENTS[size]
    opened_on = now.date() - dt.timedelta(days=OPENED_DAYS_AGO)
    return [
        Step("Huvudmän, enheter och personer att vara", 1, lambda: _once(lambda: place_personas(opened_on))),
        Step("Regelböcker", 1, lambda: _once(lambda: put_books_in_force(opened_on))),
        Step("Ett utkast till regler", 1, lambda: _once(lambda: write_trial_draft(opened_on, now))),
        Step("Kurser", 1, lambda: _once(lambda: deliver_courses(now))),
        Step("En person som har fortbildning kvar", 1, lambda: _once(lambda: train_persona(RETRAINING, now))),
        Step("En person som får intyga", 1, lambda: _once(lambda: train_certifier(now))),
        Step(
            "Kollegor: kurs, prov, delegering", extent.colleagues, lambda: _colleagues(size, opened_on, now)
        ),
        Step("Frågor till stödfunktionen", 1, lambda: _once(lambda: ask_questions(now))),
        Step("En besparingsplan", 1, lambda: _once(lambda: read_savings_plan_in(now))),
        Step(
            "Fyra års resor till uppföljningen",
            1,
            lambda: _once(lambda: read_trips_in(SEED, extent.trips, now)),
        ),
        Step("Budget och avtalens index", 1, lambda: _once(lambda: enter_follow_up(extent.trips, now))),
        Step("Sparade scenarier", len(list_told()), lambda: save_scenarios(now)),
        Step("Fakturakontroll, öppna data och rapporter", 1, lambda: _once(lambda: follow_up(now))),
        Step("Patienter", extent.patients, lambda: register_patients(SEED, extent.patients, now)),
        Step("Intyg", extent.certificates, lambda: issue_certificates(extent.certificates, now)),
        Step(
            "Ärenden om sjukresor och färdtjänst", len(list_every_story()), lambda: _matters(opened_on, now)
        ),
        Step("Brevhuvuden", 1, lambda: _once(set_letter_heads)),
        Step("Omspel bland scenarierna", 1, lambda: _once(lambda: replay_once(now))),
        Step("Reseräkningar och egenavgifter", 1, lambda: _once(lambda: enter_claims(now))),
        Step("Egna resor till uppföljningen", 1, lambda: _once(lambda: gather_own_trips(now))),
        Step("En månads åtkomstlogg", HISTORY_DAYS, lambda: write_history(SEED, extent.reads_a_day, now)),
        Step("Loggkontroll", HISTORY_DAYS, lambda: watch_history(now)),
    ]


def _once(work: Callable[[], object]) -> Iterable[object]:
    yield work()


def _matters(opened_on: dt.date, now: dt.datetime) -> Iterable[None]:
    yield from tell_stories(appoint_deciders(opened_on, now), now)


def _colleagues(size: Size, opened_on: dt.date, now: dt.datetime) -> Iterable[None]:
    with entering(authorities=Authority.objects.values_list("id", flat=True)):
        placed = place_colleagues(SEED, EXTENTS[size].colleagues, opened_on)
    yield from train_colleagues(SEED, placed, now)
