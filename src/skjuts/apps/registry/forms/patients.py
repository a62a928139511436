"""Forms about patients."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.registry.facts.identities import NATIONAL, Systems
from skjuts.apps.registry.facts.languages import LANGUAGES
from skjuts.apps.registry.models import Authority, Patient, PatientAddress, PatientPhone, Representative
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.web.fields import (
    CheckboxesField,
    DayField,
    LongTextField,
    PageForm,
    PhoneField,
    PostalCodeField,
    RadioField,
    SelectField,
    TextField,
    TickField,
)
from skjuts.web.fields.text import Worded

LONGEST_NAME = 80
REASONS = [
    (Reason.CALL, _("Patienten, en anhörig eller vården ringer")),
    (Reason.CARE, _("Patienten vårdas eller väntas hos oss")),
    (Reason.CASE, _("Ärende: ansökan, beslut eller ersättning")),
    (Reason.CORRECT, _("Uppgifter i registret ska rättas")),
    (Reason.OTHER, _("Annat skäl")),
]


class FileField(Worded, forms.FileField):
    """A file to attach; what it may be is judged by its content."""

    missing = _("Välj en fil.")


class SearchForm(PageForm):
    """The one search box, and why one searches."""

    q = TextField(
        label=_("Personnummer, namn eller telefon"),
        hint=_("Skriv på det sätt du har det. Födelsedatum tillsammans med namn går också bra."),
        missing=_("Skriv ett nummer eller ett namn."),
    )
    reason = SelectField(
        label=_("Varför söker du?"), choices=REASONS[:-1], missing=_("Välj varför du söker.")
    )


class ReasonForm(PageForm):
    """Why somebody whose unit has nothing to do with a patient opens them."""

    reason = RadioField(label=_("Varför öppnar du patienten?"), choices=REASONS)
    words = TextField(
        label=_("Annat skäl, med egna ord"),
        hint=_("Skriv inga namn eller personnummer."),
        required=False,
        max_length=150,
    )

    def clean(self) -> dict[str, Any]:
        """Another reason needs words."""
        told = super().clean() or {}
        if told.get("reason") == "other" and not told.get("words", "").strip():
            self.add_error("words", _("Skriv skälet med egna ord."))
        return told

    @property
    def told(self) -> str:
        """The reason as it is logged."""
        words: str = self.cleaned_data["words"].strip()
        return words if self.cleaned_data["reason"] == "other" else self.cleaned_data["reason"]


class IdentityForm(PageForm):
    """An identity in a system that the authority uses."""

    system = SelectField(label=_("Slag av identitet"), choices=(), empty="")
    number = TextField(label=_("Nummer"), width="s", missing=_("Skriv numret."), max_length=40)

    def __init__(self, *args: Any, systems: Systems, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._systems, self._today = systems, today
        field: Any = self.fields["system"]
        field.choices = systems.choices()
        field.initial = NATIONAL
        self.identity: PersonIdentity | None = None

    def clean(self) -> dict[str, Any]:
        """Read the number in the chosen system."""
        told = super().clean() or {}
        if told.get("system") and told.get("number"):
            try:
                self.identity = self._systems.read(
                    told["number"], told["system"], on=self._today, field="number"
                )
            except InvalidField as refusal:
                self.add_refusal(refusal)
        return told


class NewPatientForm(IdentityForm):
    """A new patient. What the person register knows may be left out."""

    authority = SelectField(label=_("Huvudman"), choices=(), empty="")
    given_name = TextField(
        label=_("Förnamn"),
        hint=_("Lämna namnet tomt, så hämtas det från personregistret."),
        required=False,
        width="m",
        max_length=LONGEST_NAME,
    )
    family_name = TextField(label=_("Efternamn"), required=False, width="m", max_length=LONGEST_NAME)
    born = DayField(label=_("Födelsedatum, om numret inte säger det"), required=False)
    phone = PhoneField(label=_("Telefon"), required=False)
    language = SelectField(label=_("Språk"), choices=LANGUAGES, empty="", required=False)
    needs_interpreter = TickField(label=_("Behöver tolk"))
    field_order = ["authority", "system", "number"]

    def __init__(self, *args: Any, authorities: list[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authority"]
        field.choices = [(str(one.id), one.name) for one in authorities]
        if len(authorities) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(authorities[0].id)


class ProfileForm(PageForm):
    """What is said of a person. Names and dates are left out once the person register has confirmed them."""

    given_name = TextField(label=_("Förnamn"), width="m", max_length=LONGEST_NAME)
    family_name = TextField(label=_("Efternamn"), width="m", max_length=LONGEST_NAME)
    born = DayField(label=_("Födelsedatum"), required=False)
    deceased_on = DayField(label=_("Avliden"), required=False)
    language = SelectField(label=_("Språk"), choices=LANGUAGES, empty="", required=False)
    needs_interpreter = TickField(label=_("Behöver tolk"))
    FROM_REGISTER: ClassVar[tuple[str, ...]] = ("given_name", "family_name", "born", "deceased_on")

    def __init__(self, *args: Any, is_confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.FROM_REGISTER if is_confirmed else ():
            del self.fields[name]


class PhoneForm(PageForm):
    """One more phone number."""

    phone = PhoneField(label=_("Telefonnummer"))
    kind = RadioField(label=_("Slag"), choices=PatientPhone.Kind.choices, initial="mobile")
    may_text = TickField(label=_("Får ta emot sms"))


class AddressForm(PageForm):
    """One more address."""

    kind = RadioField(label=_("Slag av adress"), choices=PatientAddress.Kind.choices, initial="temporary")
    care_of = TextField(label=_("c/o"), required=False, width="m", max_length=LONGEST_NAME)
    street = TextField(label=_("Gatuadress"), width="m", missing=_("Skriv gatuadressen."), max_length=120)
    postal_code = PostalCodeField(label=_("Postnummer"), required=False, max_length=10)
    locality = TextField(label=_("Ort"), width="s", required=False, max_length=60)
    pickup_note = LongTextField(
        label=_("Att veta vid hämtning"),
        hint=_("Till exempel var ingången är. Skriv inget om hälsa."),
        required=False,
        rows=2,
        limit=300,
    )
    door_code = TextField(label=_("Portkod"), width="xs", required=False, max_length=20)
    valid_from = DayField(label=_("Gäller från och med"))
    valid_to = DayField(label=_("Gäller till och med"), required=False)


class RepresentativeForm(IdentityForm):
    """Somebody who may speak for the patient."""

    kind = RadioField(label=_("Grund"), choices=Representative.Kind.choices)
    name = TextField(
        label=_("Namn"),
        hint=_("Lämna tomt, så hämtas namnet från personregistret."),
        required=False,
        width="m",
        max_length=2 * LONGEST_NAME,
    )
    phone = PhoneField(label=_("Telefon"), required=False)
    powers = CheckboxesField(label=_("Får"), choices=Representative.Power.choices)
    valid_from = DayField(label=_("Gäller från och med"))
    valid_to = DayField(label=_("Gäller till och med"), required=False)
    mandate = FileField(
        label=_("Fullmakt eller registerutdrag"),
        hint=_("PDF, JPEG, PNG eller text, högst 15 MB."),
        required=False,
    )


class ProtectionForm(PageForm):
    """A protection that somebody heard of."""

    level = RadioField(
        label=_("Skydd"),
        hint=_("Bara de särskilda handläggarna ser sedan patienten, och bara de kan häva skyddet."),
        choices=[one for one in Patient.Protection.choices if one[0] != Patient.Protection.NONE],
    )


class LiftForm(PageForm):
    """The end of a protection."""

    reason = TextField(
        label=_("Skäl till att skyddet hävs"), hint=_("Skriv inga namn eller personnummer."), max_length=200
    )


class MergeForm(IdentityForm):
    """The other row of the same person, by one of its numbers."""

    reason = TextField(
        label=_("Hur vet du att det är samma person?"),
        hint=_("Skriv inga namn eller personnummer."),
        max_length=200,
    )


class UndoForm(PageForm):
    """Why a merge was wrong."""

    reason = TextField(
        label=_("Varför ska sammanslagningen upphävas?"),
        hint=_("Skriv inga namn eller personnummer."),
        max_length=200,
    )
