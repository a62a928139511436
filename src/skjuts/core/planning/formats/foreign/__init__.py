"""Readers of the instance formats that dial-a-ride research uses."""

from skjuts.core.planning.formats.foreign.detect import READERS, detect_format, read_foreign

__all__ = ["READERS", "detect_format", "read_foreign"]
