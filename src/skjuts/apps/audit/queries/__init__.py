"""Reads of the app, always from the actor's scope or the whole house's."""
