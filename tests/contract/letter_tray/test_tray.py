"""The tray keeps the outbox's contract: whole files, the same file for the same letter, errors that tell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from skjuts.adapters.letter_tray import LetterTray, NoTray, open_tray
from skjuts.core.kernel.errors import BadConfiguration, UpstreamRefused, UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage

HTML = "<!doctype html><html lang='sv'><title>Beslut</title><p>Påhittat.</p></html>"
LETTER = OutgoingMessage(UUID(int=7), "letter", "letter:7", {"html": HTML, "digest": "abc"})


class Press:
    """Prints by writing bytes; or cannot, when it is broken."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.is_broken = is_broken

    def print_pdf(self, html: str) -> bytes:
        """The page's own bytes after a PDF's first signs."""
        if self.is_broken:
            raise UpstreamUnavailable("PDF kan inte skapas på den här servern.")
        return b"%PDF-" + html.encode()


@pytest.fixture
def tray(tmp_path: Path) -> Callable[..., LetterTray]:
    """A tray in a folder that nobody has made yet."""
    return lambda **told: LetterTray(tmp_path / "brev", Press(**told))


def test_letter_when_sent_then_its_file_is_whole_with_sums_beside(
    tray: Callable[..., LetterTray], tmp_path: Path
) -> None:
    """A print service prints what it can check, and nothing half."""
    tray().send(LETTER)
    folder = tmp_path / "brev"
    pdf = (folder / f"{LETTER.id}.pdf").read_bytes()
    sums = json.loads((folder / f"{LETTER.id}.json").read_text())
    assert sums == {
        "letter": str(LETTER.id),
        "letter_digest": "abc",
        "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
    }
    assert sorted(one.name for one in folder.iterdir()) == [f"{LETTER.id}.json", f"{LETTER.id}.pdf"]
    assert folder.stat().st_mode & 0o077 == 0


def test_letter_when_sent_again_then_it_is_the_same_file(
    tray: Callable[..., LetterTray], tmp_path: Path
) -> None:
    """The outbox sends at least once; the reader gets one letter."""
    tray().send(LETTER)
    tray().send(LETTER)
    assert len(list((tmp_path / "brev").glob("*.pdf"))) == 1


def test_letter_when_nothing_can_print_then_it_waits_and_nothing_lies_in_the_tray(
    tray: Callable[..., LetterTray], tmp_path: Path
) -> None:
    """A press that is mended tomorrow prints tomorrow."""
    with pytest.raises(UpstreamUnavailable):
        tray(is_broken=True).send(LETTER)
    assert not (tmp_path / "brev").exists()


def test_letter_when_it_is_empty_then_it_is_refused_for_good(tray: Callable[..., LetterTray]) -> None:
    """Trying again would not help."""
    with pytest.raises(UpstreamRefused):
        tray().send(OutgoingMessage(UUID(int=8), "letter", "letter:8", {}))


def test_tray_when_the_folder_is_a_file_then_letters_wait(tmp_path: Path) -> None:
    """Whoever mends the disk finds every letter in the outbox."""
    (tmp_path / "brev").write_text("")
    with pytest.raises(UpstreamUnavailable):
        LetterTray(tmp_path / "brev", Press()).send(LETTER)


def test_address_when_it_makes_no_sense_then_it_is_refused_by_its_name(tmp_path: Path) -> None:
    """An operator who writes a path without a scheme is told so at start, not by lost letters."""
    with pytest.raises(BadConfiguration) as refused:
        open_tray("/srv/brev", Press())
    assert refused.value.field == "SKJUTS_LETTERS"
    assert isinstance(open_tray("", Press()), NoTray)
    assert isinstance(open_tray((tmp_path / "med blanksteg").as_uri(), Press()), LetterTray)


def test_no_tray_when_a_letter_comes_then_it_waits() -> None:
    """Nothing is lost because nobody has set up a tray yet."""
    with pytest.raises(UpstreamUnavailable):
        NoTray().send(LETTER)
