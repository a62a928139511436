"""Tell the witness, signed, how far the chain has come."""

from __future__ import annotations

import datetime as dt

import structlog
from django.db import transaction

from skjuts.apps.audit import crash
from skjuts.apps.audit.chain import GENESIS, Signed, Statement
from skjuts.apps.audit.errors import BrokenChain
from skjuts.apps.audit.models import Checkpoint
from skjuts.apps.audit.queries.log_lines import get_last_link
from skjuts.apps.audit.signing import Signer, list_known_keys
from skjuts.apps.audit.testimony import find_disagreement
from skjuts.core.ports.witness import witness

log = structlog.get_logger(__name__)


def make_checkpoint(*, now: dt.datetime) -> bool:
    """Sign the newest seal; False when nothing has been sealed since the last checkpoint.

    The row is committed first. Should the witness not hear of it, the next checkpoint covers the same
    entries and more. Raises `BrokenChain` when the chain is no longer what the witness was last told: a new
    signature would vouch for a log that was cut and grew anew. Raises `UpstreamUnavailable` when the witness
    does not answer.
    """
    require_agreement()
    with transaction.atomic():
        link = get_last_link()
        last = Checkpoint.objects.order_by("-id").first()
        if link == GENESIS or (last is not None and last.sequence >= link.sequence):
            return False
        signed = Signer.of_settings().sign(Statement(link.sequence, link.chain, link.total, now))
        _keep(signed)
        crash.point("checkpoint.written")
    witness.get().remember(signed.line())
    crash.point("checkpoint.witnessed")
    return True


def require_agreement() -> None:
    """Hold the chain against the witness's last checkpoint; raises `BrokenChain`."""
    finding = find_disagreement(witness.get(), list_known_keys())
    if finding is not None:
        log.critical("log_disagrees_with_witness", fault=finding.fault.value, seal=finding.sequence)
        raise BrokenChain(field=f"försegling {finding.sequence}")


def _keep(signed: Signed) -> None:
    told = signed.statement
    Checkpoint.objects.create(
        sequence=told.sequence,
        chain=told.chain,
        entries=told.entries,
        made_at=told.made_at,
        key_id=signed.key_id,
        signature=signed.signature,
    )
