"""Reads of the registers, always from the actor's scope."""
