"""The sentences of errors are found where they are written, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.error_sentences import list_error_sentences

SOURCE = '''
class SkjutsError(Exception):
    sentence: str = "Något gick fel."
class Lost(SkjutsError):
    """A docstring."""
    code = "lost"
    sentence = "Borta."
    advice = "Leta."
class Other(Exception):
    sentence = "Inte vår."
def refusal(message: str) -> Lost:
    return Lost(message, remedy="Leta mer.", field="fält")
def require(text: str, message: str) -> None:
    if not text:
        raise Lost(message)
class Kept:
    def insist(self, message: str) -> None:
        raise Lost(message)
    def demand(self, *, message: str) -> None:
        raise Lost(message)
def work() -> None:
    Kept().insist("Skriv det med.")
    Kept().demand(message="Skriv det också.")
    require("text", "Skriv något.")
    raise Lost
    raise Lost("Helt " "borta.")
    raise refusal("Nästan borta.")
    raise refusal("parking_ore")
    raise ValueError("technical")
    raise Lost(f"{1} borta.")
    print("Hej")
'''


@pytest.mark.parametrize("folder", ["core/followup", "core/control", "apps/registry", "machine", "web"])
def test_sentences_when_pages_may_show_them_are_found_wherever_they_stand(
    tmp_path: Path, folder: str
) -> None:
    """A page in English told the reader in Swedish what was wrong with a series."""
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "work.py").write_text(SOURCE)
    assert "Leta mer." in list_error_sentences(tmp_path)


def test_sentences_when_listed_are_those_of_errors_alone(tmp_path: Path) -> None:
    """Of classes, calls, and functions that make errors or are handed their text; no codes or fields."""
    (tmp_path / "apps").mkdir()
    (tmp_path / "apps" / "work.py").write_text(SOURCE)
    assert set(list_error_sentences(tmp_path)) == {
        "Något gick fel.",
        "Borta.",
        "Leta.",
        "Leta mer.",
        "Helt borta.",
        "Nästan borta.",
        "Skriv något.",
        "Skriv det också.",
        "Skriv det med.",
    }
