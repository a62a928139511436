"""Builders of what the registers of units, staff and files are about."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from skjuts.apps.registry.models import RegisterImport
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World

CONTENT = b"hsa_id;fornamn;efternamn\nSE0000000000-A1;Eva;Ek\n"


@builder("unit", unit_id=NOBODY)
def build_unit(world: World, relation: Relation) -> Arguments:
    """A unit."""
    return {"unit_id": str(world.unit_in(relation).id)}


@builder("staff", staff_id=NOBODY)
def build_staff(world: World, relation: Relation) -> Arguments:
    """A colleague with an assignment at the unit."""
    return {"staff_id": str(world.keeper_of(relation, Role.CARE_STAFF).staff.id)}


@builder("assignment", assignment_id=NOBODY)
def build_assignment(world: World, relation: Relation) -> Arguments:
    """A colleague's assignment at the unit."""
    return {"assignment_id": str(world.keeper_of(relation, Role.CARE_STAFF).assignment.id)}


@builder("import_kind", relations=(Relation.OWN_UNIT,), kind="finns-inte")
def build_import_kind(_world: World, _relation: Relation) -> Arguments:
    """A kind of file; it belongs to nobody."""
    return {"kind": "staff"}


@builder("import", import_id=NOBODY)
def build_import(world: World, relation: Relation) -> Arguments:
    """A checked file of the unit's authority."""
    keeper = world.keeper_of(relation, Role.REGISTRAR)
    with entering(authorities=[keeper.authority.id]):
        made = RegisterImport.objects.create(
            authority=keeper.authority,
            kind=RegisterImport.Kind.STAFF,
            state=RegisterImport.State.CHECKED,
            file_name="personal.csv",
            digest=hashlib.sha256(CONTENT).hexdigest(),
            content=CONTENT,
            line_count=1,
            begun_by=keeper.assignment,
            begun_at=timezone.now(),
        )
    return {"import_id": str(made.id)}


@builder("onboarding_step", relations=(Relation.OWN_UNIT,), slug="finns-inte")
def build_onboarding_step(_world: World, _relation: Relation) -> Arguments:
    """A step on the way in; every authority has the same ones."""
    return {"slug": "impact"}
