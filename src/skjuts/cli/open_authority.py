"""`skjuts open-authority`: let the first authority in, and the person who does the rest on the pages."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from skjuts.cli.consoles import message_console

if TYPE_CHECKING:
    from skjuts.apps.registry.services.open_authority import Opening


class Kind(StrEnum):
    """What sort of authority."""

    REGION = "region"
    MUNICIPALITY = "municipality"


def make_open_authority(start_django: Callable[[], None]) -> Callable[..., None]:
    """The command, given what starts Django."""

    def open_authority(
        slug: Annotated[str, typer.Argument(metavar="KORTNAMN", help="Till exempel region-exempel.")],
        name: Annotated[str, typer.Option("--name", help="Huvudmannens hela namn.")],
        organisation_number: Annotated[str, typer.Option("--organisation-number", metavar="232100-0000")],
        unit_hsa_id: Annotated[str, typer.Option("--unit-hsa-id", help="HSA-id för kansliet.")],
        admin_hsa_id: Annotated[str, typer.Option("--admin-hsa-id", help="Administratörens HSA-id.")],
        given_name: Annotated[str, typer.Option("--given-name", help="Administratörens förnamn.")],
        family_name: Annotated[str, typer.Option("--family-name", help="Administratörens efternamn.")],
        kind: Annotated[Kind, typer.Option("--kind", help="Region eller kommun.")] = Kind.REGION,
        unit: Annotated[str, typer.Option("--unit", help="Vad kansliet heter.")] = "Kansliet",
        *,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Pröva allt, spara inget.")] = False,
    ) -> None:
        """Öppna en huvudman med ett kansli och en första administratör.

        Administratören loggar in med sin e-legitimation och inför resten på sidan Införande.
        """
        start_django()
        from skjuts.apps.registry.models import Authority
        from skjuts.apps.registry.services.open_authority import Opening

        opening = Opening(
            slug=slug,
            name=name,
            kind=Authority.Kind(kind.value),
            organisation_number=organisation_number,
            unit_name=unit,
            unit_hsa_id=unit_hsa_id,
            admin_hsa_id=admin_hsa_id,
            given_name=given_name,
            family_name=family_name,
        )
        hsa_id = _open(opening, is_kept=not dry_run)
        _tell(name, hsa_id, is_kept=not dry_run)

    return open_authority


def _open(opening: Opening, *, is_kept: bool) -> str:
    """Open it, and take it back when it was only to be tried; the administrator's HSA-id."""
    from django.db import connection, transaction
    from django.utils import timezone

    from skjuts.apps.registry.services.open_authority import open_authority

    with transaction.atomic():
        first = open_authority(opening=opening, now=timezone.now(), today=timezone.localdate())
        # References between tenants' rows are otherwise judged when the transaction ends.
        connection.check_constraints()
        transaction.set_rollback(not is_kept)
    return first.staff.hsa_id


def _tell(name: str, hsa_id: str, *, is_kept: bool) -> None:
    from django.conf import settings

    say = message_console().print
    if not is_kept:
        say(f"Det går att öppna {name}. Inget har sparats.", highlight=False)
        return
    say(f"{name} är öppnad.", highlight=False)
    say(f"Administratören ({hsa_id}) loggar in och fortsätter på {settings.PUBLIC_URL}/inforande/.")
    issuers = [one.name for one in settings.OIDC_ISSUERS]
    if issuers:
        say(f"Inloggningar som är anslutna: {', '.join(issuers)}.", highlight=False)
    else:
        say("[yellow]Ingen inloggning är ansluten ännu (SKJUTS_OIDC_ISSUERS).[/]")
