"""Which handler of which app hears of which event.

    @subscribe("training.test_passed", handler="training.grant_certificate")
    def grant(event: EventRow) -> None: ...

A handler stands in its app's `handlers.py`, which is imported when the apps are ready. It runs in a
transaction of its own, in the scope of the event's authority; what it does and the mark that it is done
commit together. The handler's name is stored: it is never renamed while deliveries wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from skjuts.apps.audit.events import EventRow

type Handler = Callable[[EventRow], None]

_handlers: dict[str, Handler] = {}
_names: dict[str, tuple[str, ...]] = {}


def subscribe(name: str, *, handler: str) -> Callable[[Handler], Handler]:
    """Let the function hear of every event of this name from now on, under a stable handler name."""

    def enter(function: Handler) -> Handler:
        if _handlers.setdefault(handler, function) is not function:
            raise ValueError(f"two handlers are called {handler}")
        if handler not in _names.get(name, ()):
            _names[name] = (*_names.get(name, ()), handler)
        return function

    return enter


def handlers_of(name: str) -> tuple[str, ...]:
    """The names of the handlers that hear of an event, in the order in which they subscribed."""
    return _names.get(name, ())


def find_handler(handler: str) -> Handler | None:
    """Find the function of a handler name; None when the program no longer has it."""
    return _handlers.get(handler)


@contextmanager
def subscribed(name: str, *, handler: str, function: Handler) -> Iterator[None]:
    """A subscription for as long as the context lasts: for tests."""
    before = (_handlers.copy(), _names.copy())
    subscribe(name, handler=handler)(function)
    try:
        yield
    finally:
        for held, old in ((_handlers, before[0]), (_names, before[1])):
            held.clear()
            held.update(old)  # type: ignore[arg-type]
