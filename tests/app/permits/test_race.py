"""Fifty clients ask for the last trips at once, over connections of their own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from skjuts.apps.permits.errors import QuotaUsedUp
from skjuts.apps.permits.models import Permit, PermitUse
from skjuts.apps.permits.services.use_permit import use_permit
from skjuts.apps.tenancy.scope import acting
from tests.app.permits.world import NOON, TODAY, World, open_world

CLIENTS, QUOTA = 50, 7


@pytest.fixture
def committed(transactional_db: None) -> tuple[World, Permit]:
    """A world that other connections see."""
    with open_world("kappen") as world:
        permit = world.permit(trips=QUOTA)
    return world, permit


def test_quota_when_fifty_ask_at_once_then_is_never_exceeded(committed: tuple[World, Permit]) -> None:
    """The database judges and counts in one statement; nobody rides on a trip that is gone."""
    world, permit = committed
    gate = threading.Barrier(10)

    def ask(number: int) -> bool:
        gate.wait(timeout=60)
        try:
            with acting(world.agent.actor):
                use_permit(
                    actor=world.agent.actor,
                    permit_id=permit.id,
                    key=f"booking:{number}",
                    travel_mode="shared_taxi",
                    travel_day=TODAY,
                    now=NOON,
                )
        except QuotaUsedUp:
            return False
        finally:
            connections["default"].close()
        return True

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(ask, range(CLIENTS)))
    with acting(world.agent.actor):
        assert Permit.objects.get(pk=permit.id).trips_used == QUOTA
        assert PermitUse.objects.filter(permit=permit).count() == QUOTA
    assert answers.count(True) == QUOTA
    connection.close()
