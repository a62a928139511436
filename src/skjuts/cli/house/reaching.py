"""Reach the house's database from a command beside it: joined while it runs, else started for the moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from skjuts.adapters.postgres.folders import get_folders
from skjuts.adapters.postgres.making import ADMIN
from skjuts.adapters.postgres.roles import APP, OWNER
from skjuts.adapters.postgres.server import Server, find_running, running_postgres
from skjuts.cli.house.plan import HouseFolder


@dataclass(frozen=True, slots=True, repr=False)
class Reached:
    """Addresses of the database; None for a role that we have no address for.

    `admin_url` leads into the house's database as one who sees all rows and may make databases.
    `is_open` tells that the house was running before we came.
    """

    app_url: str
    owner_url: str | None
    admin_url: str | None
    is_open: bool

    @property
    def environment(self) -> dict[str, str]:
        """What programs of ours read."""
        told = {"DATABASE_URL": self.app_url}
        return told if self.owner_url is None else told | {"DATABASE_OWNER_URL": self.owner_url}


@contextmanager
def reached_database(folder: HouseFolder, environment: Mapping[str, str]) -> Iterator[Reached | None]:
    """The database of `DATABASE_URL`, or the house's own; None when the house has none yet.

    Raises the errors of the database server when it has one that does not start.
    """
    if environment.get("DATABASE_URL"):
        yield Reached(
            environment["DATABASE_URL"],
            environment.get("DATABASE_OWNER_URL") or None,
            environment.get("DATABASE_ADMIN_URL") or None,
            is_open=True,
        )
        return
    joined = find_running(folder.postgres)
    if joined is not None:
        yield _reach(joined, is_open=True)
    elif get_folders(folder.postgres).is_made:
        with running_postgres(folder.postgres) as server:
            yield _reach(server, is_open=False)
    else:
        yield None


USUAL_FOLDERS = (
    Path(".skjuts"),
    Path(".demo/m/house"),
    Path(".demo/s/house"),
    Path(".demo/l/house"),
)
"""Where `serve` and `demo` put a house when nobody says otherwise."""


def get_house_folder(named: Path | None) -> HouseFolder:
    """The house that a command means: the one named, else the first of the usual that is there."""
    if named is not None:
        return HouseFolder(named)
    return HouseFolder(next((path for path in USUAL_FOLDERS if path.is_dir()), USUAL_FOLDERS[0]))


def find_open_environment(folder: HouseFolder) -> dict[str, str]:
    """What a program of ours reads to work in the house that is open there; empty when none is."""
    server = find_running(folder.postgres)
    if server is None:
        return {}
    told = {"SKJUTS_SECRETS": str(folder.keys), "SKJUTS_FILES": str(folder.files)}
    mode = folder.find_mode()
    return {**_reach(server, is_open=True).environment, **told, **({"SKJUTS_MODE": mode} if mode else {})}


def _reach(server: Server, *, is_open: bool) -> Reached:
    return Reached(server.dsn(APP), server.dsn(OWNER), server.dsn(ADMIN), is_open=is_open)
