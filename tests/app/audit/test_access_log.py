"""Who read whom: nothing is shown that could not be logged, and nothing logged is ever changed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import InvalidField
from tests.app.audit.conftest import NORTH, SOUTH

pytestmark = pytest.mark.django_db
PATIENT = UUID(int=77)


def read(actor: Actor, **changes: object) -> None:
    """Log one ordinary read."""
    told = {"action": Access.READ, "authority_id": NORTH, "reason": "booking", "context": "", **changes}
    record_access(actor, patient_id=PATIENT, **told)  # type: ignore[arg-type]


def test_read_when_logged_tells_who_whom_what_where_why_and_when(inside: Actor) -> None:
    """Each of these is asked for by the rules on access logs."""
    read(inside, context="booking:1")
    entry = AccessEntry.objects.get()
    assert (entry.staff_id, entry.unit_id, entry.assignment_id) == (
        inside.staff_id,
        inside.unit_id,
        inside.assignment_id,
    )
    assert (entry.patient_id, entry.action, entry.reason, entry.context) == (
        PATIENT,
        "read",
        "booking",
        "booking:1",
    )
    assert abs(entry.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_read_when_logged_takes_one_statement(inside: Actor) -> None:
    """Logging must not be what makes pages slow."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read(inside)
    assert len(queries) == 1


def test_read_when_it_has_no_reason_is_refused(inside: Actor) -> None:
    """A reader without a reason has none."""
    with pytest.raises(InvalidField):
        read(inside, reason=" ")


def test_read_when_it_is_of_an_authority_out_of_reach_raises(inside: Actor) -> None:
    """Then the page is not shown either."""
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        read(inside, authority_id=SOUTH)


@pytest.mark.parametrize("change", ["update audit_access set reason = 'x'", "delete from audit_access"])
def test_entry_when_the_application_would_change_it_is_refused(inside: Actor, change: str) -> None:
    """The log only grows."""
    read(inside)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_partition_when_asked_directly_is_closed(inside: Actor) -> None:
    """A partition has no wall of its own, so nobody may go past its parent."""
    read(inside)
    month = dt.datetime.now(dt.UTC).strftime("audit_access_%Y_%m")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"table {month}")


def test_log_when_another_authority_looks_is_empty(inside: Actor) -> None:
    """Who has read a patient is itself the authority's own."""
    read(inside)
    with entering(authorities=[SOUTH]):
        assert AccessEntry.objects.count() == 0


def test_month_when_it_has_no_partition_stops_the_read(inside: Actor) -> None:
    """A log without room fails closed; the job makes room a year ahead."""
    with pytest.raises(IntegrityError, match="no partition"), transaction.atomic(), connection.cursor() as at:
        at.execute(
            "insert into audit_access (at, authority_id, actor_authority_id, account_id, staff_id,"
            " assignment_id, unit_id, kind, action, reason, context, request_id)"
            " values ('2099-01-01', 1, 1, %s, %s, %s, %s, 'patient', 'read', 'x', '', '')",
            [PATIENT] * 4,
        )


def test_months_when_ensured_again_makes_none(inside: Actor) -> None:
    """The job may run as often as it likes."""
    with connection.cursor() as cursor:
        cursor.execute("select audit_ensure_months('2019-11-05', '2020-02-01')")
        assert cursor.fetchone() == (4,)
        cursor.execute("select audit_ensure_months('2019-11-05', '2020-02-01')")
        assert cursor.fetchone() == (0,)
        cursor.execute("select has_table_privilege('skjuts_app', 'audit_access_2019_12', 'select')")
        assert cursor.fetchone() == (False,)
