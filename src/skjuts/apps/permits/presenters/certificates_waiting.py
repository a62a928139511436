"""What waits for those who certify, on the start page. No names: the start page is not logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.policies import may_certify_at_all
from skjuts.apps.permits.queries.certificates import list_own_drafts
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.presenters.words import tell_moment
from skjuts.web.navigation import WaitingItem, WaitingWork

SHOWN = 3
OLD = dt.timedelta(days=7)


def waiting_certificates(actor: Actor, now: dt.datetime) -> Iterator[WaitingWork]:
    """Drafts that somebody began and did not issue; urgent when one has lain for a week."""
    if not may_certify_at_all(actor):
        return
    rows = list(list_own_drafts(actor).defer("content"))
    if not rows:
        return
    yield WaitingWork(
        title=_("Intyg som inte är utfärdade"),
        count=len(rows),
        href=f"{reverse('permits:certificates')}?visa=draft",
        icon="file-pen",
        items=tuple(
            WaitingItem(
                _("Sparat %(when)s") % {"when": tell_moment(one.saved_at)},
                reverse("permits:certificate-draft", args=[one.id]),
            )
            for one in rows[:SHOWN]
        ),
        order=10,
        is_urgent=now - min(one.saved_at for one in rows) > OLD,
    )
