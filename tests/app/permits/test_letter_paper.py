"""A letter on paper: tagged, titled, in its language, readable by a screen reader, and the same each time."""

from __future__ import annotations

import io
import time

import pikepdf
import pytest

from skjuts.apps.permits.letters.page import print_page
from skjuts.apps.permits.letters.writing import write_letter
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.letters import letter_press
from tests.golden.letters.matters import make_matters

LETTER = write_letter(make_matters()["denied"])


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The letter in three forms."""
    try:
        return letter_press.get().print_pdf(print_page(LETTER))
    except UpstreamUnavailable:
        pytest.skip("nothing prints PDF on this machine")


def list_roles(node: pikepdf.Object) -> list[str]:
    """The roles of a structure tree, in reading order."""
    found = [str(node.S)] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += list_roles(kid)
    return found


def test_paper_when_printed_then_it_is_tagged_with_title_and_language(pdf: bytes) -> None:
    """PDF/UA is the law for authorities' documents; a file without tags is a picture to the blind."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "sv"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.docinfo["/Title"] == "Beslut om sjukresa"
        with opened.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
        roles = list_roles(opened.Root.StructTreeRoot)
    assert roles.count("/H1") == 3
    assert {"/P", "/L", "/LI", "/BlockQuote", "/H2"} <= set(roles)
    assert roles.index("/H1") < roles.index("/H2")


def test_paper_when_printed_twice_then_it_is_the_same(pdf: bytes) -> None:
    """What was sent can be shown again, to the last byte, in another second too: fonts carry a time."""
    time.sleep(1.1)
    assert letter_press.get().print_pdf(print_page(LETTER)) == pdf


def test_page_when_written_then_each_part_says_its_language() -> None:
    """A screen reader changes its voice where the language does."""
    html = print_page(LETTER)
    assert '<html lang="sv"' in html
    assert html.count('<section class="sk-letter-part sk-prose" lang="sv">') == 2
    assert '<section class="sk-letter-part sk-prose" lang="en">' in html
    assert '<blockquote lang="sv">' in html
