"""Reasons in plain Swedish, with amounts and facts filled in."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
UNKNOWN_TEXT = "(okänt)"


def list_placeholders(template: str) -> list[str]:
    """The names in braces, in order, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(template)))


def fill_reason(template: str, find: Callable[[str], str | None]) -> str:
    """The template with each name in braces replaced by its text, or by `(okänt)`."""
    return _PLACEHOLDER.sub(lambda match: find(match[1]) or UNKNOWN_TEXT, template)
