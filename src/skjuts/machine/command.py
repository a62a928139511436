"""`skjuts api-keys`: make, list and revoke keys of programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from skjuts.core.kernel.errors import InvalidField

if TYPE_CHECKING:
    from skjuts.machine.models import ApiKey

DAYS = 365


def make_api_keys(start_django: Callable[[], None]) -> typer.Typer:
    """The commands, given what starts Django."""
    app = typer.Typer(
        help="Programnycklar: skapa, se och återkalla.",
        no_args_is_help=True,
    )

    @app.command("new")
    def new(  # noqa: PLR0913, PLR0917  (every option is an argument)
        name: Annotated[str, typer.Option("--name", help="Vad programmet heter.")],
        hsa_id: Annotated[str, typer.Option("--hsa-id", help="Programmets HSA-id.")],
        authority: Annotated[str, typer.Option("--authority", help="Huvudmannens kortnamn.")],
        unit: Annotated[str, typer.Option("--unit", help="HSA-id för enheten som programmet hör till.")],
        role: Annotated[list[str], typer.Option("--role", help="Roll; flera gånger för flera roller.")],
        days: Annotated[
            int, typer.Option("--days", min=1, max=731, help="Så många dagar gäller den.")
        ] = DAYS,
        calls: Annotated[int, typer.Option("--calls", min=1, help="Anrop i minuten.")] = 600,
    ) -> None:
        """Skapa en nyckel. Den visas en gång och sparas ingenstans."""
        start_django()
        from django.utils import timezone  # noqa: PLC0415

        from skjuts.apps.registry.services.programs import Program  # noqa: PLC0415
        from skjuts.machine.keys import issue_key, read_roles  # noqa: PLC0415

        program = Program(
            name=name, hsa_id=hsa_id, authority=authority, unit_hsa_id=unit, roles=read_roles(role)
        )
        row, key = issue_key(program=program, label=name, days=days, now=timezone.now(), calls_a_minute=calls)
        typer.echo(f"{row.id}  gäller till {row.expires_at:%Y-%m-%d}", err=True)
        typer.echo(key)

    @app.command("list")
    def list_all() -> None:
        """Visa nycklarna, de nyaste först. Själva nycklarna finns inte kvar att visa."""
        start_django()
        from skjuts.machine.keys import list_keys  # noqa: PLC0415

        for row in list_keys():
            typer.echo(_line(row))

    @app.command("revoke")
    def revoke(
        key_id: Annotated[str, typer.Argument(metavar="ID", help="Nyckelns id ur listan.")],
    ) -> None:
        """Återkalla en nyckel: nästa anrop med den avvisas."""
        start_django()
        from django.utils import timezone  # noqa: PLC0415

        from skjuts.machine.keys import revoke_key  # noqa: PLC0415

        typer.echo(_line(revoke_key(key_id=_read_id(key_id), now=timezone.now())))

    return app


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidField("Id:t är ingen UUID.", field="ID") from None


def _line(row: ApiKey) -> str:
    end = (
        f"återkallad {row.revoked_at:%Y-%m-%d}"
        if row.revoked_at
        else f"gäller till {row.expires_at:%Y-%m-%d}"
    )
    return f"{row.id}  {row.label}  {row.calls_a_minute} anrop/min  {end}"
