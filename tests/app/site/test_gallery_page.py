"""The component page stands in the demonstration, in both densities, with a person search that answers."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "body"), [("/komponenter/", "sk-staff"), ("/komponenter/?yta=patient", "sk-patient")]
)
def test_component_page_when_asked_for_a_surface_shows_it(address: str, body: str) -> None:
    """Those who judge the pages see them as each reader does."""
    page = Client().get(address).content.decode()
    assert f'<body class="{body}"' in page
    assert 'href="/komponenter/?yta=patient"' in page


@pytest.mark.parametrize(
    ("typed", "found"), [("maja", ["Maja Lind"]), ("MAJ", ["Maja Lind", "Maj Lindh"]), ("", []), ("xyz", [])]
)
def test_person_search_when_typed_in_offers_whose_names_hold_it(typed: str, found: list[str]) -> None:
    """An empty search offers nobody, rather than everybody."""
    page = Client().get("/komponenter/personer/", {"q": typed}).content.decode()
    assert [name for name in ("Maja Lind", "Maj Lindh") if f"{name}," in page] == found
    assert ("Ingen träff" in page) == (not found)


def test_component_page_when_the_slash_is_left_out_leads_to_it() -> None:
    """Its address is spelled as all others, and forgiven as all others."""
    answer = Client().get("/komponenter")
    assert (answer.status_code, answer["Location"]) == (301, "/komponenter/")
