"""Virus scanners: the clamd daemon, and one that knows the standard test file alone."""
