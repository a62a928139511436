"""Reads of training, from the actor's scope. `may_certify` is asked by other apps at the moment of use."""

from skjuts.apps.training.queries.standings import may_certify, moment_of

__all__ = ["may_certify", "moment_of"]
