"""Exactly what the registers' pages show."""
