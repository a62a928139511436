"""What can go wrong in follow-up, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, Infeasible, InvalidInput


class UnreadablePlanRows(InvalidInput):
    """Rows of a plan's table cannot be understood. Nothing has been read in."""

    code = "input.plan_rows"
    sentence = "Tabellen har rader som inte går att läsa. Ingenting har sparats."
    advice = "Rätta raderna som pekas ut och pröva igen."


class NoTrips(Infeasible):
    """A question about trips was asked before any trips had been read in."""

    code = "followup.no_trips"
    sentence = "Inga resor är inlästa, så frågan har inget att svara på."
    advice = "Läs in huvudmannens resor och fråga igen."


class ScenarioUnderWay(Conflict):
    """A scenario was to be stopped or gone on with, and is no longer where the page showed it."""

    code = "conflict.scenario"
    sentence = "Scenariot är inte längre i det läget."
    advice = "Läs in sidan igen och se hur långt det har kommit."


class NoPastDays(Infeasible):
    """Plans were to be tried on past days before any days had been brought."""

    code = "followup.no_days"
    sentence = "Det finns inga dagar att planera om."
    advice = "Lägg huvudmannens dagar i mappen days bredvid uppföljningens resor och fråga igen."


class NoPastMatters(Infeasible):
    """A rule book was to be tried on a period without a matter that both books can read."""

    code = "followup.no_matters"
    sentence = "Det finns inga ärenden i perioden som båda böckerna kan läsa."
    advice = "Välj en annan period eller en annan källa för ärendena."


class NoRuleBook(Infeasible):
    """The book in force was asked for where none is."""

    code = "followup.no_rule_book"
    sentence = "Ingen regelbok för sjukresor gäller hos huvudmannen."
    advice = "Välj en regelbok ur listan, eller sätt en i kraft."


class SecondLookNeeded(Conflict):
    """Whoever prepared a publication was about to publish it."""

    code = "conflict.second_look"
    sentence = "Den som har förberett datamängden kan inte själv publicera den."
    advice = "Be en annan controller granska och publicera."


class PublicationMoved(Conflict):
    """A publication has already been published or taken back."""

    code = "conflict.publication"
    sentence = "Datamängden är redan publicerad eller tillbakadragen."
    advice = "Läs in sidan igen och se var den står."
