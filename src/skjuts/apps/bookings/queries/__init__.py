"""Reads of claims and ledger, from the actor's scope."""
