"""Pages of the registers and of sign-in."""
