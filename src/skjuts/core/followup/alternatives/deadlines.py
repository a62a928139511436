"""Which contract an alternative waits for, and whether there is time to build before it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skjuts.core.followup.alternatives.book import Alternative, Contract, Question

DAYS_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an alternative must stand, the last day to decide, and what may not be mixed up with it.

    `latest_decision` is None while nobody has said how long building takes.
    """

    alternative: str
    contract: Contract | None
    latest_decision: date | None
    texts: tuple[str, ...]
    is_late: bool | None


def check_deadline(question: Question, one: Alternative, decided: date) -> Deadline:
    """The contract that the alternative waits for, and whether `decided` leaves time to build.

    Contracts about something else are named, because their days are easily taken for this one's.
    """
    contract = question.find_contract(one.waits_for)
    others = [other for other in question.contracts if contract and other.service != contract.service]
    ends = contract.ends if contract else None
    months = one.amounts.get("build_up_months")
    if contract is None or ends is None:
        return Deadline(one.id, contract, None, ("Avtalets slut är inte känt.", *_name_others(others)), None)
    said = [f"{contract.name} löper ut {_write_days(ends)}."]
    if one.earliest_join is not None:
        left = (ends[0] - one.earliest_join).days / DAYS_A_MONTH
        said.append(f"Går att vara med från {one.earliest_join}, {left:.0f} månader innan.")
    if months is None:
        said.append("Ingen har sagt hur lång tid det tar att bygga upp.")
        return Deadline(one.id, contract, None, (*said, *_name_others(others)), None)
    latest = ends[0] - timedelta(days=round(months.high * DAYS_A_MONTH))
    said.append(f"Beslut behövs senast {latest} för att hinna om det tar {months.high:g} månader.")
    return Deadline(one.id, contract, latest, (*said, *_name_others(others)), decided > latest)


def _name_others(others: Sequence[Contract]) -> list[str]:
    return [
        f"{other.name} är ett annat avtal och styr inte detta ({_write_days(other.starts or other.ends)})."
        for other in others
    ]


def _write_days(days: tuple[date, date] | None) -> str:
    if days is None:
        return "okänd dag"
    first, last = days
    return first.isoformat() if first == last else f"mellan {first} och {last}"
