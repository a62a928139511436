"""The nurse's certificate: begin, save, copy, issue, discard, withdraw; and a whole ward round at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.errors import CaseChanged, IncompleteCertificate, MayNotCertify
from skjuts.apps.permits.models import Application, Certificate
from skjuts.apps.permits.policies import require_certify_for, require_withdraw_certificate
from skjuts.apps.permits.queries.certificates import (
    get_certificate,
    get_locked_certificate,
    get_locked_draft,
)
from skjuts.apps.permits.services.receive import receive_certificate
from skjuts.apps.permits.services.stepping import note_access, require_text, take_certificate_step
from skjuts.apps.permits.terms import CertificateContent
from skjuts.apps.permits.workflow import CERTIFICATE
from skjuts.apps.registry.models import Assignment
from skjuts.apps.registry.queries.patients import get_patient
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.queries import may_certify
from skjuts.core.kernel.errors import InvalidField, SkjutsError
from skjuts.core.kernel.transitions import BEGINNING

REASON, ABOUT = "certificate", "certificate"
LONGEST_DAYS = 5 * 366


@dataclass(frozen=True, slots=True)
class RoundAnswer:
    """What became of one certificate of a ward round: issued, or why not."""

    certificate_id: UUID
    trouble: SkjutsError | None = None


@transaction.atomic
def begin_certificate(
    *,
    actor: Actor,
    patient_id: UUID,
    now: dt.datetime,
    content: CertificateContent | None = None,
) -> Certificate:
    """The actor's draft for a patient: the one that lies there, or a new one, which begins with `content`."""
    patient = get_patient(actor, patient_id)
    require_certify_for(actor, patient)
    found = Certificate.objects.filter(
        issuer_id=actor.assignment_id, patient_id=patient.id, state="draft"
    ).first()
    if found:
        note_access(actor, found, action=Access.READ, reason=REASON, about=ABOUT)
        return found
    made = Certificate.objects.create(
        authority_id=patient.authority_id,
        patient=patient,
        is_guarded=patient.is_guarded,
        issuer_id=actor.assignment_id,
        unit_id=actor.unit_id,
        content=(content or CertificateContent()).encode(),
        begun_at=now,
        saved_at=now,
    )
    take_certificate_step(CERTIFICATE.get_step(BEGINNING, "begin"), made, actor, now)
    note_access(actor, made, action=Access.ALTER, reason=REASON, about=ABOUT)
    return made


@transaction.atomic
def save_draft(
    *, actor: Actor, certificate_id: UUID, version: int, content: CertificateContent, now: dt.datetime
) -> Certificate:
    """Save the whole of a draft; nothing has to be complete. Raises CaseChanged when past `version`."""
    draft = get_locked_draft(actor, certificate_id)
    CERTIFICATE.get_step(draft.state, "issue")
    if draft.version != version:
        raise CaseChanged
    draft.content = content.encode()
    draft.version += 1
    draft.saved_at = now
    draft.save(update_fields=["content", "version", "saved_at"])
    return draft


@transaction.atomic
def copy_certificate(*, actor: Actor, certificate_id: UUID, now: dt.datetime) -> Certificate:
    """A draft that begins with what an earlier certificate of the unit told, without its days and trips."""
    earlier = get_certificate(actor, certificate_id)
    note_access(actor, earlier, action=Access.READ, reason=REASON, about=ABOUT)
    draft = begin_certificate(actor=actor, patient_id=earlier.patient_id, now=now)
    draft.copied_from = earlier
    draft.content = CertificateContent.decode(earlier.content).carry_over().encode()
    draft.version += 1
    draft.saved_at = now
    draft.save(update_fields=["copied_from", "content", "version", "saved_at"])
    return draft


@transaction.atomic
def issue_certificate(
    *,
    actor: Actor,
    certificate_id: UUID,
    version: int,
    now: dt.datetime,
    today: dt.date,
    supersedes_id: UUID | None = None,
) -> tuple[Certificate, Application]:
    """Issue a draft; it never changes again. The patient's waiting application gets it, or a new one begins.

    The right to certify is asked now, for every kind that the content holds. Raises MayNotCertify,
    IncompleteCertificate, InvalidField and CaseChanged; the draft is kept.
    """
    draft = get_locked_draft(actor, certificate_id)
    step = CERTIFICATE.get_step(draft.state, "issue")
    if draft.version != version:
        raise CaseChanged
    require_certify_for(actor, draft.patient)
    content = CertificateContent.decode(draft.content)
    _require_sound(content, today)
    _require_right(actor, content, now)
    _fill_in(draft, content, actor, now)
    if supersedes_id:
        draft.supersedes = _supersede(actor, supersedes_id, draft, now)
    draft.state = step.target
    draft.save()
    take_certificate_step(step, draft, actor, now)
    note_access(actor, draft, action=Access.ALTER, reason=REASON, about=ABOUT)
    return draft, receive_certificate(actor=actor, certificate=draft, content=content, now=now, today=today)


def issue_round(
    *, actor: Actor, drafts: Sequence[tuple[UUID, int]], now: dt.datetime, today: dt.date
) -> list[RoundAnswer]:
    """Issue several drafts, (id, version) each; those that cannot be issued do not stop the others."""
    answers = []
    for certificate_id, version in drafts:
        try:
            issue_certificate(
                actor=actor, certificate_id=certificate_id, version=version, now=now, today=today
            )
        except SkjutsError as trouble:
            answers.append(RoundAnswer(certificate_id, trouble))
        else:
            answers.append(RoundAnswer(certificate_id))
    return answers


@transaction.atomic
def discard_draft(*, actor: Actor, certificate_id: UUID, now: dt.datetime) -> None:
    """Throw a draft away; what it told is emptied."""
    draft = get_locked_draft(actor, certificate_id)
    step = CERTIFICATE.get_step(draft.state, "discard")
    draft.content = CertificateContent().encode()
    draft.version += 1
    draft.save(update_fields=["content", "version"])
    take_certificate_step(step, draft, actor, now)


@transaction.atomic
def withdraw_certificate(*, actor: Actor, certificate_id: UUID, reason: str, now: dt.datetime) -> Certificate:
    """Take an issued certificate back, with a reason. Decisions made on it stand until an officer acts."""
    found = get_locked_certificate(actor, certificate_id)
    require_withdraw_certificate(actor, found)
    step = CERTIFICATE.get_step(found.state, "withdraw")
    reason = require_text(reason, "reason", "Skriv varför intyget återkallas.")
    take_certificate_step(step, found, actor, now, reason=reason)
    note_access(actor, found, action=Access.ALTER, reason=REASON, about=ABOUT)
    return found


def _require_sound(content: CertificateContent, today: dt.date) -> None:
    missing = content.list_missing()
    if missing or content.valid_from is None or content.valid_to is None:
        raise IncompleteCertificate(missing)
    if content.valid_to < content.valid_from:
        raise InvalidField("Sista dagen ligger före den första.", field="valid_to", remedy="Rätta dagarna.")
    if content.valid_to < today:
        raise InvalidField("Sista dagen har redan varit.", field="valid_to", remedy="Välj en senare dag.")
    if (content.valid_to - content.valid_from).days > LONGEST_DAYS:
        raise InvalidField("Ett intyg gäller i högst fem år.", field="valid_to", remedy="Korta tiden.")
    if not content.trips or content.trips < 1:
        raise InvalidField("Ange minst en resa.", field="trips", remedy="Skriv antalet enkelresor.")


def _require_right(actor: Actor, content: CertificateContent, now: dt.datetime) -> None:
    for kind in content.kinds:
        right = may_certify(assignment_id=actor.assignment_id, kind=kind, now=now)
        if not right.is_allowed:
            raise MayNotCertify(str(right.hindrance), kind)


def _fill_in(draft: Certificate, content: CertificateContent, actor: Actor, now: dt.datetime) -> None:
    mine = Assignment.objects.select_related("staff").get(pk=actor.assignment_id)
    draft.kinds = list(content.kinds)
    draft.valid_from, draft.valid_to, draft.trips = content.valid_from, content.valid_to, content.trips
    draft.signed, draft.profession, draft.issued_at = sign(actor), mine.staff.profession, now


def _supersede(actor: Actor, earlier_id: UUID, draft: Certificate, now: dt.datetime) -> Certificate:
    earlier = get_locked_certificate(actor, earlier_id)
    require_withdraw_certificate(actor, earlier)
    if earlier.patient_id != draft.patient_id:
        raise InvalidField("Det tidigare intyget gäller en annan patient.", field="supersedes")
    take_certificate_step(CERTIFICATE.get_step(earlier.state, "supersede"), earlier, actor, now)
    return earlier
