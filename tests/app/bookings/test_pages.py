"""The pages of a patient's copayments, as an officer meets them."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from skjuts.adapters.files.regulations import read_regulation
from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.bookings.models import TravelClaim
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import RuleBook
from tests.app.permits.world import NOON, TODAY, HeldBook, World
from tests.app.query_ceilings import count_queries

BOOK = Path(__file__).parents[3] / "src/skjuts/core/regulations/jamtland_harjedalen/book.yaml"
CEILING = 30


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The real book of the demonstration's region, with its fees."""
    return read_regulation(BOOK)


def send(client: Client, address: str, **data: Any) -> HttpResponse:  # noqa: ANN401
    """Send a form as a page does."""
    return client.post(address, {"idempotency_key": str(uuid.uuid4()), **data})


def test_trip_when_entered_then_the_page_tells_each_krona_and_it_can_be_taken_back(
    world: World, book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From receipt to ledger and back again, by hand."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    patient, officer = world.patient(), world.officer.client
    session = officer.session
    session["patient_reasons"] = {str(patient.id): ["case", 9e12]}
    session.save()
    address = f"/egenavgifter/{patient.id}/"
    with rule_books.holding(HeldBook(book)):
        assert "Inga resor än" in officer.get(address).text
        told = {
            "travel_day": TODAY.isoformat(),
            "claimed_on": TODAY.isoformat(),
            "travel_mode": "private_car",
        }
        missing = send(officer, f"{address}resa/", **told, expense="own_vehicle")
        assert missing.status_code == 422
        assert "kilometer" in missing.text
        done = send(officer, f"{address}resa/", **told, expense="own_vehicle", amount="180")
        assert done.status_code == 302
        page = officer.get(address)
        for words in ("får tillbaka 183", "milersättning", "Kvar till frikort", "förslag"):
            assert words in page.text
        _, asked = count_queries(officer, address)
        assert asked <= CEILING
        claim = TravelClaim.objects.get()
        back = send(officer, f"/egenavgifter/resa/{claim.id}/aterta/", reason="Fel resa, den fanns redan.")
        assert back.status_code == 302
        assert "Återtagen resa" in officer.get(address).text
    assert AccessEntry.objects.filter(context=f"claim:{claim.id}").exists()
