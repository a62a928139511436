"""No mail server: letters wait until there is one."""

from __future__ import annotations

from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage


class NoChannel:
    """Stands where a channel has not been set up yet."""

    def send(self, message: OutgoingMessage) -> None:
        """Never."""
        raise UpstreamUnavailable("Ingen utgående post är inställd (SKJUTS_MAIL).", field=message.channel)
