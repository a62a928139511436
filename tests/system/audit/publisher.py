"""A process that publishes one event of each aggregate named on its command line, in one transaction."""

from __future__ import annotations

import sys
from uuid import UUID

import django


def main() -> None:
    """Publish."""
    django.setup()
    from skjuts.apps.audit.services import publish_event
    from skjuts.apps.tenancy.scope import entering

    with entering(authorities=[1]):
        for aggregate in sys.argv[1:]:
            publish_event(
                name="tests.counted", aggregate_id=UUID(aggregate), authority_id=1, actor=None, payload={}
            )


if __name__ == "__main__":
    main()
