"""Files into the registers: read, compared with what is there, and applied as a whole or not at all."""
