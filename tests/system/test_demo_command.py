"""`skjuts demo` from outside: the first thing that a stranger tries."""

from __future__ import annotations

import signal
from pathlib import Path
from urllib.request import urlopen

from tests.system.started import Started, run_skjuts


def test_a_demo_with_a_port_serves_its_report_until_it_is_stopped(tmp_path: Path) -> None:
    """Other programs wait for `ready` and stop it with SIGTERM."""
    started = Started(["demo", "--size", "s", "--no-browser", "--port", "0"], tmp_path)
    started.wait_for("ready http://")
    address = started.answered.split("ready ")[1].split()[0]
    with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own address
        page = answer.read().decode()
    assert "påhitta" in page.lower()
    assert started.stop(signal.SIGTERM) == 0
    assert "Traceback" not in started.said


def test_a_demo_without_a_port_ends_with_the_path_of_its_report(tmp_path: Path) -> None:
    """The last line is for programs: `ready` and a path that is there."""
    done = run_skjuts(["demo", "--size", "s", "--no-browser"], tmp_path)
    assert done.returncode == 0, done.stderr
    ready, path = done.stdout.splitlines()[-1].split(" ", maxsplit=1)
    assert ready == "ready"
    assert Path(path).is_file()
