"""PDF through WeasyPrint, which reads nothing but our own style sheets and fonts."""

from skjuts.adapters.pdf.press import WeasyPress

__all__ = ["WeasyPress"]
