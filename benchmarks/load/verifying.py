"""How long it takes to verify the chain of the whole access log, by the command that an operator runs."""

from __future__ import annotations

import json
import time

from benchmarks.load.house import open_house
from benchmarks.rows import Row, Session

VERIFY_S = 120.0


def measure_verify(session: Session) -> list[Row]:
    """`skjuts audit verify` over every entry."""
    with open_house(is_quick=session.is_quick, say=session.say) as house:
        session.say("verifying the chain")
        began = time.perf_counter()
        verdict = json.loads(house.run("-m", "skjuts", "audit", "verify", "--json"))
        spent_s = time.perf_counter() - began
    entries = verdict.get("entries")
    return [
        Row("chain verified, command's whole time", round(spent_s, 1), "s", VERIFY_S),
        Row("entries verified", entries, "entries"),
        Row("entries a second", round(entries / spent_s) if entries else None, "entries/s"),
    ]
