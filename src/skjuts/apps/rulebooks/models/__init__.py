"""Rows of the support function and the handbook; no logic beyond properties."""

from skjuts.apps.rulebooks.models.handbook import HandbookEntry, HandbookRevision
from skjuts.apps.rulebooks.models.support import (
    ReliefParameter,
    SupportMessage,
    SupportQuestion,
    SupportStatus,
)

__all__ = [
    "HandbookEntry",
    "HandbookRevision",
    "ReliefParameter",
    "SupportMessage",
    "SupportQuestion",
    "SupportStatus",
]
