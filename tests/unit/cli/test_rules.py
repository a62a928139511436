"""`skjuts rules` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skjuts.cli.main import make_app, run

BOOK = Path(__file__).parents[2] / "data" / "rules" / "book.yaml"


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def ask(*words: object) -> int:
    """The exit code of a command."""
    return run(make_app(), ["rules", *map(str, words)])


def write_facts(folder: Path, facts: object) -> Path:
    """A file of facts."""
    path = folder / "facts.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def test_check_when_the_book_is_sound_then_shows_tables_and_exits_0(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A case officer reads the rules in the terminal as in the handbook."""
    assert ask("check", BOOK, "--tables", "--day", "2024-05-01") == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Sjukresor i Provlandet" in shown
    assert "under 51 kilometer (karensavståndet)" in shown
    assert "En resa med (färdsättet) kostar 100 kronor." in shown


def test_check_when_rows_clash_then_tells_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that publishes books stops here."""
    text = BOOK.read_text(encoding="utf-8").replace("under {minimum_distance}", "under 60 km")
    (tmp_path / "book.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "facts.yaml").write_bytes((BOOK.parent / "facts.yaml").read_bytes())
    assert ask("check", tmp_path / "book.yaml") == 1
    assert "Raderna near och far" in capsys.readouterr().out


def test_check_when_the_book_cannot_be_read_then_all_faults_are_told_and_exits_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every cell to mend is told in one go."""
    text = (
        BOOK.read_text(encoding="utf-8")
        .replace("{free_age}", "{fri_alder}")
        .replace("facts.yaml", str(BOOK.parent / "facts.yaml"))
    )
    (tmp_path / "book.yaml").write_text(text, encoding="utf-8")
    assert ask("check", tmp_path / "book.yaml") == 2
    told = capsys.readouterr()
    assert told.out.count("{fri_alder}") >= 5
    assert "Boken har 5 fel" in told.err


def test_try_when_facts_are_missing_then_asks_for_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer is a question, not a refusal."""
    facts = write_facts(tmp_path, {"travel_mode": "private_car", "age": 40})
    assert ask("try", BOOK, facts, "--day", "2024-05-01") == 0
    shown = capsys.readouterr().out
    assert "Ansökan behöver kompletteras. Saknas: avståndet." in shown
    assert "Hur långt är det till närmaste vårdgivare?" in shown


def test_try_when_asked_for_json_then_gives_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs read the same verdict."""
    facts = write_facts(tmp_path, {"can_use_bus": True, "needs_to_lie": False})
    assert ask("try", BOOK, facts, "--table", "mode", "--day", "2024-05-01", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["chain"][-1]["outcome"][0]["value"]) == ("proposal", "public_transport")


@pytest.mark.parametrize("content", ["[1]", "{", '{"age": "40"}', '{"aids": 7}'])
def test_try_when_facts_are_wrong_then_exits_2_without_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    """Whatever the file holds, a person is told what to do."""
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="utf-8")
    assert ask("try", BOOK, path) == 2
    assert "Gör så här" in capsys.readouterr().err


def test_check_when_the_book_is_put_together_of_files_then_is_read_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The regions' own books are checked by the same command."""
    from skjuts.core import regulations

    head = Path(regulations.__file__).parent / "jamtland_harjedalen" / "book.yaml"
    assert ask("check", head) == 0
    assert "Jämtland Härjedalen" in capsys.readouterr().out
