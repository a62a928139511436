"""Reads, always from the actor's scope."""
