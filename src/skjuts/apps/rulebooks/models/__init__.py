"""Rows of rule books, the support function and the handbook; no logic beyond properties."""

from skjuts.apps.rulebooks.models.books import BookKind, RuleBookEdit, RuleBookStatus, RuleBookVersion
from skjuts.apps.rulebooks.models.handbook import HandbookEntry, HandbookRevision
from skjuts.apps.rulebooks.models.support import (
    ReliefParameter,
    SupportMessage,
    SupportQuestion,
    SupportStatus,
)

__all__ = [
    "BookKind",
    "HandbookEntry",
    "HandbookRevision",
    "ReliefParameter",
    "RuleBookEdit",
    "RuleBookStatus",
    "RuleBookVersion",
    "SupportMessage",
    "SupportQuestion",
    "SupportStatus",
]
