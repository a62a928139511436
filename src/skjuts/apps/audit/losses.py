"""A loss that somebody answers for: the log was put back to an earlier state, and entries are gone. Pure.

Restoring a backup cuts the log, as a thief of entries would. The difference is that a person says so: who,
when and why, signed with the key that signs checkpoints and told to the witness. Verification then forgives
the checkpoints that speak of what is gone, names the loss each time, and forgives nothing else.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Self

from skjuts.apps.audit.chain import Statement

MARK = "accepted_loss"


@dataclass(frozen=True, slots=True)
class Loss:
    """What was accepted. `first`: the oldest seal that is gone; `head`, `chain`: where the log then stood."""

    first: int
    head: int
    chain: bytes
    entries_at_most: int
    accepted_at: dt.datetime
    accepted_by: str
    reason: str
    key_id: str = field(default="", compare=False)
    signature: bytes = field(default=b"", compare=False)

    def message(self) -> bytes:
        """The bytes that are signed."""
        told = [self.first, self.head, self.chain.hex(), self.entries_at_most]
        accepted_at = self.accepted_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        return json.dumps(["skjuts loss 1", *told, accepted_at, self.accepted_by, self.reason]).encode()

    def covers(self, statement: Statement) -> bool:
        """Whether a checkpoint speaks of what is gone: a seal from then, told of before the loss."""
        return statement.sequence >= self.first and statement.made_at <= self.accepted_at

    def line(self) -> str:
        """As the witness keeps it: one line of JSON."""
        told = {
            MARK: 1,
            "first": self.first,
            "head": self.head,
            "chain": self.chain.hex(),
            "entries_at_most": self.entries_at_most,
            "accepted_at": self.accepted_at.isoformat(),
            "accepted_by": self.accepted_by,
            "reason": self.reason,
            "key_id": self.key_id,
            "signature": self.signature.hex(),
        }
        return json.dumps(told)

    @classmethod
    def of_line(cls, line: str) -> Self:
        """Read what the witness kept; raises ValueError or KeyError when it is no loss."""
        told = json.loads(line)
        return cls(
            first=int(told["first"]),
            head=int(told["head"]),
            chain=bytes.fromhex(told["chain"]),
            entries_at_most=int(told["entries_at_most"]),
            accepted_at=dt.datetime.fromisoformat(told["accepted_at"]),
            accepted_by=str(told["accepted_by"]),
            reason=str(told["reason"]),
            key_id=str(told["key_id"]),
            signature=bytes.fromhex(told["signature"]),
        )
