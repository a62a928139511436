"""Write one access to the log, in the transaction of the read.

Whoever shows a patient's data calls this before the answer leaves. When the row cannot be written the
call raises, the transaction is rolled back and the page is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import structlog
from django.db import connection

from skjuts.apps.audit.models import Access
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField

# The position and the number come from the database's own defaults.
_COLUMNS = (
    "authority_id",
    *("actor_authority_id", "account_id", "staff_id", "assignment_id", "unit_id"),
    *("patient_id", "kind", "subject_id"),
    *("action", "reason", "context", "request_id"),
)
_INSERT = f"insert into audit_access ({', '.join(_COLUMNS)}) values "  # noqa: S608  (our own names)
_ROW = f"({', '.join(['%s'] * len(_COLUMNS))})"

type Cell = str | int | UUID | None


def record_access(  # noqa: PLR0913  (one argument for each thing that the law wants to know)
    actor: Actor,
    *,
    action: Access,
    authority_id: int,
    reason: str,
    context: str,
    patient_id: UUID | None = None,
    kind: str = "patient",
    subject_id: UUID | None = None,
) -> None:
    """Log that the actor did this with a patient's data, or with something else that is `kind`.

    `authority_id`: whose data it is. `reason`: a code of `reasons.Reason`, or the actor's own words without
    names. `context`: the errand, such as `booking:<uuid>`; '' when there is none, which log review looks at.
    Raises `InvalidField` without a reason, and the database's own errors when the row cannot be written.
    """
    about: list[Cell] = [patient_id, kind, subject_id]
    _write([[authority_id, *_by(actor), *about, *_why(action, reason, context)]])


def record_list(
    actor: Actor, *, action: Access, patients: Iterable[tuple[int, UUID]], reason: str, context: str
) -> None:
    """Log that the actor saw each of these (authority and patient) in one list; else as `record_access`."""
    why = _why(action, reason, context)
    _write([[authority_id, *_by(actor), one, "patient", None, *why] for authority_id, one in patients])


def _by(actor: Actor) -> list[Cell]:
    return [actor.authority_id, actor.account_id, actor.staff_id, actor.assignment_id, actor.unit_id]


def _why(action: Access, reason: str, context: str) -> list[Cell]:
    if not reason.strip():
        raise InvalidField("Skälet till att uppgiften öppnas saknas.", field="reason")
    request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    return [action.value, reason.strip(), context, request_id]


def _write(rows: list[list[Cell]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_INSERT + ", ".join([_ROW] * len(rows)), [cell for row in rows for cell in row])
