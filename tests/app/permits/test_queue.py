"""Whose queue a matter stands in: by urgency, by the model of the day, and in nobody else's."""

from __future__ import annotations

from uuid import UUID

import pytest

from skjuts.apps.permits.queries.numbers import find_matters_by_number, number_of
from skjuts.apps.permits.queries.queue import QueueFilter, list_queue, list_queue_part
from skjuts.apps.registry.models import Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from tests.app.permits.test_deciding import paper
from tests.app.permits.world import World
from tests.app.signed_in import Person, make_person


def test_queue_when_listed_then_the_most_urgent_is_first_and_the_decided_gone(world: World) -> None:
    """The officer takes from the top."""
    later = paper(world)
    _, sooner = world.certify()
    done = paper(world)
    world.decide(done, outcome="written_off")
    assert [one.id for one in list_queue(world.officer.actor, QueueFilter())] == [sooner.id, later.id]


def test_queue_when_a_clinic_decides_then_only_the_clinic_has_its_matters(world: World) -> None:
    """What a page would refuse to open is not named in a list, nor found by its number."""
    colleague = make_person(Role.CARE_STAFF, unit=world.ward.unit)
    own, (_, certified) = paper(world), world.certify()
    listed = {own.id, certified.id}
    assert set_of(world.officer) == listed
    assert set_of(colleague) == set()
    world.set_model("clinic_decides", world.ward.unit)
    assert set_of(world.officer) == {own.id}
    assert set_of(world.agent) == set()
    assert set_of(colleague) == {certified.id}
    assert not find_matters_by_number(world.officer.actor, number_of(certified)).exists()


def test_queue_when_the_unit_above_decides_then_the_units_below_do(world: World) -> None:
    """A ward follows its clinic until it has a row of its own."""
    above = make_person(Role.CARE_STAFF, authority=world.ward.authority).assignment.unit
    Unit.objects.filter(pk=world.ward.unit.pk).update(parent=above)
    colleague = make_person(Role.CARE_STAFF, unit=world.ward.unit)
    world.set_model("clinic_decides", above)
    _, certified = world.certify()
    assert set_of(world.officer) == set()
    assert set_of(colleague) == {certified.id}


@pytest.mark.parametrize(("model", "count"), [("centre_approves", 1), ("central_decides", 0)])
def test_queue_when_the_centre_approves_then_its_agents_have_it(world: World, model: str, count: int) -> None:
    """An agent of the booking centre handles matters by one of the three models alone."""
    world.set_model(model)
    world.certify()
    assert len(set_of(world.agent)) == count
    assert len(set_of(world.officer)) == 1


def set_of(person: Person) -> set[UUID]:
    """The matters in somebody's queue, as the page takes them."""
    with acting(person.actor):
        return {one.id for one in list_queue_part(person.actor, QueueFilter(), size=9).matters}
