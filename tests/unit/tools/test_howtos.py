"""A how-to that names what is not there is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.howtos import CATALOGUE, COURSES, MAX_BYTES, PAGES, PEOPLE, PICTURES, list_howto_faults

PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Logga in som %(name)s"
msgstr "Sign in as %(name)s"

msgid "Lämna in provet"
msgstr "Hand in the test"

msgid "%(value)s"
msgstr "%(value)s"
"""
CAST = """\
[[units]]
name = "Avdelningen"
[[authorities]]
name = "Regionen"
[[personas]]
given_name = "Maja"
family_name = "Lind"
"""
GOOD = """\
1. **Logga in som Maja**, `./run demo`.

   ![Provet](bilder/prov.webp)

2. **Lämna in
   provet** åt **Maja Lind**.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one button, one persona, one command and one picture."""
    for path, text in ((CATALOGUE, PO), (PEOPLE, CAST), (Path("run"), "demo)\n")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / COURSES).mkdir(parents=True)
    (tmp_path / PAGES / PICTURES).mkdir(parents=True)
    _picture(tmp_path).write_bytes(b"x")
    return tmp_path


def _picture(root: Path) -> Path:
    return root / PAGES / PICTURES / "prov.webp"


def _judge(root: Path, text: str) -> list[str]:
    (root / PAGES / "sida.md").write_text(text, encoding="utf-8")
    return list_howto_faults(root)


def test_howto_when_everything_is_there_then_passes(root: Path) -> None:
    """A text that is broken over two lines, or has a name inside, is still the button's."""
    assert _judge(root, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Lämna in\n   provet", "Skicka provet", "nothing on the pages is called “Skicka provet”"),
        ("./run demo", "./run demonstrera", "./run has no command demonstrera"),
        ("bilder/prov.webp", "bilder/borta.webp", "bilder/borta.webp is missing"),
        ("![Provet]", "![]", "has no text for those who do not see it"),
        ("   ![Provet](bilder/prov.webp)\n", "", "prov.webp is on no page"),
    ],
)
def test_howto_when_something_is_not_there_then_it_is_named(
    root: Path, old: str, new: str, complaint: str
) -> None:
    """A renamed button is found by the check, not by a nurse."""
    assert any(complaint in fault for fault in _judge(root, GOOD.replace(old, new)))


def test_picture_when_too_heavy_then_is_named_with_its_size(root: Path) -> None:
    """Forty pictures of a megabyte would be most of a clone."""
    _picture(root).write_bytes(b"x" * (MAX_BYTES + 1))
    assert any(str(MAX_BYTES + 1) in fault for fault in _judge(root, GOOD))


def test_howto_when_without_steps_then_is_refused(root: Path) -> None:
    """A how-to is something that one does."""
    assert any(
        "numbered steps" in fault for fault in _judge(root, GOOD.replace("1. ", "- ").replace("2. ", "- "))
    )
