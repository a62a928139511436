"""What everybody asks: may this person ride, vouchers, and what each krona is."""

from __future__ import annotations

from django.urls import URLPattern

PATHS: list[URLPattern] = []
