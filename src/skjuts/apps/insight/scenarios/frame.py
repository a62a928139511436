"""A kind of scenario: what it is called, what it asks, how it is answered and how the answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from skjuts.apps.insight.facts.scenarios import Answer, Asked, Context
from skjuts.apps.insight.scenarios.inputs import ScenarioForm
from skjuts.apps.insight.scenarios.sections import Section

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise


def rest_on_nothing(_inputs: Any, _context: Context) -> Mapping[str, str]:  # noqa: ANN401 - of any kind
    """An answer that follows from its inputs alone."""
    return {}


def rest_on_trips(_inputs: Any, context: Context) -> Mapping[str, str]:  # noqa: ANN401 - of any kind
    """An answer out of the trips that are read in."""
    return {"trips": context.trips.edition} if context.trips else {}


@dataclass(frozen=True, slots=True)
class ScenarioKind[I: msgspec.Struct]:
    """One kind. `key` stands in addresses and rows and is never changed.

    `compute` gives what can be kept as JSON: amounts as core has them, öre and shares. `sections` makes of
    it, in the language of the page, what is shown; nothing is computed there. `rests_on` names the editions
    that the answer hangs on: `trips`, `rule_book`, `draft`. A long kind is computed by a worker: it hands
    its work to `context.finish` in pieces, reads the database within `context.reading()` only, and is then
    stopped, resumed and shown with progress by the frame.
    """

    key: str
    title: Words
    explanation: Words
    form: type[ScenarioForm]
    inputs: type[I]
    compute: Callable[[I, Context], Answer]
    sections: Callable[[Answer, I], Sequence[Section]]
    is_long: bool = False
    icon: str = "sliders-horizontal"
    rests_on: Callable[[I, Context], Mapping[str, str]] = rest_on_nothing

    def read(self, kept: Mapping[str, Any]) -> I:
        """Inputs as they are kept, typed."""
        return msgspec.convert(dict(kept), self.inputs)

    def ask(self, inputs: I) -> Asked:
        """The question made ready for whoever keeps and answers it."""
        return Asked(
            self.key,
            msgspec.to_builtins(inputs),
            self.is_long,
            partial(self.compute, inputs),
            partial(self.rests_on, inputs),
        )

    def show(self, answer: Answer, kept: Mapping[str, Any]) -> Sequence[Section]:
        """The sections of an answer to kept inputs."""
        return self.sections(answer, self.read(kept))
