"""Virus scanners: the clamd daemon, and one that knows the standard test file alone."""

from skjuts.adapters.virus_scan.opening import open_scan

__all__ = ["open_scan"]
