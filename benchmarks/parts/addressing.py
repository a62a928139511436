"""Type-ahead over a million addresses."""

from __future__ import annotations

from benchmarks.addresses import measure_addresses as measure_registers
from benchmarks.rows import Row, Session


def measure_addresses(session: Session) -> list[Row]:
    """A million addresses and 2 000 searches; quick: a tenth of both."""
    addresses, searches = (100_000, 200) if session.is_quick else (1_000_000, 2_000)
    session.say(f"building two registers of {addresses} addresses")
    return [
        Row(str(row["what"]), _number(row["value"]), str(row["unit"]), _number(row["target"]))
        for row in measure_registers(addresses=addresses, searches=searches)
    ]


def _number(value: str | float | None) -> float | None:
    return None if value is None else float(value)
