"""Runs the programs that come with the road engines, line by line into a log."""

from __future__ import annotations

import os
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from skjuts.adapters.roads.errors import RoadBuildFailed

LINES_TOLD = 3
SIGKILL_CODE = -9


def run_program(
    command: Sequence[str | Path],
    log_path: Path,
    on_line: Callable[[str], None],
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run one program to its end; every line goes to the log and to `on_line`.

    Raises `RoadBuildFailed` when it fails. When we are interrupted the program is stopped first.
    """
    last: deque[str] = deque(maxlen=LINES_TOLD)
    arguments = [str(part) for part in command]
    with (
        log_path.open("a", encoding="utf-8") as log,
        subprocess.Popen(  # noqa: S603 - our own engines, no shell
            arguments,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **(environment or {})},
        ) as program,
    ):
        try:
            for line in program.stdout or ():
                log.write(line)
                if line.strip():
                    last.append(line.strip())
                    on_line(line.strip())
        except BaseException:
            program.kill()
            raise
    if program.returncode:
        raise _failure(Path(arguments[0]).name, program.returncode, list(last), log_path)


def _failure(name: str, code: int, last: list[str], log_path: Path) -> RoadBuildFailed:
    if code == SIGKILL_CODE:
        return RoadBuildFailed(
            f"{name} avbröts av operativsystemet, troligen för att minnet tog slut.",
            remedy="Skär ut en mindre del av kartan, eller bygg på en maskin med mer minne.",
        )
    said = " / ".join(last)
    return RoadBuildFailed(f"{name} avslutades med kod {code}: {said}", remedy=f"Hela loggen: {log_path}")
