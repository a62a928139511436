"""What may be done in the house between the migrations and the opening."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skjuts.adapters.postgres.tether import tethered
from skjuts.cli.house.errors import explain_end


@dataclass(frozen=True, slots=True)
class Furnishing:
    """A house with a migrated database and no pages yet.

    `environment` is what the owner of the database needs (with `DATABASE_OWNER_URL`); `is_new` tells that the
    database was made in this start.
    """

    environment: Mapping[str, str]
    is_new: bool

    def run(self, *words: str, log: Path | None = None) -> None:
        """Run `skjuts WORDS` to its end in this environment, showing what it says unless it goes to a log.

        Raises `PartFailed` when it fails, `PartRefused` when it refuses its settings.
        """
        run_to_end(("-m", "skjuts", *words), self.environment, log=log)


def run_to_end(words: Sequence[str], environment: Mapping[str, str], *, log: Path | None = None) -> None:
    """Run a Python program of ours to its end; it goes when we go.

    Raises `PartFailed` when it fails, `PartRefused` when it refuses its settings.
    """
    command = tethered([sys.executable, *words])
    if log is None:
        code = _await(subprocess.Popen(command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=2))  # noqa: S603 - ours
    else:
        with log.open("ab") as sink:
            code = _await(
                subprocess.Popen(  # noqa: S603 - ours
                    command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
                )
            )
    if code != 0:
        raise explain_end(f"Kommandot skjuts {' '.join(words[2:])}", code, log)


def _await(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        process.wait(timeout=10)
        raise
