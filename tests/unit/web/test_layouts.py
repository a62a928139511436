"""Layouts stand on their own: for nobody, in both languages, without anything inline."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template import engines
from django.utils import translation

from skjuts.web.gallery import build_gallery
from skjuts.web.page import (
    NavigationGroup,
    NavigationItem,
    Notice,
    PageAddresses,
    PageFrame,
    SignedIn,
)

SENT = {"csrf_token": "t", "csrf_input": ""}
LAYOUTS = ("layout", "patient", "plain", "print")
FRAME = PageFrame(
    authority="Region Exempel",
    user=SignedIn("Maja Lind", "Sjuksköterska", "Avdelning 204", 1),
    navigation=(NavigationGroup((NavigationItem("Start", "/", "house", count=3, current=True),)),),
    notices=(Notice("Sparat.", undo_href="/angra", undo_fields=(("revision", "7"),)),),
    banner="Demonstration",
    addresses=PageAddresses(
        search="/sok", sign_out="/ut", choose_assignment="/uppdrag", set_language="/sprak",
        set_appearance="/visning", help="/hjalp", ask="/fraga", accessibility="/tillganglighet",
        privacy="/kakor", about="/om",
    ),
)  # fmt: skip


def show(layout: str, **context: object) -> str:
    """A page on a layout, as small as a page can be."""
    blocks = "{% block title %}T{% endblock %}{% block main %}M{% endblock %}"
    source = f'{{% extends "web/{layout}.html" %}}{blocks}'
    return engines["jinja2"].env.from_string(source).render(**context)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_for_nobody_needs_nothing_but_the_environment(layout: str) -> None:
    """Error pages are drawn when the database, the session and the request are gone."""
    assert "M" in show(layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_for_somebody_has_nothing_inline(layout: str) -> None:
    """The content security policy blocks inline style and script, so a page that has them is broken."""
    page = show(layout, page=FRAME, **SENT)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_layout_when_an_address_is_empty_hides_what_it_belongs_to() -> None:
    """A link that leads nowhere is worse than none."""
    page = show("layout", page=replace(FRAME, addresses=PageAddresses()))
    assert 'role="search"' not in page
    assert "Logga ut" not in page
    assert "Tillgänglighet" not in page


def test_layout_for_staff_and_for_patients_differ_in_density() -> None:
    """Staff see many rows; patients see large type."""
    assert 'data-size="sm"' in show("layout")
    assert 'data-size="lg"' in show("patient")


def test_layout_when_keys_are_off_neither_shows_nor_hears_them() -> None:
    """WCAG 2.1.4: single keys can be turned off, and on again."""
    page = show("layout", page=replace(FRAME, has_shortcuts=False))
    assert "data-shortcuts" not in page
    assert "Slå på kortkommandon" in page


@pytest.mark.parametrize("surface", ["staff", "patient"])
def test_component_page_renders_every_component(surface: str) -> None:
    """Each component file has its place on the page by which it is judged."""
    context = build_gallery(surface, address="/komponenter/")  # type: ignore[arg-type]
    page = engines["jinja2"].env.get_template("web/gallery.html").render(page=FRAME, **context)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    identifiers = re.findall(r'\sid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_frame_when_the_page_is_english_has_no_swedish_left() -> None:
    """Everything that the frame says itself is translated."""
    with translation.override("en"):
        page = show("layout", page=replace(FRAME, language="en"), **SENT)
    words = re.sub(r"<[^>]+>", " ", page.split("<body")[1])
    assert "Skip to content" in words
    left = [word for word in re.findall(r"\w*[åäöÅÄÖ]\w*", words) if word != "Sjuksköterska"]
    assert left == []
