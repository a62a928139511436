"""The conditions of a permit in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from skjuts.apps.permits.presenters.matters.words import language, name_mode, tell_date, tell_span
from skjuts.apps.permits.terms import Direction, Terms
from skjuts.apps.permits.wording import AIDS, DIRECTIONS, SEATS, join_choices
from skjuts.web.elements import Fact
from skjuts.web.formatting import format_duration

LEAP_YEAR = 2024


def show_terms(terms: Terms) -> tuple[Fact, ...]:
    """Every condition that says something; the travel modes first."""
    modes = join_choices(name_mode(one) for one in terms.travel_modes)
    return (Fact(_("Färdsätt"), modes), *_times(terms), *_needs(terms))


def _times(terms: Terms) -> Iterable[Fact]:
    if terms.valid_from:
        yield Fact(_("Gäller"), tell_span(terms.valid_from, terms.valid_to, endless=_("tills vidare")))
    if terms.season:
        first, last = (_tell_season_day(one) for one in terms.season)
        yield Fact(_("Del av året"), f"{first} – {last}")
    if terms.trips is not None:
        yield Fact(_("Antal enkelresor"), str(terms.trips))
    if terms.reassess_on:
        yield Fact(_("Omprövas"), tell_date(terms.reassess_on))


def _needs(terms: Terms) -> Iterable[Fact]:
    lists = (
        (_("Riktning"), [str(DIRECTIONS[one]) for one in Direction if one in terms.directions]),
        (_("Hjälpmedel"), [str(AIDS[one]) for one in sorted(terms.aids)]),
        (_("Plats"), [str(SEATS[one]) for one in sorted(terms.seats)]),
    )
    for term, words in lists:
        if words:
            yield Fact(term, join_choices(words))
    if terms.door_to_door:
        yield Fact(_("Hämtas"), _("vid dörren"))
    if terms.escorts:
        yield Fact(_("Ledsagare"), str(terms.escorts))
    if terms.ride_alone:
        yield Fact(_("Samåkning"), _("åker ensam"))
    if terms.longest_ride_s:
        yield Fact(_("Längsta restid"), format_duration(terms.longest_ride_s, language()))
    if terms.reserves_change:
        yield Fact(_("Förbehåll"), _("beslutet får ändras"))


def _tell_season_day(day: int) -> str:
    month, number = divmod(day, 100)
    return tell_date(dt.date(LEAP_YEAR, month, number)).rsplit(" ", 1)[0]
