"""Kept parts of the frame: drawn once, filled in for each request, and never with anything of a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from django.utils import translation
from jinja2 import DictLoader, UndefinedError
from jinja2.environment import Environment
from markupsafe import Markup

from skjuts.web.jinja_environment import environment
from skjuts.web.page import PageFrame, SignedIn

DRAWN: Counter[str] = Counter()
PARTS = {
    "part": "{{ note('part') }}{{ page.authority }} {{ _('Språk') }} {{ csrf_input }} {{ page.path }}",
    "ending": "{{ page.session_ends }}",
    "nosy": "{{ page.user.name }}",
}
ANNA = PageFrame(authority="Region Exempel", user=SignedIn("Anna Påhittad", "Läkare"), path="/a?q=1&r=<b>")


@pytest.fixture
def templates() -> Environment:
    """An environment with parts of its own, which counts how often each is drawn."""
    DRAWN.clear()
    built = environment(loader=DictLoader(PARTS), autoescape=True, auto_reload=False)
    built.globals["note"] = lambda name: DRAWN.update([name]) or ""
    return built


def show(templates: Environment, part: str, page: PageFrame, hidden: str = "t") -> str:
    """A page that is nothing but the part."""
    source = f'{{{{ kept("{part}") }}}}'
    return templates.from_string(source).render(page=page, csrf_input=Markup(f"<i>{hidden}</i>"))  # noqa: S704


def test_part_when_shown_to_two_then_drawn_once_and_filled_in_for_each(templates: Environment) -> None:
    """The token and the address are the request's own; all else is the same."""
    other = replace(ANNA, user=SignedIn("Bo Påhittad", "Läkare"), path="/b")
    assert show(templates, "part", ANNA) == "Region Exempel Språk <i>t</i> /a?q=1&amp;r=&lt;b&gt;"
    assert show(templates, "part", other, "u") == "Region Exempel Språk <i>u</i> /b"
    assert DRAWN["part"] == 1


def test_part_when_a_choice_differs_then_drawn_anew(templates: Environment) -> None:
    """Another authority, or another language, is another part."""
    show(templates, "part", ANNA)
    assert show(templates, "part", replace(ANNA, authority="Region Annan")).startswith("Region Annan")
    with translation.override("en"):
        assert "Language" in show(templates, "part", ANNA)
    assert DRAWN["part"] == 3


def test_part_with_the_end_of_a_session_tells_each_her_own(templates: Environment) -> None:
    """A kept part may ask when the session ends; it is no part of what is kept."""
    assert show(templates, "ending", replace(ANNA, session_ends="09:00")) == "09:00"
    assert show(templates, "ending", replace(ANNA, session_ends="10:00")) == "10:00"


def test_part_that_asks_for_a_person_is_refused(templates: Environment) -> None:
    """Else the first reader's name would be shown to all."""
    with pytest.raises(UndefinedError, match="user"):
        show(templates, "nosy", ANNA)
