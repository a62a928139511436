r"""The arithmetic of the sealed log: what is hashed, in which order, and what a checkpoint says. Pure.

    leaf  = sha256(line)                       one entry, as PostgreSQL's COPY writes it
    root  = sha256(leaf leaf leaf …)           one batch
    chain = sha256(chain before, sequence, upto, entries, root)

`line` is the entry's columns in the order of `COLUMNS`, in the text form of COPY: tabs between, backslash
escapes, \N for null, times in UTC (ISO), a line feed at the end. It holds everything that the entry says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

COLUMNS = (
    "position",
    "id",
    "at",
    "authority_id",
    "actor_authority_id",
    "account_id",
    "staff_id",
    "assignment_id",
    "unit_id",
    "patient_id",
    "kind",
    "subject_id",
    "action",
    "reason",
    "context",
    "request_id",
)
MARK_BYTES = 8
"""So much of each leaf is kept beside the batch, to point out which entry was changed."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands in the log: the order in which entries are sealed."""

    position: int
    id: int

    @classmethod
    def of(cls, line: bytes) -> Self:
        """The place that a line tells."""
        position, number, _ = line.split(b"\t", 2)
        return cls(int(position), int(number))


@dataclass(frozen=True, slots=True)
class Link:
    """A seal, as far as the next one is bound to it. `upto` is the first place that it does not cover."""

    sequence: int
    upto: Place
    entries_before: int
    entries: int
    root: bytes
    chain: bytes

    @property
    def total(self) -> int:
        """How many entries are sealed up to and with this one."""
        return self.entries_before + self.entries


GENESIS = Link(0, Place(0, 0), 0, 0, b"", hashlib.sha256(b"skjuts access log 1").digest())
"""What the first seal is bound to."""


def leaf_of(line: bytes) -> bytes:
    """The digest of one entry."""
    return hashlib.sha256(line).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The digest of a batch."""
    return hashlib.sha256(b"".join(leaves)).digest()


def marks_of(leaves: Iterable[bytes]) -> bytes:
    """The beginnings of the leaves, one after the other."""
    return b"".join(leaf[:MARK_BYTES] for leaf in leaves)


def list_marks(marks: bytes) -> list[bytes]:
    """The marks one by one."""
    return [marks[first : first + MARK_BYTES] for first in range(0, len(marks), MARK_BYTES)]


def bind(before: Link, upto: Place, leaves: Sequence[bytes]) -> Link:
    """The seal of the next batch."""
    return rebind(before, upto, len(leaves), root_of(leaves))


def rebind(before: Link, upto: Place, entries: int, root: bytes) -> Link:
    """The seal of a batch whose root is known already."""
    sequence = before.sequence + 1
    numbers = struct.pack(">5q", sequence, upto.position, upto.id, before.total, entries)
    chain = hashlib.sha256(before.chain + numbers + root).digest()
    return Link(sequence, upto, before.total, entries, root, chain)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says: so far the chain had come, at this time."""

    sequence: int
    chain: bytes
    entries: int
    made_at: dt.datetime

    def message(self) -> bytes:
        """The bytes that are signed."""
        made_at = self.made_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        return f"skjuts checkpoint 1\n{self.sequence}\n{self.chain.hex()}\n{self.entries}\n{made_at}".encode()


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement with its signature and the id of the key that made it."""

    statement: Statement
    key_id: str
    signature: bytes

    def line(self) -> str:
        """As the witness keeps it: one line of JSON."""
        told = self.statement
        return json.dumps(
            {
                "sequence": told.sequence,
                "chain": told.chain.hex(),
                "entries": told.entries,
                "made_at": told.made_at.isoformat(),
                "key_id": self.key_id,
                "signature": self.signature.hex(),
            }
        )

    @classmethod
    def of_line(cls, line: str) -> Self:
        """Read what the witness kept; raises ValueError or KeyError when it is no checkpoint."""
        told = json.loads(line)
        statement = Statement(
            int(told["sequence"]),
            bytes.fromhex(told["chain"]),
            int(told["entries"]),
            dt.datetime.fromisoformat(told["made_at"]),
        )
        return cls(statement, str(told["key_id"]), bytes.fromhex(told["signature"]))
