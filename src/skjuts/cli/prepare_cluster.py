"""`skjuts prepare-cluster`: what the platform needs of a cluster run by others."""

from __future__ import annotations

import os
from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer

from skjuts.cli.consoles import message_console
from skjuts.core.kernel.errors import BadConfiguration


def prepare_cluster(
    *,
    script: Annotated[
        bool, typer.Option("--script", help="Skriv bara ut satserna, för den som sköter klustret.")
    ] = False,
) -> None:
    """Skapa roller, databas och tillägg i klustret som DATABASE_ADMIN_URL pekar på.

    Rollernas lösenord tas ur DATABASE_OWNER_URL och DATABASE_URL. Det som redan finns lämnas som det är.
    """
    from skjuts.adapters.postgres.errors import ClusterUnprepared
    from skjuts.adapters.postgres.foreign import Passwords, preparation_script
    from skjuts.adapters.postgres.foreign import prepare_cluster as prepare

    if script:
        typer.echo(preparation_script(), nl=False)
        return
    admin_url = os.environ.get("DATABASE_ADMIN_URL")
    if not admin_url:
        raise BadConfiguration(
            "DATABASE_ADMIN_URL saknas.",
            field="DATABASE_ADMIN_URL",
            remedy="Ange en roll som får skapa roller och databaser, eller kör med --script.",
        )
    passwords = Passwords(owner=_password("DATABASE_OWNER_URL"), app=_password("DATABASE_URL"))
    try:
        prepare(admin_url, passwords)
    except ClusterUnprepared:
        typer.echo(preparation_script(), nl=False)
        raise
    message_console().print("Klustret är berett. Kör skjuts migrate härnäst.")


def _password(variable: str) -> str | None:
    password = urlsplit(os.environ.get(variable, "")).password
    return None if password is None else unquote(password)
