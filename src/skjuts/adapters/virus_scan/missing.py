"""No scanner is configured: nothing can be vouched for."""

from __future__ import annotations

from skjuts.core.kernel.errors import UpstreamUnavailable


class MissingScan:
    """Refuses every file."""

    def find_threat(self, content: bytes) -> str:
        """Raises `UpstreamUnavailable`."""
        del content
        raise UpstreamUnavailable(
            "Bilagor kan inte tas emot: inget virusskydd är inställt.", remedy="Ange SKJUTS_CLAMD."
        )
