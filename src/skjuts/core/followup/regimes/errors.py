"""What can be wrong with a question about own regime or contract."""

from __future__ import annotations

from skjuts.core.kernel.errors import Infeasible, InvalidInput


class BadRegime(InvalidInput):
    """A cost, a time or a share of a fleet or a line is outside what it can be."""

    code = "input.regime"
    sentence = "Underlaget om egen regi är omöjligt."
    advice = "Kontrollera antal, tider och andelar."


class CareCannotGoByTaxi(Infeasible):
    """Patients who need care on the way were to be priced as if they could ride in a taxi."""

    code = "followup.care_by_taxi"
    sentence = "Resor med vårdbehov kan inte flyttas till taxi."
    advice = "Jämför med ambulans eller lättvårdsambulans."
