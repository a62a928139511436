"""A table of steps: what stands in it can happen, and nothing else."""

from __future__ import annotations

import pytest

from skjuts.core.kernel.errors import InvalidTransition
from skjuts.core.kernel.transitions import BEGINNING, Step, Workflow

DOOR = Workflow(
    "door",
    "Door",
    (
        Step("build", BEGINNING, "closed"),
        Step("open", "closed", "open", by=("guest",)),
        Step("close", "open", "closed"),
        Step("tear_down", "closed", "gone"),
    ),
)


def test_step_when_in_the_table_then_found() -> None:
    """A service asks the table before it changes anything."""
    assert DOOR.get_step("closed", "open").target == "open"


def test_step_when_not_in_the_table_then_refused() -> None:
    """What is not written down cannot happen."""
    with pytest.raises(InvalidTransition):
        DOOR.get_step("open", "tear_down")
    assert DOOR.find_step("gone", "open") is None


def test_states_when_listed_then_in_the_order_of_the_table() -> None:
    """The diagram and the page show them in the order in which they come."""
    assert DOOR.list_states() == ("closed", "open", "gone")
    assert DOOR.list_verbs("closed") == ("open", "tear_down")


def test_table_when_a_verb_leads_two_ways_then_refused() -> None:
    """Nobody could say which of them a click means."""
    with pytest.raises(ValueError, match="two ways"):
        Workflow("two", "Two", (Step("go", "a", "b"), Step("go", "a", "c")))


def test_drawing_when_made_then_begins_and_ends() -> None:
    """The diagram shows where things begin and where nothing more can happen."""
    assert list(DOOR.draw()) == [
        "stateDiagram-v2",
        "    [*] --> closed: build",
        "    closed --> open: open",
        "    open --> closed: close",
        "    closed --> gone: tear_down",
        "    gone --> [*]",
    ]
