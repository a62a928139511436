"""A ward round: drafts for several patients with shared terms, on top of what is known of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.queries.certificates import list_latest_issued
from skjuts.apps.permits.services.certify import begin_certificate, save_draft
from skjuts.apps.permits.terms import CertificateContent
from skjuts.apps.tenancy.actor import Actor

type Sharing = Callable[[CertificateContent], CertificateContent]


@transaction.atomic
def draft_round(
    *,
    actor: Actor,
    patients: Sequence[tuple[UUID, CertificateContent]],
    share: Sharing,
    now: dt.datetime,
) -> list[Certificate]:
    """A draft for each patient: the one that lies there, what the unit issued last, or the content given.

    `share` puts the round's terms in place. What a draft told besides is kept.
    """
    latest = list_latest_issued(actor, [patient_id for patient_id, _ in patients])
    made = []
    for patient_id, fresh in patients:
        earlier = latest.get(patient_id)
        content = CertificateContent.decode(earlier.content).carry_over() if earlier else fresh
        draft = begin_certificate(actor=actor, patient_id=patient_id, now=now, content=content)
        made.append(
            save_draft(
                actor=actor,
                certificate_id=draft.id,
                version=draft.version,
                content=share(CertificateContent.decode(draft.content)),
                now=now,
            )
        )
    return made
