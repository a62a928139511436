"""The large house of the load bench, loaded small: as many of everything as were asked for, and sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connections
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry, Seal
from skjuts.apps.registry.models import Assignment, Authority, Delegation, Patient, Unit
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.models import PageRead, TrainingCertificate
from skjuts.rehearsal.universe.volume import MONTH, Volume, load_volume

TINY = Volume(patients=20, staff=80, units=12, entries_a_month=40, months=1)


@pytest.fixture
def owned(transactional_db: None) -> Iterator[None]:
    """The loader's own table of what is done goes with the test: other tests read the catalogue."""
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop table if exists volume_step")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_large_house_when_loaded_then_holds_what_was_asked_for_and_again_changes_nothing(owned: None) -> None:
    """What it lacks, the bench would not measure; and a load that was broken off is taken up again."""
    now = timezone.now() - dt.timedelta(days=1)
    said: list[str] = []
    for _ in range(2):
        load_volume(TINY, seed=1, now=now, say=said.append)
    with entering(authorities=[one.id for one in Authority.objects.all()]):
        assert Patient.objects.count() == TINY.patients
        assert Assignment.objects.count() == TINY.staff
        assert Unit.objects.count() == TINY.units
        trained, granted = TrainingCertificate.objects.count(), Delegation.objects.count()
        assert 0 < granted < trained < TINY.staff
        assert PageRead.objects.count() > trained
        assert AccessEntry.objects.filter(at__gte=now - MONTH).count() == TINY.entries
        assert Seal.objects.exists()
    assert said.count("loading: training") == 1
