"""What must not leave any more, asked at the moment of sending.

A message may lie in the outbox for hours while a channel rests. An app that enqueued it can be asked again:

    @withholds("letter")
    def is_for_a_protected_person(key: str) -> bool: ...

The function runs in the scope of the message's authority, in the transaction that lends the message out.
"""

from __future__ import annotations

from collections.abc import Callable

type Guard = Callable[[str], bool]

_guards: dict[str, Guard] = {}


def withholds(channel: str) -> Callable[[Guard], Guard]:
    """Let the function say of each message of the channel, by its key, whether it must stay."""

    def enter(function: Guard) -> Guard:
        if _guards.setdefault(channel, function) is not function:
            raise ValueError(f"two guards of the channel {channel}")
        return function

    return enter


def must_stay(channel: str, key: str) -> bool:
    """Whether the app that enqueued it says no."""
    guard = _guards.get(channel)
    return guard is not None and guard(key)
