"""Whom an application is from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.presenters.patients import mark_of
from skjuts.apps.registry.queries.identities import find_number
from skjuts.apps.registry.queries.patients import get_profile
from skjuts.web.elements import Fact, Status


@dataclass(frozen=True, slots=True)
class ShownApplicant:
    """The applicant's card."""

    name: str
    number: str
    facts: tuple[Fact, ...]
    mark: Status | None


def show_applicant(patient: Patient, today: dt.date) -> ShownApplicant:
    """Name, number and age; two queries."""
    profile = get_profile(patient)
    facts: tuple[Fact, ...] = ()
    if profile.born:
        born = dt.date.fromisoformat(profile.born)
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        facts = (Fact(_("Ålder"), _("%(years)s år") % {"years": years}),)
    return ShownApplicant(profile.name, find_number(patient), facts, mark_of(patient))
