"""Reading a region's own address register from a CSV file."""

from __future__ import annotations

from skjuts.adapters.address_register.reading import check_register, load_register
from skjuts.adapters.address_register.report import RegisterReport, RowError

__all__ = ["RegisterReport", "RowError", "check_register", "load_register"]
