"""Under the trips lie the rules: by which book, how a travel mode is granted, and what a permit grants."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.urls import reverse

from skjuts.apps.insight.presenters.kinds_of_figures import find_kind
from skjuts.apps.insight.presenters.listed_trips import Beneath, Chosen, show_trips
from skjuts.apps.insight.queries.rules_behind import find_permits, list_rules_behind
from skjuts.apps.permits.extracts import PermitRow
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.services.begin_book import take_over_book
from skjuts.apps.rulebooks.services.decide_book import approve_book, propose_book
from skjuts.apps.tenancy.roles import Role
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.kernel.errors import NotAllowed
from skjuts.core.ports.trip_warehouses import TripWarehouse
from tests.app.insight.trips import LAST
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db
FROM = dt.date(2026, 1, 1)
NOON = dt.datetime(2026, 1, 1, 11, 0, tzinfo=dt.UTC)
PERMIT = UUID("0190a000-0000-7000-8000-000000000001")


@pytest.fixture
def version(controller: Person) -> RuleBookVersion:
    """The county's own book, in force from New Year."""
    officer = make_person(Role.CASE_OFFICER, unit=controller.unit, given_name="Vera").actor
    admin = make_person(Role.AUTHORITY_ADMIN, unit=controller.unit, given_name="Ada").actor
    draft = take_over_book(
        actor=officer,
        authority_id=controller.authority.id,
        book_id="jamtland_harjedalen",
        kinds=["patient_trip"],
        label="1",
        now=NOON,
    )
    terms = {"version_id": draft.id, "reason": "Nämnden har beslutat.", "from_day": FROM, "now": NOON}
    proposed = propose_book(actor=officer, revision=draft.revision, today=FROM, **terms)
    return approve_book(actor=admin, revision=proposed.revision, today=FROM, **terms)


def test_trips_when_listed_lead_to_the_rules_of_their_day(
    trips: TripWarehouse, controller: Person, version: RuleBookVersion
) -> None:
    """From a million to the row that says who may be granted such a trip."""
    address = reverse("insight:trips", args=["kostnad"])
    page = controller.client.get(address, {"manad": LAST - 1}).content.decode()
    row = reverse("rulebooks:table", args=[version.id, "grant"])
    assert f'href="{row}#rad-costlier"' in page
    assert reverse("rulebooks:table", args=[version.id, "fits_shared_taxi"]) in page
    assert "kräver särskilt beslut av Reseservice" in page
    assert 'id="rad-costlier"' in controller.client.get(row).content.decode()
    before = controller.client.get(address, {"manad": LAST - 12}).content.decode()
    assert "Ingen regelbok gällde" in before


def test_rules_when_the_book_has_no_word_for_a_mode_are_said_not_to_be_there(
    controller: Person, version: RuleBookVersion
) -> None:
    """A gap in a book is told, and another day has another book."""
    found = list_rules_behind(controller.actor, [("teleport", FROM), ("shared_taxi", FROM - dt.timedelta(1))])
    assert [(one.travel_mode, one.row) for one in found] == [("teleport", None)]


def test_permits_when_looked_for_are_the_platforms_own_and_only_for_those_who_list(
    controller: Person, leader: Person
) -> None:
    """Another system's id is nobody's here."""
    assert find_permits(controller.actor, ["b12", None, str(PERMIT)]) == {}
    for ask in (lambda: find_permits(leader.actor, []), lambda: list_rules_behind(leader.actor, [])):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize("may_open", [True, False])
def test_permit_when_the_ledger_names_it_says_what_it_grants_and_leads_on_for_those_who_may(
    *, may_open: bool
) -> None:
    """The permit's page logs the reading; its id is not shown, and nobody else is led there."""
    permit = PermitRow(PERMIT, FROM, None, ("shared_taxi",), "Regelverket 1")
    told = {
        "travelled_on": FROM, "travel_mode": "shared_taxi", "category": "hospital", "contract": "taxi",
        "distance_m": 9_000, "invoice": "f1", "invoiced_on": FROM, "amount_ore": 30_000,
    }  # fmt: skip
    rows = [told | {"permit": one} for one in (str(PERMIT), "b12", None)]
    kind = find_kind("kostnad")
    assert kind is not None
    beneath = Beneath(permits={str(PERMIT): permit}, may_open=may_open)
    shown = show_trips(kind, Chosen(LAST, (), 9, 9, 1), rows, DistanceBands(), beneath)
    own, other, none = (row[-1] for row in shown.rows)
    assert own.text == "Samordnad taxi (Regelverket 1)"
    assert own.href == (reverse("permits:permit", args=[PERMIT]) if may_open else "")
    assert (other.text, none.text) == ("annat system", "–")
