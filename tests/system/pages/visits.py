"""Who opens which address in the browser: every address of the matrix of rights that can be read.

The matrix lies in the demonstration's own region, so that lists are full and texts are long. What the
matrix makes of an address is made here too: a new address is visited without a line here.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from skjuts.apps.insight.models import Scenario
from skjuts.apps.registry.models import Authority, Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.rehearsal.personas.people import read_cast
from tests.app.rights import books as _books  # noqa: F401  (declares its builders)
from tests.app.rights import certificates as _certificates  # noqa: F401  (declares its builders)
from tests.app.rights import claims as _claims  # noqa: F401  (declares its builders)
from tests.app.rights import courses as _courses  # noqa: F401  (declares its builders)
from tests.app.rights import insight as _insight  # noqa: F401  (declares its builders)
from tests.app.rights import letters as _letters  # noqa: F401  (declares its builders)
from tests.app.rights import log as _log  # noqa: F401  (declares its builders)
from tests.app.rights import matters as _matters  # noqa: F401  (declares its builders)
from tests.app.rights import patients as _patients  # noqa: F401  (declares its builders)
from tests.app.rights import programs as _programs  # noqa: F401  (declares its builders)
from tests.app.rights import registers as _registers  # noqa: F401  (declares its builders)
from tests.app.rights import support as _support  # noqa: F401  (declares its builders)
from tests.app.rights.objects import BUILDERS, Arguments
from tests.app.rights.table import Relation, Row
from tests.app.rights.world import World
from tests.app.signed_in import Person, make_person
from tests.system.pages.house import Visit
from tests.system.pages.subjects import Course, make_course_subjects, make_patient_subjects

MISSING = "missing"
"""The page that says that there is no such page."""
KEYBOARD = "keyboard"
"""The courses of somebody who has read them and uses no mouse."""
COMPARISON = "insight:compare-scenarios"
"""How the names of the comparison begin: page, paper and workbook."""
SOMEBODY = "somebody"
"""The start page of somebody whose session a test may end."""


def make_visits(rows: Iterable[Row]) -> dict[str, Visit]:
    """The visit of each row, its object made; the start page of each role; and a page that is missing."""
    world = make_demo_world()
    course = make_course_subjects(world)
    subjects = course.subjects | make_patient_subjects(world)
    visits = {row.name: _visit(row, world, course, subjects) for row in rows}
    start = reverse("registry:start")
    visits |= {f"start as {role}": Visit(start, session_of(world.people[role])) for role in Role}
    visits |= {KEYBOARD: Visit(reverse("training:home"), session_of(course.reader))}
    visits |= {SOMEBODY: Visit(start, session_of(make_person(Role.CARE_STAFF, unit=world.own_unit)))}
    return visits | {MISSING: Visit("/finns-inte/", session_of(world.people[Role.CARE_STAFF]))}


def make_demo_world() -> World:
    """The matrix's world in the demonstration's region, at the ward where its nurse works."""
    home, other, served = (
        Authority.objects.get(slug=one) for one in ("jamtland-harjedalen", "vasternorrland", "bergs-kommun")
    )
    hsa_ids = {one.key: one.hsa_id for one in read_cast().units}
    with entering(authorities=[home.id, other.id, served.id]):
        own, near, foreign = (
            Unit.objects.get(hsa_id=hsa_ids[one]) for one in ("medicin", "dialys", "kirurgi")
        )
        municipal = Unit.objects.create(
            authority=served,
            kind=Unit.Kind.CARE,
            name="Hemtjänsten i Svenstavik",
            hsa_id="SE0000000000-SVENSTAVIK",
            opened_on=home.opened_on,
        )
    people = {role: make_person(role, unit=own) for role in Role}
    return World(home, other, served, own, near, foreign, municipal, people)


def session_of(person: Person) -> str:
    """The value of the person's cookie."""
    return person.client.cookies["session"].value


def _visit(row: Row, world: World, course: Course, subjects: dict[str, Arguments]) -> Visit:
    if row.name in course.own:
        arguments, person = course.own[row.name]
        return Visit(reverse(row.name, kwargs=arguments), session_of(person))
    relation = _relation(row)
    path = reverse(row.name, kwargs=_arguments(row, relation, world, subjects))
    if row.name.startswith(COMPARISON):
        path += _choose_scenarios(world)
    if row.opening == "anyone":
        return Visit(path)
    role = next(role for role in Role if row.lets_in(role, relation))
    return Visit(path, session_of(world.people[role]))


def _choose_scenarios(world: World) -> str:
    """The demonstration's two scenarios of opening hours, as ticked in the list."""
    with entering(authorities=[world.home.id]):
        chosen = Scenario.objects.filter(kind="oppettider").values_list("id", flat=True)[:2]
        return "?" + "&".join(f"val={one}" for one in chosen)


def _relation(row: Row) -> Relation | None:
    """How the object lies to whoever opens it: as near as the row lets anybody in."""
    if not row.object:
        return None
    return min(row.reach, key=list(Relation).index, default=Relation.OWN_UNIT)


def _arguments(
    row: Row, relation: Relation | None, world: World, subjects: dict[str, Arguments]
) -> Arguments:
    if relation is None:
        return {}
    if relation == Relation.OWN_UNIT and row.object in subjects:
        return subjects[row.object]
    return BUILDERS[row.object](world, relation)
