"""Savings plans, and what measures and scenarios are described of, in every relation."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from skjuts.apps.insight.facts.billing import ListedFinding
from skjuts.apps.insight.facts.open_data import Measures, OpenColumn, form_table
from skjuts.apps.insight.facts.written_plans import WrittenSheet
from skjuts.apps.insight.models import DrawnSample, Publication, SampleLine, SavingsPlan
from skjuts.apps.insight.queries.billing import list_month_findings
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.services.evaluate import describe_measure
from skjuts.apps.insight.services.keep_plan import open_plan, read_sheet_in, state
from skjuts.apps.insight.services.publish_data import publish
from skjuts.apps.insight.services.question_bills import MarkTerms, mark_finding
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.control import BillingFinding, BillingRule
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.signed_in import Person

SHEET = WrittenSheet(
    key="plan-2030",
    title="Plan 2030",
    year=2030,
    unit="Mkr",
    blank="zero",
    source="påhittad",
    population="",
    rows=[
        ["Nr", "Paket", "Effekt 2031", "Effekt 2032"],
        ["2", "Sjukresor", "5", "-1,3"],
        ["Summa", "Summa", "5", "0"],
    ],
)
ENTRY = {"kind": "too_early", "packages": ["2"], "page": "s. 3", "quote": "för tidigt"}


def _plan(keeper: Person) -> SavingsPlan:
    now = timezone.now()
    plan = open_plan(actor=keeper.actor, title=f"Plan {now.timestamp()}", about="", now=now)
    read_sheet_in(actor=keeper.actor, plan_id=plan.id, sheet=SHEET, now=now)
    return plan


@builder("figure", relations=(Relation.OWN_UNIT,), slug="finns-inte")
def build_figure(_world: World, _relation: Relation) -> Arguments:
    """A figure of the leader's page; its definition is everybody's who follows up."""
    return {"slug": "kostnad"}


@builder("reason", relations=(Relation.OWN_UNIT,), slug="finns-inte")
def build_reason(_world: World, _relation: Relation) -> Arguments:
    """A reason of a change; what it means is told where there are no trips too."""
    return {"slug": "pris"}


@builder("indicator", relations=(Relation.OWN_UNIT,), slug="finns-inte")
def build_indicator(_world: World, _relation: Relation) -> Arguments:
    """An indicator of the catalogue, which is the same for everybody who follows up."""
    return {"slug": "cost-per-trip"}


@builder("savings_plan", plan_id=NOBODY)
def build_plan(world: World, relation: Relation) -> Arguments:
    """A plan with one table that does not add up."""
    keeper = world.keeper_of(relation, Role.CONTROLLER)
    with acting(keeper.actor):
        return {"plan_id": str(_plan(keeper).id)}


@builder("plan_table", plan_id=NOBODY, key="plan-2030")
def build_table(world: World, relation: Relation) -> Arguments:
    """Its table."""
    return build_plan(world, relation) | {"key": "plan-2030"}


@builder("plan_package", plan_id=NOBODY, key="2")
def build_package(world: World, relation: Relation) -> Arguments:
    """Its package."""
    return build_plan(world, relation) | {"key": "2"}


@builder("plan_statement", plan_id=NOBODY, statement_id=NOBODY)
def build_statement(world: World, relation: Relation) -> Arguments:
    """Something that the text says of it."""
    keeper = world.keeper_of(relation, Role.CONTROLLER)
    with acting(keeper.actor):
        plan = _plan(keeper)
        row = state(actor=keeper.actor, plan_id=plan.id, entry=ENTRY, now=timezone.now())
        return {"plan_id": str(plan.id), "statement_id": str(row.id)}


@builder("measure", measure_id=NOBODY)
def build_measure(world: World, relation: Relation) -> Arguments:
    """A measure that has been described."""
    from skjuts.apps.insight.facts.measures import Question
    from skjuts.core.followup.months import month
    from skjuts.core.followup.population import Choice

    keeper, now = world.keeper_of(relation, Role.CONTROLLER), timezone.now()
    ramp = ((month(2025, 10), 1.0),)
    question = Question("trips", Choice.WITHOUT, ramp, True, False, -1, None)  # noqa: FBT003
    with acting(keeper.actor):
        made = describe_measure(
            actor=keeper.actor, title=f"Åtgärd {now.timestamp()}", about="", question=question, now=now
        )
        return {"measure_id": str(made.id)}


@builder("scenario_kind", relations=(Relation.OWN_UNIT,), key="finns-inte")
def build_scenario_kind(_world: World, _relation: Relation) -> Arguments:
    """A kind of scenario; which there are is everybody's who writes."""
    return {"key": "flygambulans"}


@builder("scenario", scenario_id=NOBODY)
def build_scenario(world: World, relation: Relation) -> Arguments:
    """A scenario that has been answered."""
    from skjuts.apps.insight.scenarios.forms.air_bill import AirBillInputs
    from skjuts.apps.insight.scenarios.inputs import Given
    from skjuts.apps.insight.scenarios.kinds import get_kind
    from skjuts.apps.insight.services.run_scenario import make_scenario

    keeper, now = world.keeper_of(relation, Role.CONTROLLER), timezone.now()
    inputs = AirBillInputs(
        income_mkr=Given(100, 100, "påhittad"),
        federation_hours=Given(6000, 6000),
        region_hours=Given(600, 600),
        cut_hours=Given(60, 120),
        standby_percent=Given(30, 30),
        key_percent=Given(10, 10),
        fixed_percent=Given(60, 90),
        past_use_percent=Given(0, 50),
    )
    with acting(keeper.actor):
        made = make_scenario(
            actor=keeper.actor,
            asked=get_kind("flygambulans").ask(inputs),
            title=f"Scenario {now.timestamp()}",
            changed_from=None,
            now=now,
            today=timezone.localdate(),
        )
        return {"scenario_id": str(made.id)}


FOUND = BillingFinding(BillingRule.DUPLICATE, ("a", "b"), 50_000, "Påhittad.")
MONTH = 24_300


@builder("finding", month=MONTH, finding="f" * 32)
def build_finding(world: World, relation: Relation) -> Arguments:
    """The largest finding of the latest months where there are trips, else one that is there no longer."""
    keeper = world.keeper_of(relation, Role.CONTROLLER)
    with acting(keeper.actor):
        trips = find_trips(keeper.actor)
        month = trips.span[1] - 1 if trips else MONTH
        one = list_month_findings(keeper.actor, trips, month)[0] if trips else _gone()
        terms = MarkTerms(state="asked", note="Hur många åkte i bilen?")
        mark_finding(
            actor=keeper.actor, finding=one, month=month, edition="s1", terms=terms, now=timezone.now()
        )
        return {"month": str(month), "finding": one.id}


def _gone() -> ListedFinding:
    return ListedFinding(uuid4().hex, FOUND, ("påhittat avtal",))


@builder("sample", sample_id=NOBODY)
def build_sample(world: World, relation: Relation) -> Arguments:
    """A sample of two lines."""
    return {"sample_id": str(_sample(world, relation).sample_id)}


@builder("sample_line", sample_id=NOBODY, line_id=NOBODY)
def build_sample_line(world: World, relation: Relation) -> Arguments:
    """One of its lines."""
    line = _sample(world, relation)
    return {"sample_id": str(line.sample_id), "line_id": str(line.id)}


def _sample(world: World, relation: Relation) -> SampleLine:
    keeper = world.keeper_of(relation, Role.CONTROLLER)
    with acting(keeper.actor):
        sample = DrawnSample.objects.create(
            authority_id=keeper.actor.authority_id,
            month=MONTH,
            seed=1,
            strata=[{"from_ore": 0, "to_ore": 50_000, "lines": 40}],
            line_count=40,
            amount_ore=1_200_000,
            edition="s1",
            drawn_by_staff=keeper.actor.staff_id,
            signed="Påhittad",
            drawn_at=timezone.now(),
        )
        lines = [
            SampleLine(
                authority_id=sample.authority_id, sample=sample, stratum=0, place=place, trip=f"t{place}",
                amount_ore=30_000,
            )
            for place in (1, 2)
        ]  # fmt: skip
        return SampleLine.objects.bulk_create(lines)[0]


@builder("publication", publication_id=NOBODY)
def build_publication(world: World, relation: Relation) -> Arguments:
    """An open data set that waits for a second look."""
    return {"publication_id": str(_publication(world, relation).id)}


@builder("open_set", relations=(Relation.OWN_UNIT,), authority="finns-inte", dataset="finns-inte")
def build_open_set(world: World, relation: Relation) -> Arguments:
    """A published one, which is everybody's."""
    found = _publication(world, relation)
    second = world.keeper_of(relation, Role.CONTROLLER)
    with acting(second.actor):
        publish(actor=second.actor, publication_id=found.id, now=timezone.now())
    return {"authority": world.home.slug, "dataset": found.name}


@builder(
    "open_table", relations=(Relation.OWN_UNIT,), authority="finns-inte", dataset="x", version=1, table="x"
)
def build_open_table(world: World, relation: Relation) -> Arguments:
    """Its table."""
    return build_open_set(world, relation) | {"version": "1", "table": "resor"}


def _publication(world: World, relation: Relation) -> Publication:
    keeper, now = world.keeper_of(relation, Role.CONTROLLER), timezone.now()
    keys = (OpenColumn("manad", "Månaden.", "string"), OpenColumn("fardsatt", "Färdsättet.", "string"))
    cells = {("2026-01", mode): Measures(40, 800_000, 900_000, 30) for mode in ("shared_taxi", "private_car")}
    with acting(keeper.actor):
        return Publication.objects.create(
            authority_id=keeper.actor.authority_id,
            name=f"resor-{uuid4().hex[:8]}",
            version=1,
            title="Påhittade resor",
            about="Resor per månad.",
            first_month=MONTH,
            last_month=MONTH,
            tables=[form_table("resor", "Resor", keys, cells).write()],
            population="utan asylboenden",
            source="påhittad",
            edition="s1",
            free_on=timezone.localdate(),
            prepared_by_staff=keeper.actor.staff_id,
            signed="Påhittad",
            prepared_at=now,
        )
