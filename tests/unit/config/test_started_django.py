"""What a command does with Django at its end."""

from __future__ import annotations

import subprocess
import sys

END = "import django.db; from skjuts.config.started_django import close_connections; close_connections()"


def test_connections_when_django_was_loaded_but_never_started_then_are_left_alone() -> None:
    """`skjuts demo` loads parts of Django and starts it only in its programs; it must end with code 0."""
    done = subprocess.run(
        [sys.executable, "-c", END], capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"}
    )
    assert (done.returncode, done.stderr) == (0, "")
