"""A ward round: for whom, and what their certificates have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits import wording
from skjuts.apps.permits.forms.certificates import YES_NO, CertificateForm
from skjuts.apps.permits.terms import ValidityKind
from skjuts.web.fields import CheckboxesField, PageForm, RadioField

SHARED_VALIDITIES = (ValidityKind.SINGLE, ValidityKind.SERIES, ValidityKind.PERIOD)


class RoundRowForm(PageForm):
    """What may differ for one patient of a round; the rest of the draft is kept as it is."""

    travel_mode = CertificateForm.base_fields["travel_mode"]
    stated_reason = CertificateForm.base_fields["stated_reason"]
    is_infectious = CertificateForm.base_fields["is_infectious"]
    escorts = CertificateForm.base_fields["escorts"]
    escort_reason = CertificateForm.base_fields["escort_reason"]
    ride_alone_reason = CertificateForm.base_fields["ride_alone_reason"]
    directions = CertificateForm.base_fields["directions"]
    validity = CertificateForm.base_fields["validity"]
    visit_day = CertificateForm.base_fields["visit_day"]
    valid_from = CertificateForm.base_fields["valid_from"]
    valid_to = CertificateForm.base_fields["valid_to"]
    visits_per_week = CertificateForm.base_fields["visits_per_week"]
    trips = CertificateForm.base_fields["trips"]
    season = CertificateForm.base_fields["season"]


class RoundForm(PageForm):
    """The patients, and the shared terms; what is left open is asked for each patient."""

    patients = CheckboxesField(label=_("Patienter"), missing=_("Välj minst en patient."))
    travel_mode = CertificateForm.base_fields["travel_mode"]
    directions = CertificateForm.base_fields["directions"]
    validity = RadioField(
        label=_("Hur länge ska de gälla?"),
        choices=[(kind, wording.VALIDITIES[kind]) for kind in SHARED_VALIDITIES],
        required=False,
    )
    visit_day = CertificateForm.base_fields["visit_day"]
    valid_from = CertificateForm.base_fields["valid_from"]
    valid_to = CertificateForm.base_fields["valid_to"]
    visits_per_week = CertificateForm.base_fields["visits_per_week"]
    trips = CertificateForm.base_fields["trips"]
    is_infectious = RadioField(
        label=_("Kan de smitta andra på resan?"),
        hint=_("Lämna tomt om det skiljer mellan patienterna."),
        choices=YES_NO,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`people`: id and name of those whom one may choose."""
        super().__init__(*args, **kwargs)
        self.fields["patients"].choices = list(people)  # type: ignore[attr-defined]
