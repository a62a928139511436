"""What changed in a rule book, as the first page of a micro-retraining tells it: Markdown, in Swedish."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from skjuts.apps.rulebooks.presenters.changes import Change, show_changes
from skjuts.core.rules import RuleBook
from skjuts.core.rules.analysis import compare_books


def tell_changes(old: RuleBook, new: RuleBook) -> str:
    """Every change under the name of its table or of the amounts, before and after."""
    with override("sv"):
        changes = [one for one in compare_books(old, new) if one.part != "book"]
        groups = show_changes(changes, new, old)
        return "\n\n".join(
            "\n".join([f"## {group.title}", "", *(line for one in group.changes for line in _tell(one))])
            for group in groups
        )


def _tell(change: Change) -> Iterator[str]:
    yield f"- {change.title} ({change.kind})"
    for one in change.fields:
        yield f"    - {one.label}: {one.before or '–'} → {one.after or '–'}"
