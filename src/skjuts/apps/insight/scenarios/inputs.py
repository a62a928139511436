"""What a scenario is asked with: inputs that are kept as they were given, and the form that asks for them."""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

import msgspec
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.actor import Actor
from skjuts.web.fields import Interval, PageForm, TextField


class Given(msgspec.Struct, frozen=True):
    """An input from least to most, in the unit that its field says. Without a source it is an assumption."""

    least: float
    most: float
    source: str = ""

    def ends(self, factor: float = 1.0) -> tuple[float, float]:
        """Least and most in another unit."""
        return self.least * factor, self.most * factor

    @property
    def middle(self) -> float:
        """Halfway."""
        return (self.least + self.most) / 2


class ScenarioForm(PageForm):
    """The form of a kind. Its fields are named as the kind's inputs, and `kept` is their type."""

    kept: ClassVar[type[msgspec.Struct]]
    groups: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()
    """Headings over fields, by their names; what stands in none comes first."""
    title = TextField(
        label=_("Scenariots namn"), max_length=200, hint=_("Det som skiljer det från andra av samma slag.")
    )

    def offer(self, actor: Actor) -> None:
        """Fill in the choices that depend on who asks; most forms have none."""

    def read_inputs(self) -> msgspec.Struct:
        """The inputs of a form that is whole."""
        return msgspec.convert(self.read_told(), self.kept)

    def read_told(self) -> dict[str, Any]:
        """What every field was cleaned to, as JSON holds it."""
        return {name: _keep(self.cleaned_data[name]) for name in self.fields if name != "title"}

    def list_groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields as they are laid out: heading ('' first) and fields."""
        named = {name for _title, names in self.groups for name in names}
        first = [self[name] for name in self.fields if name not in named]
        return [("", first), *((str(title), [self[name] for name in names]) for title, names in self.groups)]

    @classmethod
    def start_from(cls, inputs: msgspec.Struct) -> dict[str, Any]:
        """What the form begins with when an earlier scenario is changed."""
        names = (name for name in cls.base_fields if name != "title")
        return {name: _show(getattr(inputs, name)) for name in names}


def _keep(value: Any) -> Any:  # noqa: ANN401 - what a field was cleaned to
    if isinstance(value, Interval):
        return {"least": value.least, "most": value.most, "source": value.source}
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, time) else value


def _show(value: Any) -> Any:  # noqa: ANN401 - what a field begins with
    return Interval(value.least, value.most, value.source) if isinstance(value, Given) else value
