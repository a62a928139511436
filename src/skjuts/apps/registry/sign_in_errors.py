"""Refusals of sign-in, each with the next step for the person who meets it."""

from __future__ import annotations

from skjuts.core.kernel.errors import SkjutsError, UpstreamUnavailable


class SignInRefused(SkjutsError):
    """The identity provider's answer does not let the person in. No session has begun."""

    code = "sign_in"
    sentence = "Inloggningen kunde inte godkännas."
    advice = "Försök igen. Kontakta din förvaltning om felet är kvar."


class WeakAssurance(SignInRefused):
    """The sign-in was made with less assurance than the platform accepts (claim `acr`)."""

    code = "sign_in.assurance"
    sentence = "Inloggningen gjordes med för låg tillitsnivå."
    advice = "Logga in med din e-legitimation för tjänsten, till exempel SITHS-kortet."


class HsaIdMissing(SignInRefused):
    """The provider sends no HSA-id, by which a person is found in the staff registers."""

    code = "sign_in.hsa_id_missing"
    sentence = "Inloggningen saknar HSA-id."
    advice = "Be din HSA-förvaltare kontrollera att ditt tjänste-id har ett HSA-id."


class ForeignHsaId(SignInRefused):
    """The provider may not vouch for people with this HSA-id."""

    code = "sign_in.hsa_id_foreign"
    sentence = "Den här inloggningen får inte användas för ditt HSA-id."
    advice = "Välj din egen organisations inloggning."


class HsaIdTaken(SignInRefused):
    """The HSA-id already belongs to another account."""

    code = "sign_in.hsa_id_taken"
    sentence = "Ditt HSA-id hör redan till en annan inloggning."
    advice = "Logga in på samma sätt som förra gången, eller be registeransvarig om hjälp."


class AccountClosed(SignInRefused):
    """The account has been closed."""

    code = "sign_in.closed"
    sentence = "Ditt konto är stängt."
    advice = "Be registeransvarig hos din huvudman om hjälp."


class SignInExpired(SignInRefused):
    """The answer belongs to no sign-in that this browser has begun, or it has been used before."""

    code = "sign_in.expired"
    sentence = "Inloggningen tog för lång tid eller hade redan använts."
    advice = "Börja om från inloggningssidan."


class SignInCancelled(SignInRefused):
    """The person turned back at the identity provider."""

    code = "sign_in.cancelled"
    sentence = "Inloggningen avbröts."
    advice = "Du kan försöka igen när du vill."


class IssuerUnavailable(UpstreamUnavailable):
    """The identity provider does not answer, or answers what nobody can read."""

    code = "upstream.issuer"
    sentence = "Inloggningstjänsten svarar inte som den ska."
    advice = "Försök igen om några minuter."
