"""What a rule replay is asked with."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.queries.tried_books import IN_FORCE, list_books
from skjuts.apps.insight.scenarios.inputs import Given, ScenarioForm
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.fields import DayField, IntervalField, RadioField, SelectField
from skjuts.web.fields.choices import EMPTY

A_YEAR = dt.timedelta(days=365)
MOST_DAYS = 5 * 366


class RuleReplayInputs(msgspec.Struct, frozen=True, kw_only=True):
    """Two books by what the form sends, a period and its source, and the share that stays at home."""

    old: str
    new: str
    source: Literal["decided", "history"]
    first: dt.date
    last: dt.date
    home_percent: Given


def begin_period() -> dt.date:
    """A year ago."""
    return timezone.localdate() - A_YEAR


class RuleReplayForm(ScenarioForm):
    """Which books, on which matters, and what is assumed of those who get less."""

    kept = RuleReplayInputs
    old = SelectField(empty=None, label=_("Regelbok att jämföra med"), initial=IN_FORCE)
    new = SelectField(
        empty=None,
        label=_("Regelbok som prövas"),
        hint=_("Ett utkast eller en annan version av den egna, eller en annan regions regler."),
    )
    source = RadioField(
        label=_("Vilka ärenden"),
        choices=[
            ("decided", _("Ärenden som har beslutats här")),
            ("history", _("Inlästa ärenden från tiden före")),
        ],
        initial="decided",
    )
    first = DayField(label=_("Beslutade från och med"), initial=begin_period)
    last = DayField(label=_("Beslutade till och med"), initial=timezone.localdate)
    home_percent = IntervalField(
        label=_("Stannar hemma av dem som får ett billigare färdsätt eller inget"),
        suffix=_("procent"),
        hint=_("Ett antagande som visas vid varje siffra: minst och högst, och varifrån det kommer."),
        least=0,
        most=100,
        required=True,
        initial=(0, 20, ""),
    )

    def offer(self, actor: Actor) -> None:
        """The books that there are for this actor when the form is shown; none of those to try is chosen."""
        books = list_books(actor)
        self.fields["old"].choices = books  # type: ignore[attr-defined]
        self.fields["new"].choices = [("", EMPTY), *books]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two books, and days in order."""
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and not 0 <= (last - first).days <= MOST_DAYS:
            self.add_error("last", _("Den sista dagen ska komma efter den första, inom fem år."))
        if told.get("old") and told.get("old") == told.get("new"):
            self.add_error("new", _("Välj en annan bok än den som det jämförs med."))
        return told
