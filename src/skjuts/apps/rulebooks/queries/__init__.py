"""Reads of the app, from the actor's scope."""
