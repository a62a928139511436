"""`python -m tools check`, `docs` and so on: the steps, named as they go, failing fast."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tools.documents import drifted_documents, write_documents
from tools.howtos import list_howto_faults
from tools.messages import list_message_faults, messages
from tools.pictures import take_pictures
from tools.sizes import list_oversized
from tools.vendor import vendor

ROOT = Path(__file__).parents[1]
MOST_WORDS = 3
"""docs --screenshots http://127.0.0.1:8000"""
PROGRAMS = Path(sys.executable).parent


class Step(NamedTuple):
    """A named check; `run` returns the complaints, one line each."""

    name: str
    run: Callable[[], list[str]]


def _program(*command: str) -> Callable[[], list[str]]:
    """Make a step of a program that speaks for itself."""

    def run() -> list[str]:
        done = subprocess.run([str(PROGRAMS / command[0]), *command[1:]], cwd=ROOT, check=False)
        return [] if done.returncode == 0 else [f"{command[0]} found something (above)"]

    return run


STEPS = (
    Step("format", _program("ruff", "format", "--check", ".")),
    Step("lint", _program("ruff", "check", ".")),
    Step("types", _program("mypy")),
    Step("imports", _program("lint-imports")),
    Step("sizes", lambda: list_oversized(ROOT)),
    Step("messages", list_message_faults),
    Step("documents", lambda: drifted_documents(ROOT)),
    Step("how-tos", lambda: list_howto_faults(ROOT)),
)


def check() -> int:
    """Run every step until one complains."""
    for number, step in enumerate(STEPS, start=1):
        print(f"check {number}/{len(STEPS)}: {step.name}", flush=True)
        started = time.monotonic()
        complaints = step.run()
        if complaints:
            print("\n".join(complaints))
            print(f"check failed at: {step.name}")
            return 1
        print(f"  ok, {time.monotonic() - started:.1f} s", flush=True)
    print("check passed")
    return 0


def docs() -> int:
    """Write the generated documents that differ."""
    for path in write_documents(ROOT):
        print(f"written: {path}")
    return 0


def screenshots(address: str | None = None) -> int:
    """Take the how-tos' pictures anew, in a demonstration of our own or the new one at an address."""
    take_pictures(ROOT, address)
    complaints = list_howto_faults(ROOT)
    print("\n".join(complaints))
    return 1 if complaints else 0


COMMANDS = {"check": check, "docs": docs, "vendor": vendor, "messages": messages}


def main(arguments: list[str]) -> int:
    """Run one command by name."""
    if arguments[:2] == ["docs", "--screenshots"] and len(arguments) <= MOST_WORDS:
        return screenshots(*arguments[2:])
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(
            f"usage: python -m tools {'|'.join(COMMANDS)}, or docs --screenshots [ADDRESS]", file=sys.stderr
        )
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
