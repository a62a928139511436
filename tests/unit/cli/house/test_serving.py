"""One process of pages: when its application is imported."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

REFUSING = """
import asyncio

try:
    asyncio.get_running_loop()
except RuntimeError:
    raise SystemExit(2) from None
raise AssertionError("imported in a loop, where nothing open to the database can be closed")
"""


def test_application_that_refuses_to_open_when_imported_then_has_no_loop_around_it(tmp_path: Path) -> None:
    """It closes what it had open to the database, which a loop forbids; its sentence then stands alone."""
    (tmp_path / "refusing.py").write_text(REFUSING, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as door:
        number = str(door.fileno())
        ended = subprocess.run(
            [
                *[sys.executable, "-m", "skjuts.cli.house.serving"],
                *["refusing:application", number, "--streams-s", "1"],
            ],
            cwd=tmp_path,
            pass_fds=[door.fileno()],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (2, "")
