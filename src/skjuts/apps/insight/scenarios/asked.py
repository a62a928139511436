"""A scenario's inputs as they are shown: each with its unit, and where it is known from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.inputs import Given
from skjuts.apps.insight.scenarios.sections import Amount
from skjuts.apps.tenancy.actor import Actor

MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input: `least` and `most` are None where it is a choice or a text, and `text` is read."""

    name: str
    label: str
    unit: str
    text: str
    source: str
    least: float | None = None
    most: float | None = None
    is_known: bool = True


def list_inputs(
    kind: ScenarioKind[Any],
    inputs: Any,  # noqa: ANN401 - of any kind
    actor: Actor,
) -> list[InputRow]:
    """Every input in the order of the form; what was chosen is called what the actor may choose it by."""
    form = kind.form()
    form.offer(actor)
    fields = ((name, one) for name, one in form.fields.items() if name != "title")
    return [_show(name, field, getattr(inputs, name)) for name, field in fields]


def _show(name: str, field: forms.Field, value: Any) -> InputRow:  # noqa: ANN401 - whatever is asked
    label, unit = str(field.label), str(getattr(field, "suffix", ""))
    if isinstance(value, Given):
        low, high = _round(value.least), _round(value.most)
        text = low.text if value.least == value.most else f"{low.text} – {high.text}"
        return InputRow(name, label, unit, text, value.source or _("antagande"), low.rounded, high.rounded)
    if value is None or value == "":
        return InputRow(name, label, unit, _("inte känt"), "", is_known=False)
    if isinstance(value, int | float) and not isinstance(value, bool):
        amount = _round(value)
        return InputRow(name, label, unit, amount.text, _("vald"), amount.rounded, amount.rounded)
    return InputRow(name, label, unit, ", ".join(_write(field, value)), _("vald"))


def _write(field: forms.Field, value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever is asked
    if isinstance(value, bool):
        yield _("ja") if value else _("nej")
        return
    names = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    for one in value if isinstance(value, list | tuple) else [value]:
        yield names.get(str(one), str(one))


def _round(value: float) -> Amount:
    """With as many decimals as it was given, three at most."""
    decimals = next(
        one for one in range(MOST_DECIMALS + 1) if one == MOST_DECIMALS or round(value, one) == value
    )
    return Amount(value, decimals)
