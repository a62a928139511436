"""Fields read what people write, and show what went wrong where it went wrong."""

from __future__ import annotations

from datetime import date, time
from uuid import uuid4

import pytest
from django.utils import translation

from skjuts.core.kernel.errors import InvalidField
from skjuts.web import fields
from skjuts.web.fields.values import find_clock, find_day

TODAY = date(2026, 11, 20)


class Form(fields.PageForm):
    """One of several kinds."""

    name = fields.TextField(label="Namn", hint="Som i folkbokföringen")
    number = fields.PersonalNumberField(label="Personnummer")
    day = fields.DayField(label="Dag", earliest=date(2026, 1, 1))
    clock = fields.ClockField(label="Tid", required=False)
    phone = fields.PhoneField(label="Telefon", required=False)
    mode = fields.RadioField(
        label="Färdsätt", choices=(("a", "Taxi"), ("b", "Buss")), hints={"a": "Sitter själv"}
    )
    needs = fields.CheckboxesField(label="Behov", choices=(("x", "Rollator"), ("y", "Syrgas")))
    person = fields.PersonField(label="Medarbetare")
    reason = fields.LongTextField(label="Skäl", limit=10, required=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("20261121", date(2026, 11, 21)),
        ("261121", date(2026, 11, 21)),
        ("21/11", date(2026, 11, 21)),
        ("21.11.2026", date(2026, 11, 21)),
        ("21 nov", date(2026, 11, 21)),
        ("lördag den 21 november 2026", date(2026, 11, 21)),
        ("fre 20 nov", TODAY),
        ("19 nov", date(2027, 11, 19)),
        ("29/2 2028", date(2028, 2, 29)),
        ("31 februari", None),
        ("2026-13-01", None),
        ("i morgon kanske", None),
    ],
)
def test_day_when_written_in_any_usual_way_is_the_day_that_was_meant(
    written: str, meant: date | None
) -> None:
    """Booking agents write dates as they hear them; a wrong guess sends a car on the wrong day."""
    assert find_day(written, today=TODAY) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8.15", time(8, 15)),
        ("08:15", time(8, 15)),
        ("0815", time(8, 15)),
        ("kl. 8", time(8)),
        ("24.00", None),
        ("8.75", None),
    ],
)
def test_clock_when_written_in_any_usual_way_is_the_time_that_was_meant(
    written: str, meant: time | None
) -> None:
    """As with days: what was meant, or nothing."""
    assert find_clock(written) == meant


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("070-174 06 05", "+46701740605"),
        ("+46 (0)70 174 06 05", "+46701740605"),
        ("0047 22 12 34 56", "+4722123456"),
    ],
)
def test_phone_when_written_nationally_is_kept_internationally(written: str, kept: str) -> None:
    """Messages are sent to what is kept."""
    assert fields.PhoneField().clean(written) == kept


def test_personal_number_when_wrong_is_refused_without_being_repeated() -> None:
    """Error texts end up in logs and on screens that others see."""
    form = Form({"number": "19121212-1213"})
    (sentence,) = form.errors["number"]
    assert "1213" not in sentence
    assert "kontrollsiffra" in sentence


def test_field_when_shown_names_its_hint_and_its_error_as_descriptions() -> None:
    """Screen readers read the error first, then the hint; the ids are those that Django itself names."""
    view = fields.show_field(Form({"name": ""})["name"])
    assert view.described_by == "id_name_error id_name_helptext"
    assert view.errors == ("Fyll i fältet.",)


def test_choices_when_shown_know_which_were_chosen() -> None:
    """A form that comes back must not forget what was ticked."""
    form = Form({"mode": "b", "needs": ["y"]})
    assert [option.checked for option in fields.show_field(form["mode"]).options] == [False, True]
    assert [option.checked for option in fields.show_field(form["needs"]).options] == [False, True]
    assert fields.show_field(form["mode"]).options[0].hint == "Sitter själv"


def test_form_errors_when_listed_lead_to_the_first_control_of_each_field() -> None:
    """The link of the summary must land where one can mend: for choices that is the first of them."""
    found = {href: sentence for sentence, href in fields.list_form_errors(Form({}))}
    assert found["#id_mode_0"] == "Färdsätt: Välj ett alternativ."
    assert found["#id_name"] == "Namn: Fyll i fältet."


def test_refusal_of_a_service_when_added_stands_at_the_field_that_it_names() -> None:
    """Services speak of fields, pages show them: one sentence, at one place."""
    form = Form({"name": "Maja"})
    form.add_refusal(InvalidField("Dagen är passerad.", field="day", remedy="Välj en senare dag."))
    form.add_refusal(InvalidField("Enheten är stängd.", field="unit_id"))
    assert "Dagen är passerad. Välj en senare dag." in form.errors["day"]
    (whole,) = form.non_field_errors()
    assert str(whole) == "Enheten är stängd."


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("83134", "831 34"),
        (" 831 34 ", "831 34"),
        ("SE-83134", "831 34"),
        ("s 831 34", "831 34"),
        ("7374", "7374"),
        ("DK-2100", "DK-2100"),
        ("", ""),
    ],
)
def test_postal_code_when_swedish_is_kept_with_its_space(written: str, kept: str) -> None:
    """Letters show it as it is kept; a stay in Norway has a Norwegian code."""
    assert fields.PostalCodeField(required=False).clean(written) == kept


def test_person_when_chosen_is_an_identifier_and_typed_text_alone_is_not() -> None:
    """A name that somebody typed could be anybody's."""
    chosen = uuid4()
    assert fields.PersonField().clean(str(chosen)) == chosen
    assert "Sök fram och välj en person." in Form({"person_query": "maj"}).errors["person"]


def test_person_when_searched_without_script_shows_the_hits_to_choose_among() -> None:
    """The search button's answer is the same page with the hits."""
    form = Form({"person_query": "maj"})
    form.fields["person"].offer([(uuid4(), "Maja Lind, avd. 204")])
    view = fields.show_field(form["person"])
    assert [option.label for option in view.options] == ["Maja Lind, avd. 204"]
    assert view.query == "maj"


def test_long_text_when_too_long_says_how_long_it_is() -> None:
    """Nothing is cut silently."""
    assert Form({"reason": "x" * 12}).errors["reason"] == ["Skriv högst 10 tecken; nu är det 12."]


def test_words_of_a_form_when_the_page_is_english_are_english() -> None:
    """The language is chosen when the page is shown, not when the form was declared."""
    with translation.override("en"):
        assert Form({"name": ""}).errors["name"] == ["Fill in the field."]
