"""What was done in follow-up is told as an event of the row that it was done about."""

from __future__ import annotations

from skjuts.apps.audit.events import JSON
from skjuts.apps.audit.services import publish_event
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.rows import TenantRow


def tell(name: str, row: TenantRow, actor: Actor, /, **payload: JSON) -> None:
    """Publish `insight.<name>` about a row. Ids and facts, never names of people."""
    publish_event(
        name=f"insight.{name}",
        aggregate_id=row.id,
        authority_id=row.authority_id,
        actor=actor,
        payload=payload,
    )
