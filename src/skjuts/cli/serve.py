"""`skjuts serve`: the whole house under one process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from skjuts.cli.consoles import message_console

FOLDER = Path(".skjuts")

type KeyMaker = Callable[[Path], None]


def make_serve(make_keys: KeyMaker) -> Callable[..., None]:
    """The command; `make_keys` writes the key file of a new house."""

    def serve(
        *,
        port: Annotated[
            int, typer.Option("--port", min=0, max=65_535, metavar="N", help="Sidornas port; 0 tar en ledig.")
        ] = 8000,
        host: Annotated[
            str, typer.Option("--host", metavar="ADRESS", help="Adressen som sidorna lyssnar på.")
        ] = "127.0.0.1",
        folder: Annotated[
            Path,
            typer.Option("--folder", metavar="MAPP", help="Mapp för egen databas, bilagor och nycklar."),
        ] = FOLDER,
        web: Annotated[
            int, typer.Option("--web", min=1, max=64, metavar="N", help="Antal processer för sidorna.")
        ] = 2,
        migrate: Annotated[
            bool, typer.Option("--migrate/--no-migrate", help="Uppdatera databasens tabeller först.")
        ] = True,
    ) -> None:
        """Kör hela tjänsten: databas, sidor och jobb, tills kommandot avbryts.

        Utan DATABASE_URL startas en egen PostgreSQL i mappen. En process som dör startas om.
        """
        from skjuts.cli.house.keeping import keep_house
        from skjuts.cli.house.plan import HouseFolder, HousePlan

        plan = HousePlan(
            HouseFolder(folder),
            mode=os.environ.get("SKJUTS_MODE") or "production",
            make_keys=make_keys,
            host=host,
            port=port,
            web_processes=web,
            migrates=migrate,
            on_ready=lambda address: typer.echo(f"ready {address}"),
        )
        keep_house(plan, message_console())

    return serve
