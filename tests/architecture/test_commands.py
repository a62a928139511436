"""The front door: the scripts that strangers and CI start with, and the papers that name them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "run"
CI = ROOT / ".ci" / "run"
BASHISMS = {
    "[[ ]]": re.compile(r"\[\["),
    "arrays": re.compile(r"^\s*\w+=\(", re.MULTILINE),
    "local": re.compile(r"^\s*local ", re.MULTILINE),
    "function keyword": re.compile(r"^\s*function ", re.MULTILINE),
    "here-string": re.compile(r"<<<"),
    "source": re.compile(r"^\s*source ", re.MULTILINE),
    "==": re.compile(r"\[ [^]]* == "),
    "pipefail": re.compile(r"pipefail"),
}


def _help() -> str:
    return subprocess.run(
        [str(RUN), "help"], capture_output=True, text=True, check=True, cwd=ROOT, stdin=subprocess.DEVNULL
    ).stdout


@pytest.mark.parametrize("shell", ["dash", "sh"])
def test_run_when_parsed_by_a_plain_shell_then_clean(shell: str) -> None:
    """A bare machine has a POSIX shell and no more."""
    if shutil.which(shell) is None:
        pytest.skip(f"missing here: {shell}")
    done = subprocess.run([shell, "-n", str(RUN)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("bashism", BASHISMS)
def test_run_when_read_then_uses_posix_only(bashism: str) -> None:
    """`sh -n` accepts much that only bash runs."""
    assert RUN.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert not BASHISMS[bashism].search(RUN.read_text(encoding="utf-8"))


def test_run_when_asked_for_help_then_names_every_command_it_knows() -> None:
    """An unlisted command is a trap, a listed one that is missing a lie."""
    cases = re.findall(r"^([a-z| -]+)\)$", RUN.read_text(encoding="utf-8"), re.MULTILINE)
    known = {name.strip() for case in cases for name in case.split("|")} - {"-h", "--help"}
    listed = set(re.findall(r"^\./run ([a-z-]+)", _help(), re.MULTILINE))
    assert listed == known


def test_run_when_command_is_unknown_then_says_so_and_fails() -> None:
    """A misspelt command must not look like success."""
    done = subprocess.run([str(RUN), "plann"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "unknown command 'plann'" in done.stderr


def test_readme_when_opened_then_starts_with_a_picture_and_the_two_commands() -> None:
    """The first screen decides whether a stranger tries it."""
    first = (ROOT / "README.md").read_text(encoding="utf-8")[:900]
    assert re.search(r"!\[[^]]+\]\(docs/images/[\w.-]+\)", first)
    assert "./run demo" in first
    assert "./run test" in first


def test_ci_when_run_then_calls_what_the_readme_tells_people_to_call() -> None:
    """What CI proves must be what people do."""
    text = CI.read_text(encoding="utf-8")
    assert "./run check" in text
    assert "./run test" in text
    done = subprocess.run(["bash", "-n", str(CI)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/README.md"])
def test_papers_when_they_name_a_command_then_it_exists(page: str) -> None:
    """A command in a paper is a promise."""
    named = set(re.findall(r"\./run ([a-z][a-z-]*)", (ROOT / page).read_text(encoding="utf-8")))
    assert named <= set(re.findall(r"^\./run ([a-z-]+)", _help(), re.MULTILINE))
