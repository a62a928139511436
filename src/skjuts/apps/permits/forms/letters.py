"""Forms of letters and of the board's list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models import LetterHandover
from skjuts.web.fields import DayField, LongTextField, PageForm, RadioField, SelectField


class HandoverForm(PageForm):
    """How and when a letter reached its reader by hand."""

    way = SelectField(
        label=_("Hur lämnades brevet?"), choices=LetterHandover.Way.choices, missing=_("Välj hur.")
    )
    on = DayField(label=_("Dag"))


class NoticeForm(PageForm):
    """Why a permit may be revoked, and until when its holder may answer."""

    ground = RadioField(label=_("Grund"), missing=_("Välj en av lagens grunder."))
    reasons = LongTextField(
        label=_("Varför"),
        hint=_("Två eller tre meningar som innehavaren förstår. De står i brevet."),
        rows=4,
        limit=1500,
    )
    answer_by = DayField(label=_("Svar senast"))

    def __init__(self, *args: Any, grounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]


class PeriodForm(PageForm):
    """A period of decisions, by the day on which they were made."""

    first = DayField(label=_("Från och med"), hint="")
    last = DayField(label=_("Till och med"), hint="")

    def read(self, usual: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
        """The period; the usual one where nothing or nonsense was asked for, with the error at its field."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        first, last = told.get("first") or usual[0], told.get("last") or usual[1]
        if first > last:
            self.add_error("last", _("Den sista dagen ligger före den första."))
            return usual
        return first, last


class AnnounceForm(PageForm):
    """When the board's adjusted minutes were announced."""

    on = DayField(
        label=_("Protokollet anslaget den"),
        hint=_("Dagen då det tillkännagavs på anslagstavlan att det justerade protokollet finns."),
    )
