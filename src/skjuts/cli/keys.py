"""`skjuts keys`: make the key file, see what each key opens, change key while the house is open."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skjuts.cli.consoles import message_console
from skjuts.core.kernel.errors import BadConfiguration, Conflict

if TYPE_CHECKING:
    from skjuts.apps.vault.services.rotate_keys import KeyUse, Rotated

OWNER = "owner"
VARIABLE = "SKJUTS_SECRETS"


type KeyMaker = Callable[[Path], None]
"""Writes a new key file; an existing one is never touched (`FileExistsError`)."""
type KeyAdder = Callable[[Path], str]
"""Adds a key to the file, makes it the current one and tells its id."""


class KeyFileExists(Conflict):
    """There is a key file already. Nothing has been written: its keys may be all that opens the data."""

    code = "conflict.key_file"
    sentence = "Nyckelfilen finns redan."
    advice = "Byt nyckel med skjuts keys rotate."


def make_keys(make: KeyMaker, add_key: KeyAdder, start_django: Callable[[], None]) -> typer.Typer:
    """The commands, given what writes the key file and what starts Django."""
    app = typer.Typer(
        help="Nycklar: skapa, se och byt.",
        no_args_is_help=True,
        options_metavar="[FLAGGOR]",
        subcommand_metavar="KOMMANDO",
    )

    @app.command("new", options_metavar="[FLAGGOR]")
    def new(
        path: Annotated[Path | None, typer.Argument(metavar="[FIL]", help="Annars SKJUTS_SECRETS.")] = None,
    ) -> None:
        """Skapa en nyckelfil som bara ägaren får läsa."""
        where = path or _key_path()
        try:
            make(where)
        except FileExistsError:
            raise KeyFileExists(field=str(where)) from None
        message_console().print(f"Nyckelfilen är skapad: {where}. Förvara en kopia skild från databasen.")

    @app.command("status", options_metavar="[FLAGGOR]")
    def status() -> None:
        """Visa hur många uppgifter som är krypterade med vilken nyckel."""
        start_django()
        _require_owner()
        for line in _status_lines():
            typer.echo(line)

    @app.command("rotate", options_metavar="[FLAGGOR]")
    def rotate(
        *,
        wait: Annotated[
            bool,
            typer.Option("--wait/--no-wait", help="Vänta in processer som skriver med den gamla nyckeln."),
        ] = True,
    ) -> None:
        """Lägg till en nyckel och kryptera om allt med den, medan tjänsten är igång.

        Ett byte som avbröts fortsätter där det var när kommandot körs igen.
        """
        start_django()
        _require_owner()
        _rotate(add_key, wait=wait)

    return app


def _key_path() -> Path:
    told = os.environ.get(VARIABLE, "")
    if not told:
        raise BadConfiguration("Nyckelfilens plats saknas.", field=VARIABLE)
    return Path(told)


def _require_owner() -> None:
    from django.db import connections

    if OWNER not in connections:
        raise BadConfiguration("DATABASE_OWNER_URL saknas.", field="DATABASE_OWNER_URL")


def _count() -> list[KeyUse]:
    from skjuts.apps.vault.services.rotate_files import count_files
    from skjuts.apps.vault.services.rotate_keys import count_key_use

    return [*count_key_use(using=OWNER), *count_files(using=OWNER)]


def _status_lines() -> Iterator[str]:
    from skjuts.apps.vault import keyring

    current, _ = keyring.active().current
    yield f"Aktuell nyckel: {current}. Nycklar i filen: {', '.join(keyring.active().ids)}."
    uses = _count()
    for one in uses:
        yield f"{one.place}\tnyckel {one.key_id}\t{one.values}"
    waiting = sum(one.values for one in uses if one.key_id != current)
    yield f"{waiting} uppgifter väntar på omkryptering." if waiting else "Allt är krypterat med den nyckeln."


def _rotate(add_key: KeyAdder, *, wait: bool) -> None:
    from skjuts.apps.vault import keyring

    console, ring = message_console(), keyring.active()
    current, _ = ring.current
    if any(one.key_id != current for one in _count()):
        console.print(f"Fortsätter ett påbörjat byte till nyckel {current}.")
    else:
        current = add_key(_key_path())
        ring.look_again()
        console.print(f"Nyckel {current} är tillagd. Krypterar om.")
    _show(_rotate_all())
    if wait:
        # Whoever held the old key when the new one came has read the file again by then.
        time.sleep(keyring.LOOK_AGAIN_S + 1)
        _show(_rotate_all())
    console.print("Klart. Behåll de gamla nycklarna i filen så länge säkerhetskopior är skrivna med dem.")


def _rotate_all() -> Iterator[Rotated]:
    from skjuts.apps.vault.services.rotate_files import rotate_files
    from skjuts.apps.vault.services.rotate_keys import rotate_columns

    yield from rotate_columns(using=OWNER)
    yield from rotate_files(using=OWNER)


def _show(steps: Iterable[Rotated]) -> None:
    """A line for each place, rewritten as it goes on."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=message_console(), transient=True) as progress:
        tasks = {}
        for step in steps:
            total = step.done + step.waiting
            if step.place not in tasks:
                tasks[step.place] = progress.add_task(step.place, total=total)
            progress.update(tasks[step.place], completed=step.done, total=total)
