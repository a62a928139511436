"""Start and stop our own PostgreSQL server, as a child that does not outlive us.

    with running_postgres(Path(".demo/postgres")) as server:
        connect(server.dsn("skjuts_app"))

Nothing listens on the network. The socket lies in a folder that only this user may enter, which is why the
login asks for no password. One process at a time runs a cluster; others may join it with `find_running`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from skjuts.adapters.postgres.binaries import Binaries
from skjuts.adapters.postgres.errors import ClusterInUse, ServerFailed, ServerSlow
from skjuts.adapters.postgres.folders import PORT, ClusterFolders, get_folders, make_home, make_socket_folder
from skjuts.adapters.postgres.making import ADMIN, choose_binaries, make_cluster, plain_environment
from skjuts.adapters.postgres.roles import DATABASE, prepare_own_cluster
from skjuts.adapters.postgres.tether import tethered

START_S = 300.0
"""After a large crash the server reads its log through before it opens."""
STOP_S = 30.0
_ORPHAN_S = 30.0
_PAUSE_S = 0.02
_LARGEST_LOG_BYTES = 10_000_000
_STATUS_LINE = 7

# Errors quote values of rows and statements: they go to the program that asked, never to the log.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "max_connections": "100",
    "jit": "off",
}
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


type Child = subprocess.Popen[bytes]


class Server:
    """A running server of our own. `is_ours` tells whether this process started it and shall stop it."""

    def __init__(
        self,
        folders: ClusterFolders,
        binaries: Binaries,
        process: Child | None,
        lock: IO[bytes] | None,
    ) -> None:
        self.folders = folders
        self.binaries = binaries
        self._process = process
        self._lock = lock

    @property
    def is_ours(self) -> bool:
        """Whether this process started it."""
        return self._process is not None

    @property
    def process(self) -> Child:
        """The server's process. Raises `ClusterInUse` when another process started it."""
        if self._process is None:
            raise ClusterInUse
        return self._process

    def dsn(self, role: str, *, database: str = DATABASE) -> str:
        """The address for a role, as a URL that psycopg, libpq and Django's settings read."""
        socket = quote(str(self.folders.socket), safe="")
        return f"postgresql://{quote(role)}@/{quote(database)}?host={socket}&port={PORT}"

    @property
    def admin_dsn(self) -> str:
        """The address of the superuser, in the database that is always there."""
        return self.dsn(ADMIN, database="postgres")

    def stop(self) -> None:
        """Stop in order, sooner and sooner rudely; everything that was committed is kept."""
        if self._process is not None:
            _end(self._process)
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
        if not folders.is_made:
            make_cluster(binaries, folders, durable=durable)
        _outlive_orphan(folders)
        make_socket_folder(folders)
        server = Server(folders, binaries, _start_until_ready(binaries, folders, durable=durable), lock)
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
    if not folders.is_made or _find_status(folders) != "ready" or _find_live_pid(folders) is None:
        return None
    return Server(folders, choose_binaries(folders), None, None)


def _take_lock(folders: ClusterFolders) -> IO[bytes]:
    lock = folders.lock.open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise ClusterInUse(field=str(folders.home)) from None
    return lock


def _outlive_orphan(folders: ClusterFolders) -> None:
    """With the lock in our hands, a server that still runs has lost its parent: let it end, or end it."""
    deadline = time.monotonic() + _ORPHAN_S
    asked = False
    while (pid := _find_live_pid(folders)) is not None:
        if time.monotonic() > deadline:
            raise ClusterInUse(
                f"En databasserver (process {pid}) håller mappen och slutar inte.", field=str(folders.data)
            )
        if not asked:
            asked = True
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
        time.sleep(_PAUSE_S)


def _start_until_ready(binaries: Binaries, folders: ClusterFolders, *, durable: bool) -> Child:
    """Try again while the remains of a killed server (its memory, its backends) are on their way out."""
    deadline = time.monotonic() + START_S
    give_up_on_remains = time.monotonic() + _ORPHAN_S
    _turn_log(folders.log)
    while True:
        begins = folders.log.stat().st_size if folders.log.exists() else 0
        process = _launch(binaries, folders, durable=durable)
        if _becomes_ready(process, folders, deadline):
            return process
        said = folders.log.read_bytes()[begins:].decode("utf-8", "replace")
        if "pre-existing shared memory" not in said or time.monotonic() > give_up_on_remains:
            raise ServerFailed(_explain(said), field=str(folders.log))
        time.sleep(_PAUSE_S)


def _launch(binaries: Binaries, folders: ClusterFolders, *, durable: bool) -> Child:
    settings = _SETTINGS | {"unix_socket_directories": str(folders.socket), "port": str(PORT)}
    if not durable:
        settings |= _FORGETFUL
    command: list[str | Path] = [binaries.program("postgres"), "-D", folders.data]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with folders.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
            tethered(command, last_signal=signal.SIGINT, way=folders.way),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=plain_environment(),
            start_new_session=True,
        )


def _becomes_ready(process: Child, folders: ClusterFolders, deadline: float) -> bool:
    """Wait for the server's own word; false when it ends instead."""
    try:
        while process.poll() is None and time.monotonic() < deadline:
            if _find_live_pid(folders) == process.pid and _find_status(folders) == "ready":
                return True
            time.sleep(_PAUSE_S)
    except BaseException:
        _end(process)
        raise
    if process.poll() is not None:
        return False
    _end(process)
    raise ServerSlow(field=str(folders.log))


def _end(process: Child) -> None:
    for number, patience_s in ((signal.SIGINT, STOP_S), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        if process.poll() is None:
            process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience_s)
            return


def _read_pid_lines(folders: ClusterFolders) -> list[str]:
    try:
        return folders.pid_file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _find_status(folders: ClusterFolders) -> str | None:
    lines = _read_pid_lines(folders)
    return lines[_STATUS_LINE].strip() if len(lines) > _STATUS_LINE else None


def _find_live_pid(folders: ClusterFolders) -> int | None:
    """The server that the data folder names, when that process is alive and is a PostgreSQL."""
    lines = _read_pid_lines(folders)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    try:
        os.kill(pid, 0)
    except OSError:
        return None
    return pid if _is_postgres(pid) else None


def _is_postgres(pid: int) -> bool:
    """A number is used again after a restart of the machine: look at the program's name."""
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    except OSError:
        return True


def _turn_log(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def _explain(said: str) -> str:
    lines = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line]
    return f"Databasservern gick inte att starta: {lines[-1].split('] ', 1)[-1]}" if lines else ""
