"""Light, contrast and keys are kept one by one, without an account."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGE = "/tillganglighet/"


def test_keys_when_turned_off_stay_off_until_turned_on() -> None:
    """WCAG 2.1.4: who steers by voice must be able to silence single keys."""
    client = Client()
    assert "data-shortcuts" in client.get(PAGE).content.decode()
    client.post("/visning/", {"shortcuts": "off"})
    assert "data-shortcuts" not in client.get(PAGE).content.decode()
    client.post("/visning/", {"shortcuts": "on"})
    assert "data-shortcuts" in client.get(PAGE).content.decode()


def test_choice_when_made_leaves_the_others_as_they_were() -> None:
    """Three choices share a cookie, and none may undo another."""
    client = Client()
    for choice in ({"shortcuts": "off"}, {"colour_scheme": "dark"}, {"contrast": "more"}):
        client.post("/visning/", choice)
    assert client.cookies["visning"].value == "dark.more.off"
    page = client.get(PAGE).content.decode()
    assert 'data-color-scheme="dark"' in page
    assert 'data-contrast="more"' in page
    assert "data-shortcuts" not in page


@pytest.mark.parametrize("kept", ["dark.more", "dark.more.nonsense", "dark.more.on.and.more"])
def test_cookie_when_of_another_age_or_hand_is_read_as_far_as_it_makes_sense(kept: str) -> None:
    """A cookie that an earlier version wrote, or anybody else, breaks no page."""
    client = Client()
    client.cookies["visning"] = kept
    page = client.get(PAGE).content.decode()
    assert 'data-color-scheme="dark"' in page
    assert "data-shortcuts" in page


def test_choice_when_nonsense_is_sent_falls_back_to_what_every_reader_gets() -> None:
    """What a form never sends is not kept."""
    client = Client()
    client.post("/visning/", {"shortcuts": "maybe", "colour_scheme": "pink", "contrast": "none"})
    assert client.cookies["visning"].value == "auto.auto.on"
