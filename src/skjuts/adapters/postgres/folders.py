"""Where a cluster keeps its files, and who must own them.

| path | holds |
|---|---|
| `<folder>/data` | PostgreSQL's data folder, mode 700 |
| `<folder>/server.log` | what the server says; no statement and no value of a row |
| `<folder>/lock` | held by the process that runs the server |
| `<temp>/skjuts-<hash>` | the socket: its path may have no more than 103 bytes |

Run as `nobody`, the server cannot enter a private home: the data then lie under `/var/lib/skjuts`.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from skjuts.adapters.postgres.errors import ClusterClosed
from skjuts.adapters.postgres.tether import UNPRIVILEGED, Way, tethered

PORT = 5432
"""Only a part of the socket's name: nothing listens on the network."""
_LONGEST_SOCKET_BYTES = 103
_PRIVATE = 0o700
_SHARED_STATE = Path("/var/lib/skjuts")
_PROBE_S = 20


@dataclass(frozen=True, slots=True)
class ClusterFolders:
    """The files of one cluster."""

    home: Path
    data: Path
    socket: Path
    way: Way

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    @property
    def lock(self) -> Path:
        """Locked by the process that runs the server."""
        return self.home / "lock"

    @property
    def pid_file(self) -> Path:
        """The server's own account of itself while it runs."""
        return self.data / "postmaster.pid"

    @property
    def is_made(self) -> bool:
        """Whether there is a cluster in the data folder."""
        return (self.data / "PG_VERSION").exists()


def get_folders(folder: Path) -> ClusterFolders:
    """The files of the cluster in `folder`, existing or to be. Raises `ClusterClosed` when it is not ours."""
    home = folder.absolute()
    home = home.parent.resolve() / home.name
    way = _choose_way(home)
    return ClusterFolders(home, _data_of(home, way), _socket_of(home), way)


def make_home(folders: ClusterFolders) -> None:
    """Make the cluster's folder, closed to everybody else."""
    try:
        folders.home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as fault:
        raise ClusterClosed(
            f"Mappen {folders.home} går inte att skapa: {fault.strerror}.", field=str(folders.home)
        ) from None
    if folders.way is Way.NOBODY:
        folders.data.parent.mkdir(mode=0o711, parents=True, exist_ok=True)


def make_socket_folder(folders: ClusterFolders) -> None:
    """Make the socket's folder. Raises `ClusterClosed` when somebody else has put something there."""
    path = folders.socket
    owner = UNPRIVILEGED if folders.way is Way.NOBODY else os.geteuid()
    try:
        path.mkdir(mode=_PRIVATE)
        if folders.way is Way.NOBODY:
            os.chown(path, UNPRIVILEGED, UNPRIVILEGED)
    except FileExistsError:
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
            raise ClusterClosed(
                f"Mappen {path} för databasens uttag tillhör någon annan.",
                field=str(path),
                remedy="Ta bort mappen, eller sätt TMPDIR till en mapp som är din.",
            ) from None
        path.chmod(_PRIVATE)


def _choose_way(home: Path) -> Way:
    """The way that the data were made in is kept: files of one cannot be opened in the other."""
    if os.geteuid() != 0:
        _require_own(home / "data")
        return Way.SELF
    if (home / "data" / "PG_VERSION").exists():
        _require_own(home / "data")
        return Way.NAMESPACE
    if (_data_of(home, Way.NOBODY) / "PG_VERSION").exists():
        return Way.NOBODY
    return Way.NAMESPACE if _may_use_namespace() else Way.NOBODY


def _require_own(data: Path) -> None:
    try:
        owner = data.stat().st_uid
    except FileNotFoundError:
        return
    except OSError:
        owner = -1
    if owner != os.geteuid():
        raise ClusterClosed(f"Databasens mapp {data} tillhör en annan användare.", field=str(data))


def _may_use_namespace() -> bool:
    """Containers often refuse; the only way to know is to try."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            tethered(["/bin/true"], way=Way.NAMESPACE), capture_output=True, check=False, timeout=_PROBE_S
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _data_of(home: Path, way: Way) -> Path:
    return _SHARED_STATE / f"postgres-{_short(home)}" if way is Way.NOBODY else home / "data"


def _socket_of(home: Path) -> Path:
    name = f"skjuts-{_short(home)}"
    wanted = Path(tempfile.gettempdir()) / name
    if len(os.fsencode(wanted / f".s.PGSQL.{PORT}")) <= _LONGEST_SOCKET_BYTES:
        return wanted
    return Path("/tmp") / name  # noqa: S108 - the folder is made private, and refused when it is not ours


def _short(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
