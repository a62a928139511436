"""Rows of the app."""
