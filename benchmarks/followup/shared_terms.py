"""What the ways of asking agree on: the distance bands, the shares of trips, and the form of an answer."""

from __future__ import annotations

from typing import Any

SHARES = (0.5, 0.9, 0.95)
LIMITS_KM = (10, 30, 60, 100, 200)
type Answers = dict[str, list[tuple[Any, ...]]]
