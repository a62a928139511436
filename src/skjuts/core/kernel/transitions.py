"""States and the steps between them as data: one table that services obey and the documentation draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from skjuts.core.kernel.errors import InvalidTransition

BEGINNING = ""
"""The state of what is not there yet."""


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed step: the verb, from where to where, who takes it, and what is told.

    `by` names roles; empty when time or the program takes the step. `event` is the domain event that the
    step publishes, `message` what somebody is sent ('' for none).
    """

    verb: str
    source: str
    target: str
    by: tuple[str, ...] = ()
    event: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    """Every step that a kind of thing may take. What is not in the table cannot happen."""

    name: str
    title: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        """Refuse a table in which one verb leads from one state to two."""
        keys = [(step.source, step.verb) for step in self.steps]
        if len(set(keys)) < len(keys):
            raise ValueError(f"{self.name}: a verb leads two ways from one state")

    def find_step(self, source: str, verb: str) -> Step | None:
        """Find the step, or None when it cannot be taken from this state."""
        return next((one for one in self.steps if (one.source, one.verb) == (source, verb)), None)

    def get_step(self, source: str, verb: str) -> Step:
        """Get the step; raises InvalidTransition when it cannot be taken from this state."""
        step = self.find_step(source, verb)
        if step is None:
            raise InvalidTransition
        return step

    def list_states(self) -> tuple[str, ...]:
        """List the states in the order in which the table first leads to them."""
        return tuple(dict.fromkeys(step.target for step in self.steps))

    def list_verbs(self, source: str) -> tuple[str, ...]:
        """List what can be done in a state."""
        return tuple(step.verb for step in self.steps if step.source == source)

    def draw(self) -> Iterator[str]:
        """Draw the table as lines of a Mermaid state diagram."""
        yield "stateDiagram-v2"
        for step in self.steps:
            yield f"    {step.source or '[*]'} --> {step.target}: {step.verb}"
        left = {step.source for step in self.steps}
        for state in self.list_states():
            if state not in left:
                yield f"    {state} --> [*]"
