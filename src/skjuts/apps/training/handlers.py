"""What training does when it hears of an event."""

from __future__ import annotations

from django.utils import timezone

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.subscriptions import subscribe
from skjuts.apps.training.presenters.rules import tell_changes
from skjuts.apps.training.services.announce_change import announce_change
from skjuts.apps.training.services.follow_rules import begin_retrainings, end_retrainings, find_change


@subscribe("course.published", handler="training.announce_change")
def tell_issuers(event: EventRow) -> None:
    """A published micro-retraining is announced to those whom it concerns."""
    announce_change(version_id=event.aggregate_id)


@subscribe("rule_book.approved", handler="training.begin_retrainings")
def follow_approval(event: EventRow) -> None:
    """New rules begin a micro-retraining on what they touch."""
    change = find_change(event.aggregate_id)
    if change is not None:
        begin_retrainings(change=change, told=tell_changes(change.old, change.new), now=timezone.now())


@subscribe("rule_book.withdrawn", handler="training.end_retrainings")
def follow_withdrawal(event: EventRow) -> None:
    """Rules that never came into force block nobody."""
    end_retrainings(version_id=event.aggregate_id, now=timezone.now())
