"""Forms of an authority's way in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.roles import Task
from skjuts.web.fields import CheckboxesField, DayField, PageForm, SelectField, TextField

NOTE_LENGTH, NAME_LENGTH, BASIS_LENGTH = 400, 120, 200


class StepForm(PageForm):
    """What somebody says of a step."""

    note = TextField(
        label=_("Var det går att läsa, eller varför steget inte behövs"),
        required=False,
        max_length=NOTE_LENGTH,
    )


class AuthorityForm(PageForm):
    """Name and number of the authority."""

    name = TextField(label=_("Namn"), max_length=NAME_LENGTH)
    organisation_number = TextField(
        label=_("Organisationsnummer"),
        hint=_("Tio siffror, till exempel 232100-0214."),
        width="s",
        max_length=13,
    )


class CooperationForm(PageForm):
    """Who may do what in the own authority's name."""

    operator = SelectField(label=_("Huvudman som gör arbetet"), choices=())
    tasks = CheckboxesField(label=_("Vad de får göra"), choices=Task.choices)
    legal_basis = TextField(
        label=_("Rättslig grund"), hint=_("Avtal eller beslut, med diarienummer."), max_length=BASIS_LENGTH
    )
    in_force_from = DayField(label=_("Första dagen"))
    in_force_to = DayField(label=_("Sista dagen"), hint=_("Lämna tomt för tills vidare."), required=False)

    def __init__(self, *args: Any, others: list[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["operator"]
        field.choices = [("", _("Välj …")), *((str(one.id), one.name) for one in others)]
