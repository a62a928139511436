"""Forms of delegations and softer transitions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Delegation, Unit
from skjuts.web.fields import CheckboxesField, DayField, LongTextField, PageForm, SelectField


class DelegationForm(PageForm):
    """Grant a person the right to certify."""

    kinds = CheckboxesField(label=_("Får intyga"), choices=Delegation.Kind.choices)
    valid_from = DayField(label=_("Från och med"), hint="")
    valid_to = DayField(label=_("Till och med"), hint="")


class WithdrawalForm(PageForm):
    """Take a delegation back."""

    reason = LongTextField(label=_("Varför återkallas delegationen?"), rows=3, limit=400)


class RegisterForm(PageForm):
    """Which day and unit the register shows."""

    dag = DayField(label=_("Vem får intyga den"), required=False, hint="")
    enhet = SelectField(label=_("Enhet"), required=False, empty=_("Alla enheter"))

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enhet"].choices = [  # type: ignore[attr-defined]
            ("", _("Alla enheter")),
            *((str(unit_id), name) for unit_id, name in units),
        ]


class CountsForm(PageForm):
    """Which two days the number of issuers is compared on."""

    dag = DayField(label=_("Antal den"), required=False, hint="")
    fore = DayField(label=_("Jämför med"), required=False, hint="")


class SofterTransitionForm(PageForm):
    """Let a unit delegate without certificates of training for a time."""

    unit = SelectField(label=_("Enhet"))
    valid_from = DayField(label=_("Från och med"), hint="")
    valid_to = DayField(label=_("Till och med"), hint=_("Högst ett halvår."))
    reason = LongTextField(label=_("Varför behöver enheten det?"), rows=3, limit=400)

    def __init__(self, *args: Any, units: Iterable[Unit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj …")),
            *((str(unit.id), unit.name) for unit in units),
        ]
