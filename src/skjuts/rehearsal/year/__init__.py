"""Invented years of patient trips, for follow-up to be shown and tried on. No figure is a real region's."""

from skjuts.rehearsal.year.parameters import YearParameters, get_year_parameters, list_provenance
from skjuts.rehearsal.year.writing import write_years

__all__ = ["YearParameters", "get_year_parameters", "list_provenance", "write_years"]
