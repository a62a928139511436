"""Letters as PDF: tagged, the same every time, and made of nothing but our own files."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from skjuts.adapters.pdf import WeasyPress
from skjuts.core.kernel.errors import UpstreamUnavailable

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("weasyprint")

PAGE = """<!doctype html><html lang="sv"><head><title>Kursbevis</title>
<link rel="stylesheet" href="/static/css/letter.css">{extra}</head>
<body><main><h1>Åäö</h1><table><tr><th scope="row">Giltigt till</th><td>2027</td></tr></table></main>
</body></html>"""


@pytest.fixture
def press(tmp_path: Path) -> WeasyPress:
    """A press with one style sheet."""
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "letter.css").write_text("h1 { color: #012345 }", encoding="utf-8")
    (tmp_path.parent / "secret.css").write_text("h1 { color: red }", encoding="utf-8")
    return WeasyPress(tmp_path)


def test_letter_when_printed_then_a_screen_reader_finds_its_way(press: WeasyPress) -> None:
    """Tags, language and title are what PDF/UA asks of a document first."""
    with pikepdf.open(io.BytesIO(press.print_pdf(PAGE.format(extra="")))) as document:
        root = document.Root
        assert str(root.Lang) == "sv"
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert document.docinfo["/Title"] == "Kursbevis"


def test_letter_when_printed_twice_then_the_same_bytes(press: WeasyPress) -> None:
    """What was sent can be compared with what is archived."""
    page = PAGE.format(extra="")
    assert press.print_pdf(page) == press.print_pdf(page)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "https://example.org/a.css", "/static/../secret.css", "http://127.0.0.1/a.css"],
)
def test_letter_when_it_asks_for_anything_else_then_not_made(press: WeasyPress, address: str) -> None:
    """A letter must not become a way to read the server's files or its network."""
    with pytest.raises(ValueError, match="not ours"):
        press.print_pdf(PAGE.format(extra=f'<link rel="stylesheet" href="{address}">'))


def test_letter_when_the_library_is_missing_then_says_what_to_do(
    press: WeasyPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page itself can be printed instead."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UpstreamUnavailable) as refusal:
        press.print_pdf(PAGE.format(extra=""))
    assert "webbläsaren" in refusal.value.remedy
