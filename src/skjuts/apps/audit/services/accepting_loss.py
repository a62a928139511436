"""Answer for a loss of the log, so that sealing and witnessing can go on over it."""

from __future__ import annotations

import datetime as dt

import structlog
from django.db import transaction

from skjuts.apps.audit.errors import NothingLost, OtherFaults
from skjuts.apps.audit.losses import Loss
from skjuts.apps.audit.models import AcceptedLoss
from skjuts.apps.audit.queries.log_lines import get_last_link
from skjuts.apps.audit.signing import Signer
from skjuts.apps.audit.verdict import Fault, Verdict
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import parse_hsa_id
from skjuts.core.ports.witness import witness

LOST = frozenset({Fault.CUT, Fault.REGROWN})
LONGEST_REASON = 400

log = structlog.get_logger(__name__)


def describe_loss(verdict: Verdict, *, accepted_by: str, reason: str, now: dt.datetime) -> Loss:
    """The loss that a verdict of the whole log tells of, as somebody would answer for it; not yet accepted.

    Raises `NothingLost`; `OtherFaults` when anything else than a cut is wrong, which no restore explains.
    """
    if verdict.is_whole:
        raise NothingLost
    if {one.fault for one in verdict.findings} - LOST:
        raise OtherFaults
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InvalidField(
            "Skälet saknas eller är för långt.",
            field="reason",
            remedy=f"Skriv högst {LONGEST_REASON} tecken.",
        )
    with transaction.atomic():
        head = get_last_link()
    return Loss(
        first=min(one.sequence for one in verdict.findings),
        head=head.sequence,
        chain=head.chain,
        entries_at_most=verdict.missing_at_most,
        accepted_at=now,
        accepted_by=parse_hsa_id(accepted_by, field="accepted_by"),
        reason=reason.strip(),
    )


def accept_loss(loss: Loss) -> Loss:
    """Sign it, keep it and tell the witness; raises `UpstreamUnavailable` when that one does not answer."""
    signed = Signer.of_settings().sign_loss(loss)
    with transaction.atomic():
        AcceptedLoss.objects.create(
            first=signed.first,
            head=signed.head,
            chain=signed.chain,
            entries_at_most=signed.entries_at_most,
            accepted_at=signed.accepted_at,
            accepted_by=signed.accepted_by,
            reason=signed.reason,
            key_id=signed.key_id,
            signature=signed.signature,
        )
        # Inside: a loss that the witness did not hear of has not been accepted.
        witness.get().remember(signed.line())
    log.warning("log_loss_accepted", seal=signed.first, entries_at_most=signed.entries_at_most)
    return signed
