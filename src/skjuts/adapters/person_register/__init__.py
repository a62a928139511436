"""Person registers: one behind HTTP, one invented, and none at all."""
