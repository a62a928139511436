"""Forms of the delegation order and the responsibility model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models import Outcome, PermitKindChoice, Responsibility
from skjuts.web.fields import (
    CheckboxesField,
    DayField,
    LongTextField,
    PageForm,
    RadioField,
    SelectField,
    TextField,
)


class RightForm(PageForm):
    """A named right to decide."""

    holder = SelectField(label=_("Medarbetare"))
    kinds = CheckboxesField(label=_("Får besluta om"), choices=PermitKindChoice.choices)
    outcomes = CheckboxesField(label=_("Med utgången"), choices=Outcome.choices)
    point = TextField(label=_("Punkt i delegationsordningen"), max_length=80, width="s")
    valid_from = DayField(label=_("Gäller från och med"))
    valid_to = DayField(label=_("Gäller till och med"), required=False)

    def __init__(self, *args: Any, holders: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["holder"]
        field.choices = [("", _("Välj …")), *holders]  # type: ignore[attr-defined]


class ModelForm(PageForm):
    """Who decides from a day on."""

    kind = RadioField(label=_("Slag"), choices=PermitKindChoice.choices)
    model = RadioField(label=_("Vem beslutar?"), choices=Responsibility.Model.choices)
    unit = SelectField(label=_("Enhet"), required=False, empty=_("Alla enheter utan egen ordning"))
    in_force_from = DayField(label=_("Gäller från och med"))
    reason = LongTextField(label=_("Vem har bestämt det, och varför?"), rows=3, limit=400)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.choices = [("", _("Alla enheter utan egen ordning")), *units]  # type: ignore[attr-defined]
