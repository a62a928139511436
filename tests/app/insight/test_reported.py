"""A report's two percentages, read for what they imply and no more."""

from __future__ import annotations

import pytest
from django.urls import reverse

from skjuts.apps.insight.views.measures import REPORT_OF_2017
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db


def read(person: Person, **changes: str) -> tuple[int, str]:
    """The page's status and text for the report of 2017, changed."""
    answer = person.client.get(reverse("insight:reported"), REPORT_OF_2017 | changes)
    return answer.status_code, answer.content.decode().replace("\u202f", " ")


def test_report_when_all_it_has_is_a_pair_then_tells_what_it_implies_and_no_cause(leader: Person) -> None:
    """33.3 Mkr before, each trip 5.6 % dearer, 3.8 saved by fewer trips and 1.8 lost on dearer ones."""
    status, page = read(leader)
    assert status == 200
    for told in ("Enbart beskrivning", "33,3 Mkr", "mellan 23,1 och 45,5", "+5,6 %", "−3,8", "+1,8"):
        assert told in page
    assert "inte vad som orsakade den" in page


def test_report_when_dialysis_is_counted_then_the_population_says_so(leader: Person) -> None:
    """With and without dialysis cannot be compared: the label must differ."""
    assert "utan dialysresor, utan asylboenden" in read(leader)[1]
    assert "dialysresor medräknade, utan asylboenden" in read(leader, dialys="with")[1]


def test_report_when_printed_with_decimals_then_rounding_hides_less(leader: Person) -> None:
    """−2,00 is known to the nearest ten thousand kronor."""
    assert "mellan 30,7 och 36,5" in read(leader, belopp="−2,00")[1]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kostnad": "ungefär sex"}, "Skriv talet som det står"),
        ({"belopp": ""}, "Fyll i fältet."),
        ({"belopp": "2"}, "säger inte samma sak"),
        ({"resor": "-100"}, "Alla resor kan inte ha försvunnit."),
    ],
)
def test_report_when_nothing_follows_then_says_what_is_wrong(
    leader: Person, changes: dict[str, str], told: str
) -> None:
    """Nothing is drawn from figures that contradict one another."""
    status, page = read(leader, **changes)
    assert status == 422
    assert told in page
    assert "Kostnaden före" not in page


def test_page_when_opened_empty_then_shows_the_way_to_an_example(leader: Person) -> None:
    """The example is one press away."""
    page = leader.client.get(reverse("insight:reported")).content.decode()
    assert "resor=-11&amp;kostnad=-6" in page
    assert "Enbart beskrivning" not in page
