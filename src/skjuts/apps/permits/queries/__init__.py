"""Reads of permits, from the actor's scope. What may not be seen is not there."""
