"""Builders of what only programs ask for by id."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.services.take_in_course import deliver_course
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.table import Relation
from tests.app.rights.world import World
from tests.app.training.small_course import make_course


@builder("published_course", version_id=NOBODY)
def build_published_course(world: World, relation: Relation) -> Arguments:
    """A published course of the unit's authority."""
    authority = world.unit_in(relation).authority
    with entering(authorities=[authority.id]):
        files = make_course(slug=f"kurs-{uuid4().hex[:8]}")
        version = deliver_course(authority=authority, files=files, now=timezone.now())
    assert version is not None
    return {"version_id": str(version.id)}
