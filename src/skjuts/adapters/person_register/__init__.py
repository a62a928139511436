"""Person registers: one behind HTTP, one invented, and none at all."""

from skjuts.adapters.person_register.opening import open_register

__all__ = ["open_register"]
