"""What is wrong, missing or idle in a book, and how two versions differ."""

from skjuts.core.rules.analysis.comparing import BookChange, ChangeKind, compare_books
from skjuts.core.rules.analysis.findings import (
    Finding,
    FindingKind,
    Severity,
    check_book,
    check_table,
    list_days,
)
from skjuts.core.rules.analysis.reaching import list_touched_tables

__all__ = [
    "BookChange",
    "ChangeKind",
    "Finding",
    "FindingKind",
    "Severity",
    "check_book",
    "check_table",
    "compare_books",
    "list_days",
    "list_touched_tables",
]
