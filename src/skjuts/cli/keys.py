"""`skjuts keys`: make the key file, see what each key opens, change key while the house is open."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skjuts.cli.consoles import message_console
from skjuts.core.kernel.errors import BadConfiguration, Conflict, NotFound

if TYPE_CHECKING:
    from skjuts.apps.vault.services.rotate_keys import KeyUse, Rotated
    from skjuts.cli.backup.manifest import Manifest

OWNER = "owner"
VARIABLE = "SKJUTS_SECRETS"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What is done to the key file, given at the composition root.

    `make` writes a new one (`FileExistsError`); `add` adds a field key and makes it current; `settle` notes
    that all is written with it, `find_settled` since when; `remove` takes a field key out; `name` tells its
    name without telling the key; `renew_signing` changes the key that signs checkpoints.
    """

    make: Callable[[Path], None]
    add: Callable[[Path], str]
    settle: Callable[[Path, dt.datetime], None]
    find_settled: Callable[[Path], dt.datetime | None]
    remove: Callable[[Path, str], None]
    name: Callable[[Path, str], str | None]
    renew_signing: Callable[[Path], None]


class KeyFileExists(Conflict):
    """There is a key file already. Nothing has been written: its keys may be all that opens the data."""

    code = "conflict.key_file"
    sentence = "Nyckelfilen finns redan."
    advice = "Byt nyckel med skjuts keys rotate."


class KeyInUse(Conflict):
    """The key is the current one, or something is still written with it. Nothing has been changed."""

    code = "conflict.key_in_use"
    sentence = "Nyckeln används."
    advice = "Kryptera om med skjuts keys rotate och försök igen när inget är kvar."


def make_keys(key_file: KeyFile, start_django: Callable[[], None]) -> typer.Typer:
    """The commands, given what changes the key file and what starts Django."""
    app = typer.Typer(
        help="Nycklar: skapa, se och byt.",
        no_args_is_help=True,
    )

    @app.command("new")
    def new(
        path: Annotated[Path | None, typer.Argument(metavar="[FIL]", help="Annars SKJUTS_SECRETS.")] = None,
    ) -> None:
        """Skapa en nyckelfil som bara ägaren får läsa."""
        where = path or _key_path()
        try:
            key_file.make(where)
        except FileExistsError:
            raise KeyFileExists(field=str(where)) from None
        message_console().print(f"Nyckelfilen är skapad: {where}. Förvara en kopia skild från databasen.")

    @app.command("status")
    def status() -> None:
        """Visa hur många uppgifter som är krypterade med vilken nyckel."""
        start_django()
        _require_owner()
        for line in _status_lines():
            typer.echo(line)

    @app.command("rotate")
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
        _rotate(key_file, wait=wait)

    @app.command("remove")
    def remove(
        key_id: Annotated[str, typer.Argument(metavar="NYCKEL", help="Nyckelns nummer, som status visar.")],
        *,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Pröva om det går.")] = False,
    ) -> None:
        """Ta bort en gammal nyckel som varken uppgifter eller säkerhetskopior behöver."""
        start_django()
        _require_owner()
        _require_unused(key_file, key_id)
        if dry_run:
            message_console().print(f"Nyckel {key_id} används inte och kan tas bort.")
            return
        key_file.remove(_key_path(), key_id)
        message_console().print(f"Nyckel {key_id} är borttagen. Ta bort den ur nyckelfilens kopior också.")

    @app.command("rotate-signing")
    def rotate_signing() -> None:
        """Byt nyckeln som undertecknar åtkomstloggens kontrollpunkter. Gamla underskrifter gäller än."""
        key_file.renew_signing(_key_path())
        message_console().print(
            "Nyckeln är bytt. Lämna den nya publika nyckeln (skjuts audit public-key) till vittnet."
        )

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


def _rotate(key_file: KeyFile, *, wait: bool) -> None:
    from skjuts.apps.vault import keyring

    console, ring = message_console(), keyring.active()
    current, _ = ring.current
    if any(one.key_id != current for one in _count()):
        console.print(f"Fortsätter ett påbörjat byte till nyckel {current}.")
    else:
        current = key_file.add(_key_path())
        ring.look_again()
        console.print(f"Nyckel {current} är tillagd. Krypterar om.")
    _show(_rotate_all())
    if wait:
        # Whoever held the old key when the new one came has read the file again by then.
        time.sleep(keyring.LOOK_AGAIN_S + 1)
        _show(_rotate_all())
    if any(one.key_id != current for one in _count()):
        console.print("[yellow]Något skrevs med den gamla nyckeln under tiden. Kör kommandot igen.[/]")
        return
    key_file.settle(_key_path(), dt.datetime.now(dt.UTC))
    console.print(
        "Klart. Ta bort den gamla nyckeln (skjuts keys remove) när kopiorna från tiden dessförinnan är borta."
    )


def _require_unused(key_file: KeyFile, key_id: str) -> None:
    """Raise `KeyInUse` or `NotFound` unless neither values nor backups need the key."""
    from skjuts.apps.vault import keyring

    path = _key_path()
    name = key_file.name(path, key_id)
    if name is None:
        raise NotFound(f"Nyckel {key_id} finns inte i nyckelfilen.", field="NYCKEL")
    if key_id == keyring.active().current[0]:
        raise KeyInUse(f"Nyckel {key_id} är den som skriver nu.", field="NYCKEL")
    used = sum(one.values for one in _count() if one.key_id == key_id)
    if used:
        raise KeyInUse(f"{used} uppgifter är krypterade med nyckel {key_id}.", field="NYCKEL")
    settled = key_file.find_settled(path)
    if settled is None:
        raise KeyInUse("Ett byte av nyckel är inte avslutat.", field="NYCKEL")
    needing = [one for one in _list_backups() if name in one.keys and one.taken_at < settled]
    if needing:
        raise KeyInUse(
            f"{len(needing)} säkerhetskopior är skrivna med nyckel {key_id}, den äldsta {needing[-1].name}.",
            field="NYCKEL",
            remedy="Vänta tills de är för gamla, och ta bort dem med skjuts backup prune.",
        )


def _list_backups() -> list[Manifest]:
    from skjuts.cli.backup.manifest import list_backups
    from skjuts.cli.house.reaching import get_house_folder

    return list_backups(Path(os.environ.get("SKJUTS_BACKUPS") or get_house_folder(None).backups))


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
