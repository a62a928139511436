"""Find out whether the sealed log is what was once logged, and where it is not.

Every entry is read and hashed outside the database, so that functions planted in it deceive nobody. Batches
that do not agree with their seal are compared entry by entry. The chain is then held against the signed
checkpoints, the database's own and the witness's: a chain that was cut, or cut and grown anew, agrees with
itself and not with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from skjuts.apps.audit.chain import (
    GENESIS,
    MARK_BYTES,
    Link,
    Place,
    leaf_of,
    list_marks,
    rebind,
    root_of,
)
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import Seal
from skjuts.apps.audit.queries.log_lines import link_of, plain_text, stream_lines
from skjuts.apps.audit.testimony import hold_against_all
from skjuts.apps.audit.verdict import Fault, Verdict
from skjuts.core.ports.witness import Witness

GROUP = 50_000
"""So many entries are streamed at a time."""


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
            hold_against_all(witness, keys, verdict)
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
