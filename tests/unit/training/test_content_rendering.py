"""Pages are written by many hands and shown as they are: what comes out must be harmless."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.apps.training.content import render_page, render_sentence
from tests.unit.training.course_files import LANGUAGES, course

WITHOUT_CLOCK = settings(deadline=None, max_examples=60)
ALLOWED = re.compile(r"</?(h[2-6]|p|ul|ol|li|strong|em|table|thead|tbody|tr|th|td|blockquote)>")
SAFE_ATTRIBUTES = re.compile(r'<a href="(https://[^"]*)?"( title="[^"]*")?>|<ol start="\d+">')
PIECES = [
    "<script>", "<b onclick=x>", "[x](", "javascript:a()", "http://a.se", ")", "![i](/a.png)", "\n", "\n\n",
    "# ", "**", "_", "|a|b|\n|:-|-:|\n|1|2|\n", "`", "    ", "1. ", "- ", "> ", "&lt;", "<!--", "text",
    "[y]: data:text/html,x\n", '"style="x', "---", "https://a.se",
]  # fmt: skip


def test_page_when_rendered_then_headings_tables_and_lists_come_out() -> None:
    """The forms that the course uses."""
    html = render_page("## Rubrik\n\n1. ett\n\n| a | b |\n|---|---|\n| *c* | **d** |\n\n> obs")
    for part in ("<h2>Rubrik</h2>", "<ol>", "<th>a</th>", "<em>c</em>", "<strong>d</strong>", "<blockquote>"):
        assert part in html


def test_table_when_its_corner_is_empty_then_the_corner_is_no_heading() -> None:
    """A screen reader would announce a heading that says nothing with every cell of the first column."""
    html = render_page("| | Resa | Transport |\n|---|---|---|\n| Vad | ersättning | vård |")
    assert "<td></td>\n<th>Resa</th>" in html
    assert html.count("<th>") == html.count("</th>") == 2


@pytest.mark.parametrize(
    ("markdown", "forbidden"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("![bild](https://a.se/b.png)", "<img"),
        ("[x](javascript:alert(1))", "href"),
        ("[x](http://a.se)", "href"),
        ("[x](//a.se)", "href"),
        ("<https:alert>", "<https"),
        ("|a|\n|:-:|\n|1|", "style"),
    ],
)
def test_page_when_it_tries_to_do_more_than_text_then_it_cannot(markdown: str, forbidden: str) -> None:
    """No script, no style, no address in clear text, nothing fetched from elsewhere."""
    assert forbidden not in render_page(markdown)


def test_link_when_over_https_then_kept() -> None:
    """A law can be linked."""
    assert '<a href="https://www.riksdagen.se/">lag</a>' in render_page("[lag](https://www.riksdagen.se/)")


@WITHOUT_CLOCK
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_page_when_anything_is_written_then_tags_have_no_attributes_but_safe_links(markdown: str) -> None:
    """Attributes are where scripts and styles hide."""
    for tag in re.findall(r"<[^>]*>", render_page(markdown)):
        plain = re.fullmatch(r"</?[a-z0-9]+ ?/?>", tag)
        assert plain or SAFE_ATTRIBUTES.fullmatch(tag), tag


def test_sentence_when_rendered_then_no_block_around_it() -> None:
    """Questions and options stand inside labels."""
    assert render_sentence("ger **inte** rätt") == "ger <strong>inte</strong> rätt"
    assert render_sentence("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"


@pytest.mark.parametrize("language", LANGUAGES)
def test_packaged_pages_when_rendered_then_hold_only_plain_tags(language: str) -> None:
    """Styles are given by the tag; a page that needs more is too clever for a phone."""
    for page in course(language).pages:
        html = render_page(page.markdown)
        assert ALLOWED.sub("", html).count("<") == 0, page.slug
        assert "**" not in html, page.slug
