"""The load bench: a large house, real processes, and a crowd that does not wait for answers."""
