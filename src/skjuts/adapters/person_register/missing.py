"""No register is configured: registrations are marked as not checked."""

from __future__ import annotations

from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.person_register import RegisterPerson


class MissingRegister:
    """Knows nobody, and says so."""

    def find_person(self, identity: PersonIdentity) -> RegisterPerson | None:
        """Raises `UpstreamUnavailable`."""
        del identity
        raise UpstreamUnavailable(
            "Ingen anslutning till personregistret är inställd.", remedy="Ange SKJUTS_PERSON_REGISTER."
        )
