"""What the rules say while a certificate is written: by the region's own packaged book."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from skjuts.adapters.files.regulations import read_regulations
from skjuts.apps.audit.models import AccessEntry
from tests.app.permits.certificates import WHOLE, Certifier, make_certifier
from tests.app.permits.world import TODAY, World

SHELF = read_regulations(Path("src/skjuts/core/regulations"))


@pytest.fixture
def nurse(world: World) -> Certifier:
    """She works by the book of Jämtland Härjedalen."""
    world.books.book = SHELF.get_book("jamtland_harjedalen", TODAY)
    return make_certifier(world)


def ask(nurse: Certifier, **told: object) -> str:
    """The panel for a form that is not saved."""
    answer = nurse.send("certificate-hint", **{**WHOLE, **told})
    assert answer.status_code == 200
    return answer.content.decode()


def test_hint_when_more_is_known_then_fewer_modes_are_left(nurse: Certifier) -> None:
    """The nurse sees which answer settles the matter."""
    early = ask(nurse, can_go_by_car="", can_transfer="")
    assert "Ännu inget förslag" in early
    assert "egen bil" in early
    assert "#id_can_go_by_car_0" in early
    told = ask(nurse)
    assert "#id_can_go_by_car_0" not in told
    assert "Troligt förslag: Taxi i samåkning" in told
    assert "avståndet" in told
    assert "kilometer" not in told


def test_hint_when_a_costlier_mode_is_asked_for_then_asks_for_the_reason(nurse: Certifier) -> None:
    """A word now spares the patient a completion letter."""
    told = {"travel_mode": "taxi_alone", "stated_reason": ""}
    assert "ett dyrare färdsätt än taxi i samåkning" in ask(nurse, **told)
    assert "ett dyrare färdsätt" not in ask(nurse, **{**told, "stated_reason": "function"})


def test_hint_when_the_trip_is_not_covered_then_says_why(nurse: Certifier) -> None:
    """Before anything is issued, and with the region's own reason."""
    assert "Ändamålet ger ingen rätt till sjukresa." in ask(nurse, purpose="vaccination")


def test_hint_when_something_is_missing_then_leads_to_it(nurse: Certifier) -> None:
    """What cannot be issued without stands in the panel from the beginning."""
    assert '<a class="ds-link" href="#id_is_infectious_0">' in ask(nurse, is_infectious="")


def test_hint_when_asked_then_reads_nobody(nurse: Certifier) -> None:
    """The age comes with the form, signed; the log is not filled by typing."""
    draft = nurse.begin()
    known = nurse.hidden(draft)["known"]
    before = AccessEntry.objects.count()
    ask(nurse, known=known)
    assert AccessEntry.objects.count() == before


def test_hint_when_the_form_cannot_be_read_then_says_what_is_wrong(nurse: Certifier) -> None:
    """A half written date is no error page."""
    answer = nurse.send("certificate-hint", **{**WHOLE, "visit_day": "202"})
    assert answer.status_code == 422
    assert "#id_visit_day" in answer.content.decode()


def test_hint_when_no_book_is_in_force_then_the_officer_weighs(world: World, nurse: Certifier) -> None:
    """Silence would look like a fault."""
    world.books.book = None
    assert "Ingen regelbok gäller den dagen" in ask(nurse)


def test_form_when_saved_without_script_then_shows_the_same_hint(nurse: Certifier) -> None:
    """A button does what typing does."""
    draft = nurse.begin()
    nurse.write(draft, do="save")
    page = nurse.read("certificate-draft", draft.id)
    assert "Troligt förslag: Taxi i samåkning" in page
    assert reverse("permits:certificate-hint") in page
