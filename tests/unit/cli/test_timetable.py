"""`skjuts timetable` as it is met: Swedish answers, and errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.cli.main import make_app, run
from tests.universe.village_feed import HOME, VISIT, village_files


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """The village's timetable as a folder."""
    folder = tmp_path / "byn"
    folder.mkdir()
    for name, content in village_files().items():
        (folder / name).write_bytes(content)
    return folder


def ask(feed: Path, *words: str) -> int:
    """Run the command from home to the visit on a Tuesday."""
    ends = ["--from", "{},{}".format(*HOME), "--to", "{},{}".format(*VISIT), "--day", "2026-03-03"]
    return run(make_app(), ["timetable", "ask", str(feed), "--builds", str(feed.parent / "b"), *ends, *words])


def test_build_when_the_feed_is_sound_then_tells_what_it_holds(
    feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever fetches the feed sees whose it is, how long it holds and its hash."""
    assert run(make_app(), ["timetable", "build", str(feed), "--to", str(feed.parent / "b")]) == 0
    told = capsys.readouterr().out
    assert "Påhittad trafik, version 7" in told
    assert "Gäller måndag 2 mars 2026 till söndag 15 mars 2026." in told
    assert "4 hållplatser, 3 linjer, 7 turer" in told


def test_build_when_the_feed_is_faulty_then_told_by_file_and_line(
    feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, and nothing is kept."""
    (feed / "routes.txt").write_text("route_id,route_type\n45,99\n", encoding="utf-8")
    assert run(make_app(), ["timetable", "build", str(feed), "--to", str(feed.parent / "b")]) == 2
    assert "routes.txt rad 2, kolumn route_type" in capsys.readouterr().err
    assert not (feed.parent / "b").exists()


def test_ask_when_the_last_bus_leaves_too_early_then_both_ways_are_told(
    feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The way there leg by leg, the way home with its near miss, and the timetable behind both."""
    assert ask(feed, "--arrive-by", "14:00", "--leave-after", "16:30") == 0
    told = capsys.readouterr().out
    assert "Dit: 09:55–11:04, 1 h 10 min, 1 byte, gång 580 m, väntan 10 min" in told
    assert "  10:00–10:30  buss 45 mot Staden från Byn till Staden läge A" in told
    assert "Hem: går inte" in told
    assert "buss 45 från Sjukhuset går 16:10" in told
    assert "version 7, sha256 " in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "när besöket börjar"),
        (("--arrive-by", "kvart över"), "Klockslaget går inte att läsa"),
        (("--arrive-by", "9:00", "--day", "i morgon"), "Dagen går inte att läsa"),
        (("--arrive-by", "9:00", "--from", "Ingenstans"), "Ingen hållplats heter Ingenstans"),
        (
            ("--arrive-by", "9:00", "--from", "Staden"),
            "Flera hållplatser börjar så: Staden läge A, Staden läge B",
        ),
    ],
)
def test_ask_when_something_is_missing_then_said_in_swedish(
    feed: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    """One sentence, and an exit code for scripts."""
    assert ask(feed, *words) == 2
    assert said in " ".join(capsys.readouterr().err.split())
