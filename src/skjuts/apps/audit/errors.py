"""What can go wrong here, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, InvalidInput, NotFound, SkjutsError


class MissingKey(InvalidInput):
    """A form or a call came without the key by which a repetition is told. Nothing has been written."""

    code = "input.missing_key"
    sentence = "Inskickningen saknar sin nyckel, så vi kan inte skydda dig mot att samma sak görs två gånger."
    advice = "Ladda om sidan och skicka in på nytt."


class UnderWay(Conflict):
    """The same thing is being done at this moment."""

    code = "conflict.under_way"
    sentence = "Samma inskickning behandlas just nu."
    advice = "Vänta en stund och ladda om sidan för att se resultatet."


class UnknownDelivery(NotFound):
    """There is no such parked delivery or dead message."""

    code = "not_found.delivery"
    sentence = "Det finns ingen sådan leverans att försöka igen med."
    advice = "Kör skjuts audit status för att se vad som väntar."


class BrokenChain(SkjutsError):
    """The access log is not what the witness remembers. No new checkpoint is signed over it."""

    code = "broken_chain"
    sentence = "Åtkomstloggen stämmer inte med det som vittnet minns."
    advice = (
        "Kör skjuts audit verify. Är en säkerhetskopia återställd: skjuts audit accept-loss. "
        "Annars: larma den som ansvarar för informationssäkerhet."
    )


class NothingLost(Conflict):
    """The log agrees with every checkpoint: there is no loss to answer for. Nothing has been written."""

    code = "conflict.nothing_lost"
    sentence = "Loggen stämmer med alla kontrollpunkter. Det finns ingen förlust att bekräfta."
    advice = "Kör skjuts audit verify för att se hur loggen står."


class OtherFaults(Conflict):
    """Something else than a cut is wrong with the log, and no restored backup explains it."""

    code = "conflict.other_log_faults"
    sentence = "Loggen har fel som ingen återställd säkerhetskopia förklarar."
    advice = "Larma den som ansvarar för informationssäkerhet. Ändra ingenting innan felen är utredda."


class OwnCase(Conflict):
    """A reviewer came to their own accesses."""

    code = "conflict.own_case"
    sentence = "Du kan inte bedöma dina egna åtkomster."
    advice = "Låt en annan logggranskare ta över granskningen."


class NotAllJudged(Conflict):
    """A review was to be closed before everything in it had been judged."""

    code = "conflict.not_all_judged"
    sentence = "Alla åtkomster är inte bedömda ännu."
    advice = "Bedöm dem som återstår och avsluta sedan."


class AlreadyTaken(Conflict):
    """Another reviewer has the review."""

    code = "conflict.already_taken"
    sentence = "Granskningen är någon annans."
    advice = "Ta över den först, om det är avtalat."
