"""`skjuts backup`: create, list, verify and restore."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skjuts.cli.amounts import format_number
from skjuts.cli.consoles import answer_console, message_console
from skjuts.core.kernel.errors import BadConfiguration

if TYPE_CHECKING:
    from skjuts.cli.backup.key_names import KeyNames
    from skjuts.cli.backup.manifest import Manifest
    from skjuts.cli.backup.record import LastRestored
    from skjuts.cli.backup.work import BackupPlace
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
Keep = Annotated[int, typer.Option("--keep", min=1, help="Så många av de senaste behålls alltid.")]
Days = Annotated[int, typer.Option("--days", min=1, help="Yngre kopior än så behålls alltid.")]
Trying = Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle tas bort.")]
Quick = Annotated[bool, typer.Option("--quick", help="Jämför bara filernas kontrollsummor; återställ inget.")]


def make_backup_app(names: KeyNames) -> typer.Typer:
    """The commands; `names` names the keys of a key file without telling them."""
    app = typer.Typer(
        help="Ta, prova och återställ säkerhetskopior av databas och bilagor.",
        no_args_is_help=True,
    )
    commands = _Commands(names)
    for name, command in (
        ("create", commands.create),
        ("list", commands.list_all),
        ("verify", commands.verify),
        ("restore", commands.restore),
        ("prune", commands.prune),
    ):
        app.command(name)(command)
    return app


class _Commands:
    """The commands."""

    def __init__(self, names: KeyNames) -> None:
        self._names = names

    def create(self, *, folder: Folder = None, to: Store = None) -> None:
        """Ta en säkerhetskopia medan tjänsten är igång.

        Kopian är inte krypterad och nycklarna är inte med: förvara den krypterat, och nyckelfilen för sig.
        """
        from skjuts.cli.backup.work import take_backup

        house, place = _find_place(folder, to, self._names)
        console = message_console()
        with _administered(house, is_restoring=False) as admin_url, console.status("Tar säkerhetskopian …"):
            manifest = take_backup(place, admin_url)
        _tell_manifest(manifest, answer_console())
        console.print("Kopian är inte krypterad, och nyckelfilen är inte med: förvara dem var för sig.")

    def list_all(self, *, folder: Folder = None, to: Store = None) -> None:
        """Visa vilka säkerhetskopior som finns, de senaste först."""
        from skjuts.cli.backup.manifest import list_backups
        from skjuts.cli.backup.record import find_last_restored

        _, place = _find_place(folder, to, self._names)
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

        house, place = _find_place(folder, to, self._names)
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

        house, place = _find_place(folder, to, self._names)
        manifest = get_backup(place, name)
        if not yes:
            typer.confirm(f"Ersätt databas och bilagor med kopian {manifest.name}?", abort=True)
        console = message_console()
        with _administered(house, is_restoring=True) as admin_url, console.status("Återställer …"):
            _tell_restored(restore_backup(place, manifest, admin_url))

    def prune(
        self,
        *,
        keep: Keep = 7,
        days: Days = 35,
        dry_run: Trying = False,
        folder: Folder = None,
        to: Store = None,
    ) -> None:
        """Ta bort gamla kopior. Den senaste, och den senast provade, tas aldrig bort."""
        from skjuts.cli.backup.pruning import list_prunable, prune_backups

        _, place = _find_place(folder, to, self._names)
        old = list_prunable(place.folder, keep=keep, days=days, now=datetime.now(UTC))
        for manifest in old:
            _tell_manifest(manifest, answer_console())
        if not dry_run:
            prune_backups(place.folder, old)
        did = "skulle tas bort" if dry_run else "är borttagna"
        message_console().print(f"{len(old)} kopior {did}.", highlight=False)


def _find_place(folder: Path | None, to: Path | None, names: KeyNames) -> tuple[HouseFolder, BackupPlace]:
    from skjuts.cli.backup.work import BackupPlace
    from skjuts.cli.house.reaching import get_house_folder

    house = get_house_folder(folder)
    told = os.environ.get
    return house, BackupPlace(
        to or Path(told("SKJUTS_BACKUPS") or house.backups),
        Path(told("SKJUTS_FILES") or house.files),
        Path(told("SKJUTS_SECRETS") or house.keys),
        names,
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
