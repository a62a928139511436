"""Routes of the registers for programs."""

from skjuts.apps.registry.api.patients import router as patients
from skjuts.apps.registry.api.staff import router as staff

__all__ = ["patients", "staff"]
