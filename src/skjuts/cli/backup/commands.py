"""`skjuts backup`: create, list, verify and restore."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skjuts.cli.amounts import format_number
from skjuts.cli.consoles import answer_console, message_console
from skjuts.core.kernel.errors import BadConfiguration

if TYPE_CHECKING:
    from skjuts.cli.backup.manifest import Manifest
    from skjuts.cli.backup.record import LastRestored
    from skjuts.cli.backup.work import BackupPlace, KeyReader
    from skjuts.cli.house.plan import HouseFolder

_MEGABYTE = 1e6

Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="MAPP", help="Tjänstens mapp; annars .skjuts eller demons.")
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--to", metavar="MAPP", help="Mapp för kopior; annars SKJUTS_BACKUPS eller backups i tjänstens mapp."
    ),
]
Name = Annotated[str | None, typer.Argument(metavar="[KOPIA]", help="Kopians namn; annars den senaste.")]
Sure = Annotated[bool, typer.Option("--yes", help="Ersätt utan att fråga.")]
Quick = Annotated[bool, typer.Option("--quick", help="Jämför bara filernas kontrollsummor; återställ inget.")]


def make_backup_app(fingerprint_keys: KeyReader) -> typer.Typer:
    """The commands; `fingerprint_keys` names the keys of a key file without telling them."""
    app = typer.Typer(
        help="Ta, prova och återställ säkerhetskopior av databas och bilagor.",
        no_args_is_help=True,
        options_metavar="[FLAGGOR]",
        subcommand_metavar="KOMMANDO",
    )
    commands = _Commands(fingerprint_keys)
    for name, command in (
        ("create", commands.create),
        ("list", commands.list_all),
        ("verify", commands.verify),
        ("restore", commands.restore),
    ):
        app.command(name, options_metavar="[FLAGGOR]")(command)
    return app


class _Commands:
    """The commands; `fingerprint_keys` names the keys of a key file without telling them."""

    def __init__(self, fingerprint_keys: KeyReader) -> None:
        self._fingerprint_keys = fingerprint_keys

    def create(self, *, folder: Folder = None, to: Store = None) -> None:
        """Ta en säkerhetskopia medan tjänsten är igång.

        Kopian är inte krypterad och nycklarna är inte med: förvara den krypterat, och nyckelfilen för sig.
        """
        from skjuts.cli.backup.work import take_backup

        house, place = _find_place(folder, to, self._fingerprint_keys)
        console = message_console()
        with _administered(house, is_restoring=False) as admin_url, console.status("Tar säkerhetskopian …"):
            manifest = take_backup(place, admin_url)
        _tell_manifest(manifest, answer_console())
        console.print("Kopian är inte krypterad, och nyckelfilen är inte med: förvara dem var för sig.")

    def list_all(self, *, folder: Folder = None, to: Store = None) -> None:
        """Visa vilka säkerhetskopior som finns, de senaste först."""
        from skjuts.cli.backup.manifest import list_backups
        from skjuts.cli.backup.record import find_last_restored

        _, place = _find_place(folder, to, self._fingerprint_keys)
        for manifest in list_backups(place.folder):
            _tell_manifest(manifest, answer_console())
        last = find_last_restored(place.folder)
        told = f"{last.backup}, {last.restored_at:%Y-%m-%d %H:%M} UTC" if last else "ingen"
        message_console().print(f"Senast provad eller återställd: {told}", highlight=False)

    def verify(
        self, name: Name = None, *, quick: Quick = False, folder: Folder = None, to: Store = None
    ) -> None:
        """Prova en kopia: återställ den vid sidan av, jämför varje tabell och ta bort den igen."""
        from skjuts.cli.backup.manifest import require_whole
        from skjuts.cli.backup.work import get_backup, try_backup

        house, place = _find_place(folder, to, self._fingerprint_keys)
        manifest = get_backup(place, name)
        if quick:
            require_whole(place.folder / manifest.name, manifest)
            answer_console().print(f"{manifest.name}: filerna är hela", highlight=False)
            return
        console = message_console()
        with _administered(house, is_restoring=False) as admin_url, console.status("Provar kopian …"):
            _tell_restored(try_backup(place, manifest, admin_url))

    def restore(
        self, name: Name = None, *, yes: Sure = False, folder: Folder = None, to: Store = None
    ) -> None:
        """Ersätt databas och bilagor med en kopia. Tjänsten ska vara stoppad.

        Det som ersätts finns kvar till nästa gång: databasen skjuts_before och mappen files.before.
        """
        from skjuts.cli.backup.work import get_backup, restore_backup

        house, place = _find_place(folder, to, self._fingerprint_keys)
        manifest = get_backup(place, name)
        if not yes:
            typer.confirm(f"Ersätt databas och bilagor med kopian {manifest.name}?", abort=True)
        console = message_console()
        with _administered(house, is_restoring=True) as admin_url, console.status("Återställer …"):
            _tell_restored(restore_backup(place, manifest, admin_url))


def _find_place(
    folder: Path | None, to: Path | None, fingerprint_keys: KeyReader
) -> tuple[HouseFolder, BackupPlace]:
    from skjuts.cli.backup.work import BackupPlace
    from skjuts.cli.house.reaching import get_house_folder

    house = get_house_folder(folder)
    told = os.environ.get
    return house, BackupPlace(
        to or Path(told("SKJUTS_BACKUPS") or house.backups),
        Path(told("SKJUTS_FILES") or house.files),
        Path(told("SKJUTS_SECRETS") or house.keys),
        fingerprint_keys,
    )


@contextmanager
def _administered(house: HouseFolder, *, is_restoring: bool) -> Iterator[str]:
    """The address of the role that sees all rows; restoring needs a cluster that nobody else uses."""
    from skjuts.adapters.postgres.making import ADMIN
    from skjuts.adapters.postgres.server import running_postgres
    from skjuts.cli.house.reaching import reached_database

    if is_restoring and not os.environ.get("DATABASE_URL"):
        with running_postgres(house.postgres) as server:
            yield server.dsn(ADMIN, database="postgres")
        return
    with reached_database(house, os.environ) as database:
        if database is None or database.admin_url is None:
            raise BadConfiguration(
                "Det finns ingen databas i mappen." if database is None else "DATABASE_ADMIN_URL saknas.",
                field="--folder" if database is None else "DATABASE_ADMIN_URL",
                remedy="Peka ut tjänstens mapp." if database is None else "Ange en roll som ser alla rader.",
            )
        yield database.admin_url


def _tell_manifest(manifest: Manifest, console: Console) -> None:
    console.print(
        f"{manifest.name}  {format_number(manifest.bytes / _MEGABYTE, 1)} MB, "
        f"{len(manifest.tables)} tabeller, {format_number(manifest.rows)} rader, "
        f"{manifest.attachments} bilagor",
        highlight=False,
        soft_wrap=True,
    )


def _tell_restored(record: LastRestored) -> None:
    answer_console().print(
        f"{record.backup}: återställd och jämförd, "
        f"{record.tables} tabeller och {format_number(record.rows)} rader lika",
        highlight=False,
        soft_wrap=True,
    )
