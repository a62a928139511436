"""Forms for what happens after a decision: notices, corrections, revocations, renewals and follow-up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models import DecisionChange, DecisionNotice, OverrideReview
from skjuts.web.fields import DayField, LongTextField, PageForm, RadioField, SelectField

CHANGES = [
    (
        f"{DecisionChange.Verb.CORRECTED}:{DecisionChange.Ground.CLERICAL}",
        _("Rätta ett uppenbart fel (FL 36 §)"),
    ),
    (
        f"{DecisionChange.Verb.IMPROVED}:{DecisionChange.Ground.NEW_FACTS}",
        _("Ändra till den enskildes fördel (FL 37 §)"),
    ),
]


class NoticeForm(PageForm):
    """What happened with a decision, and when."""

    event = SelectField(label=_("Vad hände?"), choices=DecisionNotice.Event.choices)
    on = DayField(label=_("Dag"))


class ChangeForm(PageForm):
    """A correction or a change to somebody's advantage."""

    change = RadioField(label=_("Vad görs?"), choices=CHANGES)
    reasons = LongTextField(label=_("Skäl"), rows=4, limit=2000)


class RevokeForm(PageForm):
    """Taking a permit back: on a listed ground only."""

    ground = RadioField(label=_("Grund"), hint=_("Ett gynnande beslut får bara återkallas på dessa grunder."))
    reasons = LongTextField(
        label=_("Skäl"), hint=_("Skälen står i brevet till den som hade tillståndet."), rows=5, limit=2000
    )

    def __init__(self, *args: Any, grounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]


class RelinquishForm(PageForm):
    """The holder wants no permit any more, or has died."""

    reason = LongTextField(label=_("Vem avstår och varför?"), rows=3, limit=1000)


class OverrideForm(PageForm):
    """What somebody else thinks of a departure from the proposal."""

    finding = RadioField(label=_("Vad kom du fram till?"), choices=OverrideReview.Finding.choices)
    text = LongTextField(label=_("Kommentar"), required=False, rows=3, limit=1000)
