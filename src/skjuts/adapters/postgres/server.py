"""Start and stop our own PostgreSQL server, as a child that does not outlive us.

    with running_postgres(Path(".demo/postgres")) as server:
        connect(server.dsn("skjuts_app"))

Nothing listens on the network. The socket lies in a folder that only this user may enter, which is why the
login asks for no password. One process at a time runs a cluster; others may join it with `find_running`.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from skjuts.adapters.postgres.binaries import Binaries
from skjuts.adapters.postgres.errors import ClusterInUse
from skjuts.adapters.postgres.folders import PORT, ClusterFolders, get_folders, make_home, make_socket_folder
from skjuts.adapters.postgres.launching import Child, end, is_ready, launch_until_ready, outlive_orphan
from skjuts.adapters.postgres.making import ADMIN, choose_binaries, make_cluster
from skjuts.adapters.postgres.roles import DATABASE, prepare_own_cluster


class Server:
    """A running server of our own. `is_new` tells whether this start made the cluster."""

    def __init__(
        self,
        folders: ClusterFolders,
        binaries: Binaries,
        lock: IO[bytes] | None,
        *,
        durable: bool,
        is_new: bool,
    ) -> None:
        self.folders = folders
        self.binaries = binaries
        self.is_new = is_new
        self._durable = durable
        self._lock = lock
        self._process: Child | None = None

    @property
    def is_ours(self) -> bool:
        """Whether this process runs it; stopping what another runs does nothing."""
        return self._lock is not None

    @property
    def child(self) -> Child:
        """The server's process. Raises `ClusterInUse` when another process runs it."""
        if self._process is None:
            raise ClusterInUse(field=str(self.folders.home))
        return self._process

    def dsn(self, role: str, *, database: str = DATABASE) -> str:
        """The address for a role, as a URL that psycopg, libpq and Django's settings read."""
        socket = quote(str(self.folders.socket), safe="")
        return f"postgresql://{quote(role)}@/{quote(database)}?host={socket}&port={PORT}"

    @property
    def admin_dsn(self) -> str:
        """The address of the superuser, in the database that is always there."""
        return self.dsn(ADMIN, database="postgres")

    def launch(self) -> None:
        """Start the process, the first time or after its death; the lock is held all along."""
        outlive_orphan(self.folders)
        make_socket_folder(self.folders)
        self._process = launch_until_ready(self.binaries, self.folders, durable=self._durable)

    def stop(self) -> None:
        """Stop in order, and leave the cluster to others; everything that was committed is kept."""
        if self._process is not None:
            end(self._process)
        if self._lock is not None:
            self._lock.close()


@contextmanager
def running_postgres(folder: Path, *, durable: bool = True) -> Iterator[Server]:
    """Run the cluster of `folder` inside the context, made and prepared at need. See `start`."""
    server = start(folder, durable=durable)
    try:
        yield server
    finally:
        server.stop()


def start(folder: Path, *, durable: bool = True) -> Server:
    """Start the cluster of `folder`; it is made at need, with roles, database and extensions.

    `durable=False` is for tests: commits are fast and a power cut loses the cluster.
    Call it from a thread that lives as long as the process. Raises `PostgresMissing`,
    `ClusterOfOtherVersion`, `ClusterClosed`, `ClusterInUse`, `ServerFailed` or `ServerSlow`.
    """
    folders = get_folders(folder)
    make_home(folders)
    lock = _take_lock(folders)
    try:
        binaries = choose_binaries(folders)
        is_new = not folders.is_made
        if is_new:
            make_cluster(binaries, folders, durable=durable)
        server = Server(folders, binaries, lock, durable=durable, is_new=is_new)
        server.launch()
    except BaseException:
        lock.close()
        raise
    try:
        prepare_own_cluster(server.admin_dsn, server.dsn(ADMIN))
    except BaseException:
        server.stop()
        raise
    return server


def find_running(folder: Path) -> Server | None:
    """Find the cluster of `folder` when another process runs it; stopping what is found does nothing."""
    folders = get_folders(folder)
    if not folders.is_made or not is_ready(folders):
        return None
    return Server(folders, choose_binaries(folders), None, durable=True, is_new=False)


def _take_lock(folders: ClusterFolders) -> IO[bytes]:
    lock = folders.lock.open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise ClusterInUse(field=str(folders.home)) from None
    return lock
