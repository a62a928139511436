"""`place_personas`: put the demonstration's people where they work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from skjuts.rehearsal.personas.placing import place_personas


class Command(BaseCommand):
    """Doing it again changes nothing."""

    help = "Lägger in demonstrationens personer."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day from which they work."""
        parser.add_argument("--from", dest="day", type=dt.date.fromisoformat, default=dt.date(2026, 1, 1))

    def handle(self, *_arguments: Any, **options: Any) -> None:  # noqa: ANN401  (Django's own signature)
        """Place them."""
        place_personas(options["day"])
        self.stdout.write("Personerna är på plats.")
