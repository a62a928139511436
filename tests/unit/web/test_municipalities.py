"""Municipalities by name: a code is nothing that people read."""

from __future__ import annotations

from skjuts.web.municipalities import list_municipalities, name_municipality


def test_municipality_when_known_is_called_by_its_name() -> None:
    """2380 is Östersund, and every municipality has a name."""
    assert name_municipality("2380") == "Östersund"
    assert len(list_municipalities()) == 290
    assert all(len(code) == 4 and name for code, name in list_municipalities().items())


def test_municipality_when_unknown_is_shown_as_it_stands() -> None:
    """An old code in a region's history is not hidden."""
    assert name_municipality("9999") == "9999"
