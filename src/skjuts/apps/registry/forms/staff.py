"""Forms of the registers of units, staff and assignments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Assignment, RegisterImport
from skjuts.apps.registry.policies.staff import may_give
from skjuts.apps.registry.services.staff.assigning import Terms
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.web.fields import (
    CheckboxesField,
    DayField,
    PageForm,
    RadioField,
    SelectField,
    TextField,
    TickField,
)
from skjuts.web.fields.text import Worded

REASON_LENGTH = 400


class SheetField(Worded, forms.FileField):
    """A file with a table; what it holds is judged when it is read."""

    missing = _("Välj en fil.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".csv,.txt,.xlsx"


class ImportForm(PageForm):
    """A file for one of the registers."""

    kind = RadioField(label=_("Vad innehåller filen?"), choices=RegisterImport.Kind.choices)
    file = SheetField(label=_("Fil"), hint=_("CSV eller Excel (.xlsx), högst 8 MB."))
    closes_missing = TickField(label=_("Stäng det i registret som inte finns i filen"))


class TermsForm(PageForm):
    """Roles and dates of an assignment, and why they are given."""

    roles = CheckboxesField(label=_("Roller"))
    valid_from = DayField(label=_("Första dagen"))
    valid_to = DayField(label=_("Sista dagen"), hint=_("Lämna tomt för tills vidare."), required=False)
    substitute_for = SelectField(label=_("Vikarierar för"), required=False, empty=_("Ingen"))
    reason = TextField(
        label=_("Skäl"),
        hint=_("Sparas i uppdragets historik. Skriv inga personuppgifter."),
        max_length=REASON_LENGTH,
    )

    def __init__(self, *args: Any, actor: Actor, managers: list[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["roles"]
        roles.choices = [(role.value, role.label) for role in Role if may_give(actor, (role.value,))]
        replaced: Any = self.fields["substitute_for"]
        replaced.choices = [("", _("Ingen")), *((str(one.id), one.staff.name) for one in managers)]

    @property
    def terms(self) -> Terms:
        """What was filled in, for the service."""
        told = self.cleaned_data
        return Terms(
            roles=tuple(Role(one) for one in told["roles"]),
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            substitute_for_id=told["substitute_for"] or None,
        )


class NewAssignmentForm(TermsForm):
    """An assignment for somebody in the register."""

    unit = SelectField(label=_("Enhet"), choices=())
    field_order = ("unit", "roles", "valid_from", "valid_to", "substitute_for", "reason")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [("", _("Välj …")), *units]


class ReasonForm(PageForm):
    """Why something is done to an assignment."""

    reason = TextField(
        label=_("Skäl"),
        hint=_("Sparas i uppdragets historik. Skriv inga personuppgifter."),
        max_length=REASON_LENGTH,
    )
