"""booking_rules.txt: until when, and how, a leg is booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.tables import Row, Table
from skjuts.core.kernel.service_time import MINUTE_S
from skjuts.core.timetable.booking import BookingRule, Notice
from skjuts.core.timetable.feed import NONE


@dataclass(slots=True)
class FeedRules:
    """The booking rules, and their rows by id."""

    rows: list[BookingRule] = field(default_factory=list)
    row_of: dict[str, int] = field(default_factory=dict)

    def find(self, rule: str, row: Row, column: str) -> int:
        """The row of a rule, `NONE` for no rule; a rule that does not exist is a fault."""
        if not rule:
            return NONE
        if rule not in self.row_of:
            row.fault(column, f"bokningsregeln {rule} finns inte i booking_rules.txt.")
        return self.row_of.get(rule, NONE)


def read_booking_rules(files: Mapping[str, bytes], services: Sequence[str], faults: Faults) -> FeedRules:
    """Read every rule."""
    rules = FeedRules()
    for row in Table(files, "booking_rules.txt", faults, ("booking_rule_id", "booking_type")):
        rule = row.required("booking_rule_id")
        if rule in rules.row_of:
            row.fault("booking_rule_id", f"{rule} finns på en tidigare rad.")
        rules.row_of[rule] = len(rules.rows)
        rules.rows.append(_read_rule(rule, row, services))
    return rules


def _read_rule(rule: str, row: Row, services: Sequence[str]) -> BookingRule:
    notice = Notice(row.one_of("booking_type", range(3)))
    if notice is Notice.SAME_DAY:
        row.required("prior_notice_duration_min")
    if notice is Notice.EARLIER_DAY:
        row.required("prior_notice_last_day")
        row.required("prior_notice_last_time")
    counted = row.text("prior_notice_service_id")
    if counted and counted not in services:
        row.fault("prior_notice_service_id", f"{counted} finns inte i calendar.txt.")
        counted = ""
    return BookingRule(
        id=rule,
        notice=notice,
        least_notice_s=row.whole("prior_notice_duration_min") * MINUTE_S,
        days_before=row.whole("prior_notice_last_day"),
        latest_s=row.clock("prior_notice_last_time") or 0,
        counted_service=services.index(counted) if counted else None,
        message=row.text("message") or row.text("pickup_message"),
        phone=row.text("phone_number"),
        url=row.text("booking_url") or row.text("info_url"),
    )
