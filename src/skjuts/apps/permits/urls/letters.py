"""What leaves the house: letters to people and lists to the board."""

from __future__ import annotations

from django.urls import URLPattern

PATHS: list[URLPattern] = []
