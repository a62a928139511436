"""Bodies from strangers: JSON without the corners where readers differ."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

DEEPEST = 12
LARGEST = 2**53 - 1
"""Beyond it, JSON readers of other languages round."""
JSON = "application/json"


class StrictParser(Parser):
    """Refuses NaN, numbers that others would round, repeated names and bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as an object; raises `ValueError`, which ninja answers with 400."""
        if request.content_type != JSON:
            raise ValueError("content type")
        text = request.body.decode("utf-8")
        _require_shallow(text)
        read = json.loads(
            text, parse_int=_whole, parse_constant=_no_number, object_pairs_hook=_without_repeats
        )
        if not isinstance(read, dict):
            raise ValueError("no object")  # noqa: TRY004  (the sender's mistake, not ours)
        return read


def _require_shallow(text: str) -> None:
    """Count brackets, those in texts as well: no body of ours comes near the limit."""
    depth = 0
    for one in text:
        if one in "[{":
            depth += 1
            if depth > DEEPEST:
                raise ValueError("nesting")
        elif one in "]}":
            depth -= 1


def _whole(digits: str) -> int:
    if len(digits) > len(str(LARGEST)) + 1 or abs(int(digits)) > LARGEST:
        raise ValueError("number")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("repeated name")
    return read
