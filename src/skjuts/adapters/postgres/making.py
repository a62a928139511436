"""Make the data folder of a new cluster, and choose the programs that fit an old one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from skjuts.adapters.postgres.binaries import Binaries, get_binaries, list_binaries
from skjuts.adapters.postgres.errors import ClusterOfOtherVersion, PostgresMissing, ServerFailed
from skjuts.adapters.postgres.folders import ClusterFolders
from skjuts.adapters.postgres.tether import UNPRIVILEGED, Way, tethered

ADMIN = "skjuts_admin"
"""The superuser of our own cluster; only the machine's user reaches the socket."""
_FIRST_WITH_BUILTIN_LOCALE = 17
_MAKE_S = 120
_ASK_S = 20


def choose_binaries(folders: ClusterFolders) -> Binaries:
    """The programs for this cluster.

    Raises `PostgresMissing` when there are none that its user may run, and `ClusterOfOtherVersion`
    when none has the version that made the data.
    """
    candidates = [get_binaries(), *list_binaries()]
    if folders.way is Way.NOBODY:
        candidates = [one for one in candidates if may_run_as_nobody(one)]
        if not candidates:
            raise PostgresMissing(
                "Databasen måste köras som nobody här, och nobody får inte köra den PostgreSQL som finns.",
                remedy="Kör som en vanlig användare, eller installera Debianpaketet postgresql.",
            )
    if not folders.is_made:
        return candidates[0]
    made_by = int((folders.data / "PG_VERSION").read_text(encoding="ascii").strip())
    for one in candidates:
        if one.major == made_by:
            return one
    raise ClusterOfOtherVersion(
        f"Databasens mapp är gjord av PostgreSQL {made_by}; här finns {candidates[0].major}.",
        field=str(folders.data),
    )


def make_cluster(binaries: Binaries, folders: ClusterFolders, *, durable: bool) -> None:
    """Make the cluster, whole or not at all. Raises `ServerFailed` with what PostgreSQL said."""
    begun = folders.data.with_name(f"{folders.data.name}.begun")
    _empty(begun)
    begun.mkdir(mode=0o700)
    if folders.way is Way.NOBODY:
        os.chown(begun, UNPRIVILEGED, UNPRIVILEGED)
    command = tethered(_initdb(binaries, begun, durable=durable), way=folders.way)
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            command, capture_output=True, text=True, check=False, timeout=_MAKE_S, env=plain_environment()
        )
    except subprocess.TimeoutExpired:
        raise ServerFailed("Databasen blev inte skapad i tid.", field=str(folders.data)) from None
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise ServerFailed(
            f"Databasen gick inte att skapa: {said[-1] if said else done.returncode}", field=str(folders.data)
        )
    begun.rename(folders.data)


def plain_environment() -> dict[str, str]:
    """The environment for PostgreSQL's programs: nothing of ours, messages in English for the log."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ
    }
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _initdb(binaries: Binaries, data: Path, *, durable: bool) -> list[str | Path]:
    """Order and case are PostgreSQL's own where it has them, hence the same on every machine."""
    command: list[str | Path] = [binaries.program("initdb"), "--pgdata", data, "--username", ADMIN]
    command += ["--encoding", "UTF8", "--auth", "trust", "--data-checksums", "--no-instructions"]
    if binaries.major >= _FIRST_WITH_BUILTIN_LOCALE:
        command += ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    else:
        command += ["--locale", "C.UTF-8"]
    return command if durable else [*command, "--no-sync"]


def may_run_as_nobody(binaries: Binaries) -> bool:
    """Whether `nobody` reaches the programs: those in a private home it does not."""
    command = tethered([binaries.program("postgres"), "--version"], way=Way.NOBODY)
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_ASK_S)  # noqa: S603 - as above
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _empty(begun: Path) -> None:
    """Remove what an interrupted making left; it has another name than a finished cluster."""
    if begun.exists():
        shutil.rmtree(begun)
