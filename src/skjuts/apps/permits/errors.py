"""What can go wrong between need and permit, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, InvalidInput


class MayNotCertify(Conflict):
    """The person's right to certify does not hold at this moment; `hindrance` says why. The draft is kept."""

    code = "conflict.may_not_certify"
    sentence = "Du får inte intyga det här just nu."
    advice = "Se Min utbildning, eller fråga enhetens chef. Utkastet finns kvar."

    def __init__(self, hindrance: str, kind: str, message: str = "") -> None:
        self.hindrance, self.kind = hindrance, kind
        super().__init__(message, field=kind)


class IncompleteCertificate(InvalidInput):
    """Answers are missing that a certificate cannot be issued without; `missing` names the fields."""

    code = "input.incomplete_certificate"
    sentence = "Intyget är inte färdigt."
    advice = "Fyll i det som saknas. Utkastet är sparat."

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(field=missing[0])


class CaseChanged(Conflict):
    """Somebody else has saved the same draft or matter since it was opened. Nothing has been saved."""

    code = "conflict.case_changed"
    sentence = "Någon annan har sparat sedan du öppnade. Ingenting har sparats."
    advice = "Läs in på nytt och jämför."


class AlreadyDecided(Conflict):
    """The matter is decided: what the decision rests on stays as it was."""

    code = "conflict.already_decided"
    sentence = "Ärendet är beslutat, och handlingarna som beslutet vilar på ska finnas kvar."
    advice = "Skriv en anteckning i ärendet om att handlingen inte hör dit."


class NotYourDecision(Conflict):
    """The actor may read the matter and not decide it; the message says which condition fails."""

    code = "conflict.not_your_decision"
    sentence = "Du får inte besluta i det här ärendet."
    advice = "Lämna ärendet till någon som har beslutanderätten."


class NeedsReview(Conflict):
    """The authority's setting asks for four eyes on this outcome: propose it to a second officer."""

    code = "conflict.needs_second_officer"
    sentence = "Beslutet ska fattas av en andra handläggare."
    advice = "Lämna ditt förslag till beslut; en annan handläggare beslutar."


class OverrideUnexplained(InvalidInput):
    """The decision departs from the rules' proposal without a reason class and a text."""

    code = "input.override_unexplained"
    sentence = "Beslutet avviker från reglernas förslag utan skäl."
    advice = "Välj skäl och skriv en mening om varför."


class QuotaUsedUp(Conflict):
    """The permit has no trips left. Nothing was counted."""

    code = "conflict.quota_used_up"
    sentence = "Tillståndets resor är slut."
    advice = "Ansök om ett nytt tillstånd, eller be handläggaren om en ny bedömning."


class OwnSetting(Conflict):
    """Whoever proposed a setting may not approve it."""

    code = "conflict.own_setting"
    sentence = "Du har själv föreslagit inställningen."
    advice = "Be en annan administratör att godkänna den."


class PermitNotValid(Conflict):
    """The permit does not cover the ride: not on that day, or not by that travel mode."""

    code = "conflict.permit_not_valid"
    sentence = "Tillståndet gäller inte den dagen med det färdsättet."
    advice = "Sök på patienten för att se vad som gäller."


class VoucherSpent(Conflict):
    """The voucher has been entered before, or was taken out of use."""

    code = "conflict.voucher_spent"
    sentence = "Resebiljetten är redan inmatad eller makulerad."
    advice = "Kontrollera koden. Är den rätt, anmäl en avvikelse: samma biljett kan ha använts två gånger."
