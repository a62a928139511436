"""Components give the markup that the design system, screen readers and the page's policy expect."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from jinja2 import TemplateNotFound, UndefinedError

from skjuts.web import fields
from skjuts.web.elements import Column, Link, Status, paginate
from skjuts.web.icons import list_icons


def show(source: str, **context: object) -> str:
    """Render a template's source in the pages' own environment, with runs of white space as one space."""
    rendered = engines["jinja2"].env.from_string(source).render(**context)
    return re.sub(r">[ \n]+<", "><", re.sub(r"[ \n]+", " ", rendered)).strip()


class Form(fields.PageForm):
    """Two fields."""

    name = fields.TextField(label="Namn", hint="Som i folkbokföringen", autocomplete="name")
    day = fields.DayField(label="Dag", required=False)


def test_button_is_a_button_of_the_design_system() -> None:
    """The look follows from data attributes, never from style."""
    assert (
        show('{{ ui.button("Spara") }}')
        == '<button type="submit" class="ds-button" data-variant="primary">Spara</button>'
    )


def test_button_with_an_address_is_a_link() -> None:
    """What leads somewhere is a link to everyone, also to a screen reader."""
    assert (
        show('{{ ui.button("Avbryt", href="/x", kind="tertiary") }}')
        == '<a href="/x" class="ds-button" data-variant="tertiary">Avbryt</a>'
    )


def test_button_that_endangers_is_red_and_still_a_primary_button() -> None:
    """Colour comes on top of form."""
    assert 'data-variant="primary" data-color="danger"' in show('{{ ui.button("Ta bort", kind="danger") }}')


def test_tag_says_its_status_in_words() -> None:
    """Colour and icon only repeat what the words say."""
    shown = show("{{ ui.tag(status) }}", status=Status("Gäller", "success", "check"))
    assert shown.startswith('<span class="ds-tag sk-tag" data-color="success"><svg class="sk-icon"')
    assert shown.endswith("Gäller</span>")


def test_field_ties_label_hint_and_error_to_its_input() -> None:
    """A field that is read aloud must say what it is, how to fill it in, and what is wrong."""
    shown = show("{{ ui.field(form.name) }}", form=Form({}))
    assert '<label for="id_name">Namn</label>' in shown
    assert '<p class="sk-hint" id="id_name_helptext">Som i folkbokföringen</p>' in shown
    assert 'id="id_name_error"><span class="ds-sr-only">Fel: </span>Fyll i fältet.</p>' in shown
    assert 'aria-describedby="id_name_error id_name_helptext"' in shown
    assert 'aria-invalid="true"' in shown


def test_field_that_may_be_left_empty_says_so() -> None:
    """Most fields must be filled in, so the exceptions are marked."""
    assert "(frivilligt)" in show("{{ ui.field(form.day) }}", form=Form())


def test_error_summary_is_absent_while_nothing_is_wrong() -> None:
    """An empty red box would take the focus for nothing."""
    assert show("{{ ui.error_summary(form) }}", form=Form()) == ""


def test_error_summary_links_to_each_field() -> None:
    """One press from the sentence to the place."""
    shown = show("{{ ui.error_summary(form) }}", form=Form({"day": "snart"}))
    assert "2 saker behöver rättas" in shown
    assert '<a class="ds-link" href="#id_day">Dag: Datumet går inte att läsa.' in shown


def test_breadcrumbs_end_with_the_page_itself() -> None:
    """The last crumb is where one is, and no link."""
    shown = show('{{ ui.breadcrumbs(links, "Här") }}', links=[Link("Start", "/")])
    assert '<a href="/">Start</a>' in shown
    assert shown.endswith('<li><span aria-current="page">Här</span></li></ol></nav>')


def test_table_heading_that_sorts_tells_its_order() -> None:
    """Sorting must be heard, not only seen as an arrow."""
    shown = show(
        "{% call ui.table('Namn', columns) %}{% endcall %}",
        columns=[Column("Namn", sort_href="?s=1", sorted="ascending"), Column("Ort", sort_href="?s=2")],
    )
    assert 'aria-sort="ascending"' in shown
    assert 'aria-sort="none"' in shown


def test_words_from_people_are_escaped_in_every_component() -> None:
    """A patient's name is text, never markup."""
    evil = "<script>alert(1)</script>"
    several = (
        "ui.button(x)", "ui.tag(x)", "ui.toast(x)", "ui.person_card(x, x)", "ui.page_header(x, x)",
        "ui.search_box(x, '/s', value=x)", "ui.figure_tile(x, x)", "ui.alert(x, x)", "ui.breadcrumbs([], x)",
    )  # fmt: skip
    dialog = "{% call ui.dialog('d', x) %}{{ x }}{% endcall %}"
    shown = show("".join(f"{{{{ {one} }}}}" for one in several) + dialog, x=evil)
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") >= 12


def test_pagination_offers_the_ends_and_the_neighbours() -> None:
    """A long list is reached from both ends; what is left out is one gap."""
    part = paginate(number=7, size=50, total=1234, address=lambda page: f"?sida={page}")
    assert [page.number for page in part.pages] == [1, None, 6, 7, 8, None, 25]
    assert (part.first, part.last) == (301, 350)
    shown = show("{{ ui.pagination(part) }}", part=part)
    assert "Visar 301–350 av 1\u202f234" in shown
    assert shown.count('aria-current="page"') == 1


@pytest.mark.parametrize(("total", "numbers"), [(0, [1]), (10, [1]), (40, [1, 2, 3, 4])])
def test_pagination_of_a_short_list_has_no_gaps(total: int, numbers: list[int]) -> None:
    """A gap that hides one page is as long as the page's own number."""
    part = paginate(number=1, size=10, total=total, address=str)
    assert [page.number for page in part.pages if page.number][: len(numbers)] == numbers[:2] + numbers[2:]
    assert part.previous_href == ""


def test_component_or_name_that_does_not_exist_is_an_error() -> None:
    """A misspelt name must fail in a test, not be an empty place on a page."""
    with pytest.raises(TemplateNotFound):
        show('{{ ui.knapp("x") }}')
    with pytest.raises(UndefinedError):
        show("{{ nobody.name }}")
    with pytest.raises(LookupError, match="no icon"):
        show('{{ icon("unicorn") }}')


def test_icons_when_drawn_carry_no_style_and_are_hidden_from_screen_readers() -> None:
    """Decoration that is read aloud is noise, and a style attribute would be blocked."""
    for name in list_icons():
        shown = show("{{ icon(name) }}", name=name)
        assert 'aria-hidden="true"' in shown
        assert "style=" not in shown
