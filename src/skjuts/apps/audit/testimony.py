"""Hold the chain against what was told of it: the signed checkpoints of the database and of the witness.

A chain that was cut, or cut and grown anew, agrees with itself and not with them. Where somebody answers for
a loss, signed, the checkpoints that it covers are forgiven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import batched

from skjuts.apps.audit.chain import Signed, Statement
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.losses import MARK, Loss
from skjuts.apps.audit.models import AcceptedLoss, Checkpoint, Seal
from skjuts.apps.audit.signing import is_genuine
from skjuts.apps.audit.verdict import Fault, Finding, Verdict
from skjuts.core.ports.witness import Witness

CHECKPOINTS = 5000
"""So many checkpoints are held against the chain at a time."""

type Told = Signed | Loss | None
"""A line: a checkpoint, a loss, or something that is neither."""
type Keys = Mapping[str, bytes]


def hold_against_all(witness: Witness, keys: Keys, verdict: Verdict) -> None:
    """Hold the chain against every checkpoint there is.

    The witness first: a database that was put back once more has forgotten losses that the witness has not.
    """
    _take_losses(_own_losses(), keys, verdict)
    verdict.witnessed = _hold_against(read_testimony(witness), keys, verdict)
    verdict.checkpoint = _hold_against(_own_checkpoints(), keys, verdict)


def find_disagreement(witness: Witness, keys: Keys) -> Finding | None:
    """Hold the chain against the witness's newest checkpoint alone: what is done before each new one."""
    verdict = Verdict()
    with whole_house():
        _take_losses(_own_losses(), keys, verdict)
        _hold_against(_up_to_newest(read_testimony(witness)), keys, verdict)
    return verdict.findings[0] if verdict.findings else None


def read_testimony(witness: Witness) -> Iterator[Told]:
    """What the witness remembers, the newest first."""
    for line in witness.read_backwards():
        try:
            yield Loss.of_line(line) if MARK in line else Signed.of_line(line)
        except (ValueError, KeyError, TypeError):
            yield None


def _up_to_newest(told: Iterator[Told]) -> Iterator[Told]:
    """The newest checkpoint, and the losses that were accepted after it."""
    for one in told:
        yield one
        if not isinstance(one, Loss):
            return


def _own_checkpoints() -> Iterator[Told]:
    for row in Checkpoint.objects.order_by("-id").iterator(2000):
        statement = Statement(row.sequence, bytes(row.chain), row.entries, row.made_at)
        yield Signed(statement, row.key_id, bytes(row.signature))


def _own_losses() -> Iterator[Loss]:
    for row in AcceptedLoss.objects.order_by("id"):
        yield Loss(
            first=row.first,
            head=row.head,
            chain=bytes(row.chain),
            entries_at_most=row.entries_at_most,
            accepted_at=row.accepted_at,
            accepted_by=row.accepted_by,
            reason=row.reason,
            key_id=row.key_id,
            signature=bytes(row.signature),
        )


def _take_losses(losses: Iterable[Loss], keys: Keys, verdict: Verdict) -> None:
    for loss in losses:
        if not _is_ours(loss.message(), loss.key_id, loss.signature, keys):
            verdict.note(Fault.FORGED, loss.first)
        elif loss not in verdict.losses:
            verdict.losses.append(loss)


def _hold_against(told: Iterator[Told], keys: Keys, verdict: Verdict) -> Statement | None:
    """Hold the chain against every checkpoint; returns the newest genuine one that is not of what was lost.

    All of them, since a chain that was cut and grew anew is in time told of by new, genuine checkpoints.
    Signatures are looked at where they decide something: on the newest, and on each that disagrees.
    """
    newest: Statement | None = None
    disagreeing: list[Statement] = []
    for some in batched(told, CHECKPOINTS):
        sealed = _chains(one.statement.sequence for one in some if isinstance(one, Signed))
        for one in some:
            if isinstance(one, Loss):
                _take_losses([one], keys, verdict)
                continue
            agrees = one is not None and _agrees(one.statement, sealed)
            if one is None or (not (agrees and newest) and not _is_signed(one, keys)):
                verdict.note(Fault.FORGED, one.statement.sequence if one else 0)
            elif agrees:
                newest = newest or one.statement
            elif not any(loss.covers(one.statement) for loss in verdict.losses):
                newest = newest or one.statement
                disagreeing.append(one.statement)
    if disagreeing:
        _note_disagreement(disagreeing, verdict)
    return newest


def _is_signed(signed: Signed, keys: Keys) -> bool:
    return _is_ours(signed.statement.message(), signed.key_id, signed.signature, keys)


def _is_ours(message: bytes, key_id: str, signature: bytes, keys: Keys) -> bool:
    return key_id in keys and is_genuine(message, signature, keys[key_id])


def _chains(sequences: Iterable[int]) -> dict[int, tuple[bytes, int]]:
    """The chain and the number of entries at these seals."""
    rows = Seal.objects.filter(sequence__in=set(sequences)).values_list(
        "sequence", "chain", "entries_before", "entries"
    )
    return {sequence: (bytes(chain), before + entries) for sequence, chain, before, entries in rows}


def _agrees(statement: Statement, sealed: Mapping[int, tuple[bytes, int]]) -> bool:
    return sealed.get(statement.sequence) == (statement.chain, statement.entries)


def _note_disagreement(disagreeing: list[Statement], verdict: Verdict) -> None:
    """The oldest seal that was told of otherwise: gone, or another one in its place."""
    first = min(one.sequence for one in disagreeing)
    last = Seal.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    found = Finding(Fault.CUT, last + 1) if last < first else Finding(Fault.REGROWN, first)
    # The database and the witness often tell of the same.
    if found not in verdict.findings:
        verdict.note(found.fault, found.sequence)
    kept = Seal.objects.filter(sequence__lt=first).order_by("-sequence").first()
    sealed = kept.entries_before + kept.entries if kept else 0
    told = max(one.entries for one in disagreeing)
    verdict.missing_at_most = max(verdict.missing_at_most, told - sealed)
