"""The server's process: started until it is ready, recognised by its own account of itself, ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from skjuts.adapters.postgres.binaries import Binaries
from skjuts.adapters.postgres.errors import ClusterInUse, ServerFailed, ServerSlow
from skjuts.adapters.postgres.folders import PORT, ClusterFolders
from skjuts.adapters.postgres.making import plain_environment
from skjuts.adapters.postgres.tether import tethered

type Child = subprocess.Popen[bytes]

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


def launch_until_ready(binaries: Binaries, folders: ClusterFolders, *, durable: bool) -> Child:
    """Start the server and wait for its word; the remains of a killed one are given time to go.

    Raises `ServerFailed` with what the server said, or `ServerSlow`.
    """
    deadline = time.monotonic() + START_S
    give_up_on_remains = time.monotonic() + _ORPHAN_S
    _turn_log(folders.log)
    while True:
        begins = folders.log.stat().st_size if folders.log.exists() else 0
        process = _launch(binaries, folders, durable=durable)
        if _becomes_ready(process, folders, deadline):
            return process
        said = folders.log.read_bytes()[begins:].decode("utf-8", "replace")
        if not _is_about_remains(said) or time.monotonic() > give_up_on_remains:
            raise ServerFailed(_explain(said), field=str(folders.log))
        time.sleep(_PAUSE_S)


def outlive_orphan(folders: ClusterFolders) -> None:
    """A server that runs although its cluster's lock is ours has lost its parent: let it end, or end it."""
    deadline = time.monotonic() + _ORPHAN_S
    asked = False
    while (pid := find_live_pid(folders)) is not None:
        if time.monotonic() > deadline:
            raise ClusterInUse(
                f"En databasserver (process {pid}) håller mappen och slutar inte.", field=str(folders.data)
            )
        if not asked:
            asked = True
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
        time.sleep(_PAUSE_S)


def end(process: Child) -> None:
    """End the server in order, then sooner and sooner rudely; what was committed is kept."""
    for number, patience_s in ((signal.SIGINT, STOP_S), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        if process.poll() is None:
            process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience_s)
            return


def is_ready(folders: ClusterFolders) -> bool:
    """Whether the server says that it takes connections, and lives."""
    lines = _read_pid_lines(folders)
    told = lines[_STATUS_LINE].strip() if len(lines) > _STATUS_LINE else ""
    return told == "ready" and find_live_pid(folders) is not None


def find_live_pid(folders: ClusterFolders) -> int | None:
    """The server that the data folder names, when that process is alive and is a PostgreSQL."""
    lines = _read_pid_lines(folders)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return pid
    return pid if _is_postgres(pid) else None


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
            if find_live_pid(folders) == process.pid and is_ready(folders):
                return True
            time.sleep(_PAUSE_S)
    except BaseException:
        end(process)
        raise
    if process.poll() is not None:
        return False
    end(process)
    raise ServerSlow(field=str(folders.log))


def _read_pid_lines(folders: ClusterFolders) -> list[str]:
    try:
        return folders.pid_file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _is_postgres(pid: int) -> bool:
    """A number is used again after a restart of the machine, and a zombie serves nobody."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    except OSError:
        return True
    return b"postgres" in command


def _is_about_remains(said: str) -> bool:
    return "pre-existing shared memory" in said or "lock file" in said


def _turn_log(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def _explain(said: str) -> str:
    lines = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line]
    return f"Databasservern gick inte att starta: {lines[-1].split('] ', 1)[-1]}" if lines else ""
