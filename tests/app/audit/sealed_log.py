"""A sealed log to try things on: entries, seals, a checkpoint, and somebody who owns the database."""

from __future__ import annotations

from uuid import UUID

from django.db import connections
from django.utils import timezone

from skjuts.adapters.witness import FolderWitness, NoWitness
from skjuts.apps.audit.chain import Place
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.audit.services.checkpoints import make_checkpoint
from skjuts.apps.audit.services.sealing import seal_entries
from skjuts.apps.audit.signing import list_known_keys
from skjuts.apps.audit.verdict import Verdict
from skjuts.apps.audit.verification import Stretch, verify_log
from skjuts.apps.tenancy.scope import acting
from tests.app.audit.conftest import make_actor

LOG_TABLES = ("audit_access", "audit_seal", "audit_checkpoint")


def log(count: int, *, first: int = 0) -> None:
    """Log accesses, each in a transaction of its own."""
    actor = make_actor()
    for number in range(first, first + count):
        with acting(actor):
            record_access(
                actor,
                action=Access.READ,
                authority_id=actor.authority_id,
                reason="tab\there, line\nthere",
                context="",
                patient_id=UUID(int=number + 1),
            )


def verify(outside: FolderWitness | NoWitness, stretch: Stretch = Stretch()) -> Verdict:  # noqa: B008
    """Verify with our own keys."""
    return verify_log(stretch, keys=list_known_keys(), witness=outside)


def places() -> list[Place]:
    """Every entry's place, in order."""
    with whole_house():
        rows = AccessEntry.objects.order_by("position", "id").values_list("position", "id")
        return [Place(*row) for row in rows]


def tamper(statement: str, *values: object) -> None:
    """Change the database as somebody who owns it can."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, list(values))  # type: ignore[arg-type]


def sealed(count: int = 30, *, batch: int = 10, outside: object = None) -> list[Place]:
    """A log, sealed in batches of ten, with a checkpoint."""
    log(count)
    assert seal_entries(batch=batch) == count
    make_checkpoint(now=timezone.now())
    return places()


def back_up() -> None:
    """Keep the log as it is now."""
    for table in LOG_TABLES:
        tamper(f"create table old_{table} as table {table}")


def restore() -> None:
    """Put the log back to what was kept: everything since is gone."""
    for table in LOG_TABLES:
        tamper(f"truncate {table}")
        tamper(f"insert into {table} table old_{table}")
        tamper(f"drop table old_{table}")
