"""How long something is, as people say it."""

from __future__ import annotations

MINUTE_S, HOUR_S = 60, 3600


def tell_span(seconds: int) -> str:
    """`40 s`, `12 min`, `11 h 11 min`: whole minutes, rounded up, from a minute on."""
    if seconds < MINUTE_S:
        return f"{seconds} s"
    minutes = -(-seconds // MINUTE_S)
    hours, rest = divmod(minutes, HOUR_S // MINUTE_S)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
