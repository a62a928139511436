"""What can be wrong with a question to follow-up, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import Infeasible, InvalidInput


class UnequalFigures(InvalidInput):
    """Two periods or series that are to be compared do not describe the same things."""

    code = "followup.unequal_figures"
    sentence = "Perioderna beskriver inte samma segment eller månader."
    advice = "Ta fram båda perioderna med samma indelning och jämför igen."


class ImpossibleFigure(InvalidInput):
    """A count, a distance or a cost lies outside what it can be."""

    code = "followup.impossible_figure"
    sentence = "En siffra ligger utanför vad den kan vara."
    advice = "Rätta siffran i underlaget."


class BadBasket(InvalidInput):
    """An index clause cannot be followed as it is written."""

    code = "followup.basket"
    sentence = "Indexkorgen går inte att använda."
    advice = "Rätta vikterna, basmånaden eller serierna efter avtalet."


class IndexValueMissing(Infeasible):
    """No value of a component had been published when the contract asks for one."""

    code = "followup.index_value_missing"
    sentence = "Ett indexvärde saknas."
    advice = "Läs in indexserien för månaden, eller välj en senare dag."


class TooFewMonths(Infeasible):
    """The series is too short for what is asked of it."""

    code = "followup.too_few_months"
    sentence = "Serien är för kort."
    advice = "Ta med fler månader."


class UnknownColumn(InvalidInput):
    """A question names a cut or a column that the ledger does not have."""

    code = "followup.unknown_column"
    sentence = "Kolumnen finns inte i liggaren."
    advice = "Välj en av liggarens kolumner."


class RefusedTrips(InvalidInput):
    """Rows of an import cannot be used; nothing has been read in."""

    code = "followup.refused_trips"
    sentence = "Filen har rader som inte går att använda."
    advice = "Rätta raderna och prova igen."


class ExtractNotAllowed(InvalidInput):
    """An extract lacks its purpose, its time limit, or asks for more than the purpose needs."""

    code = "followup.extract_not_allowed"
    sentence = "Utdraget saknar ändamål eller gallringsfrist."
    advice = "Ange ändamål, mottagare och hur länge utdraget behövs."
