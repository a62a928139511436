"""Kinds of scenario: what each asks, computes and shows, and the one way in which all of them are run."""
