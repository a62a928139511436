"""Find out whether the sealed log is what was once logged, and where it is not.

Every entry is read and hashed outside the database, so that functions planted in it deceive nobody. Batches
that do not agree with their seal are compared entry by entry. The chain is then held against the signed
checkpoints, the database's own and the witness's: a chain that was cut, or cut and grown anew, agrees with
itself and not with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import batched, islice

from skjuts.apps.audit.chain import (
    GENESIS,
    MARK_BYTES,
    Link,
    Place,
    Signed,
    Statement,
    leaf_of,
    list_marks,
    rebind,
    root_of,
)
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import Checkpoint, Seal
from skjuts.apps.audit.queries.log_lines import link_of, plain_text, stream_lines
from skjuts.apps.audit.signing import is_genuine
from skjuts.core.ports.witness import Witness

GROUP = 50_000
"""So many entries are streamed at a time."""
MOST_FINDINGS = 500
CHECKPOINTS = 5000
"""So many checkpoints are held against the chain at a time."""


class Fault(StrEnum):
    """What is wrong."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    SEAL_CHANGED = "seal_changed"
    SEAL_MISSING = "seal_missing"
    CUT = "cut"
    REGROWN = "regrown"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, in the seal `sequence`. `place` is the entry, or for a missing one the entry before it."""

    fault: Fault
    sequence: int
    place: Place | None = None


@dataclass(slots=True)
class Verdict:
    """What verification came to. `last_checked` is the newest seal that was read."""

    entries: int = 0
    seals: int = 0
    last_checked: int = 0
    checkpoint: Statement | None = None
    witnessed: Statement | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def note(self, fault: Fault, sequence: int, place: Place | None = None) -> None:
        """Add a finding, up to a limit beyond which more would not help anybody."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(fault, sequence, place))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the log to verify, by the entries' times; None is its beginning or its end."""

    first: dt.datetime | None = None
    last: dt.datetime | None = None


def verify_log(
    stretch: Stretch,
    *,
    keys: Mapping[str, bytes],
    witness: Witness,
    progress: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Verify a stretch of the log and its newest checkpoints. `keys`: public keys by key id.

    `progress` is told now and then how many entries have been read. Raises `UpstreamUnavailable` when the
    witness is there and cannot be read.
    """
    verdict = Verdict()
    with whole_house(), plain_text():
        for before, seals in _group(_list_seals(stretch), _start(stretch), verdict):
            _verify_group(before, seals, verdict)
            progress(verdict.entries)
    if stretch.last is None:
        with whole_house():
            verdict.checkpoint = _hold_against(_own_checkpoints(), keys, verdict)
            verdict.witnessed = _hold_against(_witnessed(witness), keys, verdict)
    return verdict


def _list_seals(stretch: Stretch) -> Iterator[tuple[Link, bytes]]:
    rows = Seal.objects.order_by("sequence")
    if stretch.first is not None:
        rows = rows.filter(last_at__gte=stretch.first)
    if stretch.last is not None:
        rows = rows.filter(first_at__lte=stretch.last)
    bounds = rows.order_by("sequence").values_list("sequence", flat=True)
    first, last = bounds.first(), bounds.last()
    if first is None or last is None:
        return
    # Entries lie roughly in the order of time; all seals between the outermost ones are read.
    for row in Seal.objects.filter(sequence__range=(first, last)).order_by("sequence").iterator(2000):
        yield link_of(row), bytes(row.marks)


def _start(stretch: Stretch) -> Link:
    """The seal before the stretch."""
    if stretch.first is None:
        return GENESIS
    first = Seal.objects.filter(last_at__gte=stretch.first).order_by("sequence").first()
    row = Seal.objects.filter(sequence=first.sequence - 1).first() if first else None
    return GENESIS if row is None else link_of(row)


type Sealed = tuple[Link, bytes]


def _group(seals: Iterator[Sealed], before: Link, verdict: Verdict) -> Iterator[tuple[Link, list[Sealed]]]:
    """Seals whose entries are streamed together, each bound to the one before it."""
    held: list[Sealed] = []
    start, count = before, 0
    for link, marks in seals:
        _verify_link(before, link, verdict)
        held.append((link, marks))
        count += link.entries
        before = link
        if count >= GROUP:
            yield start, held
            held, start, count = [], link, 0
    if held:
        yield start, held


def _verify_link(before: Link, link: Link, verdict: Verdict) -> None:
    verdict.seals += 1
    verdict.last_checked = link.sequence
    if link.sequence != before.sequence + 1:
        verdict.note(Fault.SEAL_MISSING, before.sequence + 1)
    elif rebind(before, link.upto, link.entries, link.root) != link:
        verdict.note(Fault.SEAL_CHANGED, link.sequence)


def _verify_group(before: Link, seals: list[Sealed], verdict: Verdict) -> None:
    leaves = list(map(leaf_of, stream_lines(before.upto, seals[-1][0].upto)))
    verdict.entries += len(leaves)
    rest = iter(leaves)
    if len(leaves) == sum(link.entries for link, _ in seals) and all(
        root_of(islice(rest, link.entries)) == link.root for link, _ in seals
    ):
        return
    for link, marks in seals:
        _compare(before, link, list_marks(marks), verdict)
        before = link


def _compare(before: Link, link: Link, told: list[bytes], verdict: Verdict) -> None:
    """Point out what differs between one seal and what lies in its stretch now."""
    lines = list(stream_lines(before.upto, link.upto))
    leaves = [leaf_of(line) for line in lines]
    if root_of(leaves) == link.root and len(leaves) == link.entries:
        return
    places = [Place.of(line) for line in lines]
    found = [leaf[:MARK_BYTES] for leaf in leaves]
    if found == told:
        verdict.note(Fault.SEAL_CHANGED, link.sequence)
    elif sorted(found) == sorted(told):
        for place, mark, old in zip(places, found, told, strict=True):
            if mark != old:
                verdict.note(Fault.REORDERED, link.sequence, place)
    else:
        _point_out(told, found, places, before.upto, link.sequence, verdict)


def _point_out(
    told: list[bytes],
    found: list[bytes],
    places: list[Place],
    start: Place,
    sequence: int,
    verdict: Verdict,
) -> None:
    steps = SequenceMatcher(None, told, found, autojunk=False).get_opcodes()
    for step, told_from, told_to, found_from, found_to in steps:
        if step == "equal":
            continue
        both = min(told_to - told_from, found_to - found_from)
        for index in range(found_from, found_to):
            fault = Fault.CHANGED if index < found_from + both else Fault.INSERTED
            verdict.note(fault, sequence, places[index])
        for _ in range(told_from + both, told_to):
            verdict.note(Fault.MISSING, sequence, places[found_to - 1] if found_to else start)


def _own_checkpoints() -> Iterator[Signed]:
    for row in Checkpoint.objects.order_by("-id").iterator(2000):
        statement = Statement(row.sequence, bytes(row.chain), row.entries, row.made_at)
        yield Signed(statement, row.key_id, bytes(row.signature))


def _witnessed(witness: Witness) -> Iterator[Signed | None]:
    for line in witness.read_backwards():
        try:
            yield Signed.of_line(line)
        except (ValueError, KeyError, TypeError):
            yield None


def _hold_against(
    checkpoints: Iterator[Signed] | Iterator[Signed | None], keys: Mapping[str, bytes], verdict: Verdict
) -> Statement | None:
    """Hold the chain against every checkpoint; returns the newest genuine one.

    All of them, since a chain that was cut and grew anew is in time told of by new, genuine checkpoints.
    Signatures are looked at where they decide something: on the newest, and on each that disagrees.
    """
    newest: Statement | None = None
    disagreeing: list[int] = []
    for some in batched(checkpoints, CHECKPOINTS):
        sealed = _chains(one.statement.sequence for one in some if one is not None)
        for signed in some:
            agrees = signed is not None and _agrees(signed.statement, sealed)
            if signed is None or (not (agrees and newest) and not _is_genuine(signed, keys)):
                verdict.note(Fault.FORGED, signed.statement.sequence if signed else 0)
                continue
            newest = newest or signed.statement
            if not agrees:
                disagreeing.append(signed.statement.sequence)
    if disagreeing:
        _note_disagreement(min(disagreeing), verdict)
    return newest


def _is_genuine(signed: Signed, keys: Mapping[str, bytes]) -> bool:
    return signed.key_id in keys and is_genuine(signed, keys[signed.key_id])


def _chains(sequences: Iterable[int]) -> dict[int, tuple[bytes, int]]:
    """The chain and the number of entries at these seals."""
    rows = Seal.objects.filter(sequence__in=set(sequences)).values_list(
        "sequence", "chain", "entries_before", "entries"
    )
    return {sequence: (bytes(chain), before + entries) for sequence, chain, before, entries in rows}


def _agrees(statement: Statement, sealed: Mapping[int, tuple[bytes, int]]) -> bool:
    return sealed.get(statement.sequence) == (statement.chain, statement.entries)


def _note_disagreement(sequence: int, verdict: Verdict) -> None:
    """The oldest seal that was told of otherwise: gone, or another one in its place."""
    last = Seal.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    if last < sequence:
        verdict.note(Fault.CUT, last + 1)
    else:
        verdict.note(Fault.REGROWN, sequence)


def find_disagreement(witness: Witness, keys: Mapping[str, bytes]) -> Finding | None:
    """Hold the chain against the witness's newest checkpoint alone: what is done before each new one."""
    verdict = Verdict()
    with whole_house():
        _hold_against(islice(_witnessed(witness), 1), keys, verdict)
    return verdict.findings[0] if verdict.findings else None
