"""`deliver_courses --authority SLUG`: publish the courses that come with the program."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.training.queries.packaged import list_packaged
from skjuts.apps.training.services.take_in_course import deliver_course


class Command(BaseCommand):
    """Publishes each packaged course that the authority does not have yet. Safe to repeat."""

    help = "Publicera kurserna som följer med programmet hos en huvudman."

    def add_arguments(self, parser: CommandParser) -> None:
        """The authority's slug."""
        parser.add_argument("--authority", required=True, help="huvudmannens kortnamn, t.ex. jamtland")
        parser.add_argument("--demonstration", action="store_true", help="ta med påhittade fortbildningar")

    def handle(self, *_arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Publish, and say what was published."""
        authority = Authority.objects.filter(slug=options["authority"]).first()
        if authority is None:
            raise CommandError("Det finns ingen huvudman med det kortnamnet.")
        with entering(authorities=[authority.id]):
            for files in list_packaged():
                if "\ndemonstration = true" in files["course.toml"] and not options["demonstration"]:
                    continue
                version = deliver_course(authority=authority, files=files, now=timezone.now())
                self.stdout.write(f"publicerad: {version}" if version else "fanns redan")
