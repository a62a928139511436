"""Django's entry to the app."""

from __future__ import annotations

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    """See the README beside this file."""

    name = "skjuts.apps.bookings"
    label = "bookings"
