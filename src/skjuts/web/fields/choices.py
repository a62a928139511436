"""Fields of choices: in a list, as radio buttons or cards, as ticks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.web.fields.text import Worded
from skjuts.web.fields.view import FieldWidth

EMPTY = _("Välj …")
CHOOSE = _("Välj ett alternativ.")
UNKNOWN: dict[str, Any] = {"invalid_choice": _("Välj ett av alternativen i listan.")}


class SelectField(Worded, forms.ChoiceField):
    """One of many, in a list that opens; `empty` is what stands there before a choice."""

    missing = CHOOSE
    width: FieldWidth = "m"
    default_error_messages = UNKNOWN

    def __init__(self, *, choices: Any = (), empty: Any = EMPTY, **kwargs: Any) -> None:
        super().__init__(choices=choices, **kwargs)
        self.choices = [("", empty), *choices] if empty else list(choices)


class RadioField(Worded, forms.ChoiceField):
    """One of a few, all in sight; with `hints` each answer explains itself, as cards when `cards` is set."""

    missing = CHOOSE
    widget = forms.RadioSelect
    default_error_messages = UNKNOWN

    def __init__(self, *, hints: Mapping[Any, Any] | None = None, cards: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints, self.cards = hints or {}, cards


class CheckboxesField(Worded, forms.MultipleChoiceField):
    """Any number of a few."""

    missing = _("Välj minst ett alternativ.")
    widget = forms.CheckboxSelectMultiple
    default_error_messages = UNKNOWN

    def __init__(self, *, hints: Mapping[Any, Any] | None = None, cards: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints, self.cards = hints or {}, cards

    def to_python(self, value: Any) -> list[str]:
        """Read the ticks; a conflict that was settled sends them in one value, with commas."""
        told = super().to_python(value)
        return [part for one in told for part in one.split(",") if part]


class TickField(Worded, forms.BooleanField):
    """A statement to tick; not required unless one must agree."""

    missing = _("Kryssa i rutan för att gå vidare.")

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
