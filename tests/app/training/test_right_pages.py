"""The unit head's page, the register and its lists, and softer transitions, as people meet them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid

import pytest
from django.utils import timezone

from skjuts.apps.registry.models import Delegation, StaffMember
from skjuts.apps.registry.views import asking
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.training.models import SofterTransition
from skjuts.apps.training.presenters.register import write_board_list
from skjuts.apps.training.queries.register import count_issuers, list_issuers, moment_on
from skjuts.apps.training.services.delegate import withdraw_delegation
from skjuts.apps.training.services.soften import allow_softer_transition
from tests.app.query_ceilings import count_all_queries
from tests.app.signed_in import make_person, make_unit
from tests.app.training.test_reading_pages import send
from tests.app.training.ward import Ward

DAY = dt.timedelta(days=1)
PERSON = "SE0000000000-P"


def now() -> dt.datetime:
    """The pages live now; so do these tests."""
    return timezone.now()


def today() -> dt.date:
    """The day of the pages."""
    return timezone.localdate()


def grant_today(ward: Ward, *kinds: str) -> Delegation:
    """A trained nurse with a delegation from today."""
    ward.take_test(ward.nurse, now=now())
    return ward.delegate(ward.nurse, *kinds, valid_from=today(), valid_to=today() + 100 * DAY, now=now())


def test_unit_page_when_somebody_passed_then_one_click_delegates(ward: Ward) -> None:
    """The form is filled in: all kinds, from today, at most as long as the certificate."""
    address = "/utbildning/enhet/"
    assert "Inte påbörjad" in ward.head.client.get(address).text
    ward.take_test(ward.nurse, now=now())
    page = ward.head.client.get(address).text
    assert "Delegera till Nora" in page
    prefix = ward.nurse.assignment.id
    filled = {
        f"{prefix}-kinds": ["trip", "escort", "ride_alone"],
        f"{prefix}-valid_from": today().isoformat(),
        f"{prefix}-valid_to": (today() + 90 * DAY).isoformat(),
    }
    assert f'value="{today().isoformat()}"' in page
    assert send(ward.head.client, f"{address}delegera/{prefix}/", **filled).status_code == 302
    after = ward.head.client.get(address).text
    assert "Delegera till Nora" not in after
    assert "Återkalla" in after


def test_unit_page_when_the_grant_is_refused_then_the_row_says_why(ward: Ward) -> None:
    """The form stays open with what was written."""
    ward.take_test(ward.nurse, now=now())
    prefix = ward.nurse.assignment.id
    filled = {
        f"{prefix}-kinds": ["trip"],
        f"{prefix}-valid_from": (today() - DAY).isoformat(),
        f"{prefix}-valid_to": today().isoformat(),
    }
    page = send(ward.head.client, f"/utbildning/enhet/delegera/{prefix}/", **filled)
    assert page.status_code == 422
    assert "Första dagen har redan varit." in page.text


def test_unit_page_when_not_the_head_then_looks_missing(ward: Ward) -> None:
    """Who has passed and who has not is the head's business."""
    for person in (ward.nurse, ward.admin, ward.author):
        assert person.client.get("/utbildning/enhet/").status_code == 404


def test_withdrawal_page_when_sent_then_the_right_is_gone(ward: Ward) -> None:
    """With a reason, and with everything that happened beside it."""
    delegation = grant_today(ward)
    address = f"/utbildning/delegation/{delegation.id}/"
    assert "Delegerad" in ward.head.client.get(address).text
    assert send(ward.head.client, address, reason="").status_code == 422
    assert send(ward.head.client, address, reason="Byter enhet.").status_code == 302
    page = ward.head.client.get(address).text
    assert "Byter enhet." in page
    assert "Återkalla delegationen" not in page
    assert ward.nurse.client.get(address).status_code == 404


def test_register_when_asked_for_a_day_then_shows_who_could_then(ward: Ward) -> None:
    """Yesterday's certificate was written by yesterday's right."""
    delegation = grant_today(ward)
    page = ward.admin.client.get("/utbildning/register/").text
    assert "Nora" in page
    later = {"dag": (today() + 101 * DAY).isoformat()}
    assert "Ingen får intyga den dagen" in ward.admin.client.get("/utbildning/register/", later).text
    withdraw_delegation(actor=ward.head.actor, delegation_id=delegation.id, reason="Byter enhet.", now=now())
    assert "Ingen får intyga den dagen" in ward.admin.client.get("/utbildning/register/").text


def test_register_when_filtered_by_unit_then_shows_that_unit(ward: Ward) -> None:
    """The register of an authority is long."""
    grant_today(ward)
    other = make_unit(ward.authority, "Avdelning 2")
    assert "Nora" in ward.admin.client.get("/utbildning/register/", {"enhet": ward.unit.id}).text
    [holders] = list_issuers(ward.admin.actor, moment_on(today(), now()), unit_id=other.id)
    assert holders == []


def test_register_when_longer_than_a_page_then_shows_the_first_and_the_way_on(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A region has hundreds of issuers; nobody reads them all at once."""
    monkeypatch.setattr(asking, "PAGE_SIZE", 1)
    grant_today(ward)
    second = make_person(Role.CARE_STAFF, unit=ward.unit)
    ward.take_test(second, now=now())
    ward.delegate(second, valid_from=today(), valid_to=today() + 9 * DAY, now=now())
    first, last = (ward.admin.client.get("/utbildning/register/", {"sida": one}).text for one in (1, 2))
    assert (first.count(PERSON), last.count(PERSON)) == (1, 1)
    assert "sida=2" in first


def test_register_when_a_retraining_waits_then_tells_that_a_delegation_rests(ward: Ward) -> None:
    """A delegation that does not help is no right, but the reader of the register must not wonder."""
    grant_today(ward, "escort")
    ward.publish_change(now=now())
    page = ward.admin.client.get("/utbildning/register/").text
    assert "Ingen får intyga den dagen" in page
    assert "Här finns 1 person till med delegation" in page


def test_register_when_compared_then_counts_fewer_or_more(ward: Ward) -> None:
    """The point of delegating was fewer issuers: the count says whether it came true."""
    grant_today(ward)
    second = make_person(Role.CARE_STAFF, unit=ward.unit)
    ward.take_test(second, now=now())
    ward.delegate(second, valid_from=today() + DAY, valid_to=today() + 9 * DAY, now=now())
    counts = count_issuers(
        *list_issuers(ward.admin.actor, moment_on(today(), now()), moment_on(today() + DAY, now()))
    )
    assert [(one.unit, one.before, one.after) for one in counts] == [(ward.unit, 1, 2)]
    asked = {"dag": (today() + DAY).isoformat(), "fore": today().isoformat()}
    assert "+1" in ward.admin.client.get("/utbildning/register/antal/", asked).text


def test_register_when_another_role_asks_then_looks_missing(ward: Ward) -> None:
    """It names colleagues."""
    for address in ("register/", "register/antal/", "register/lista.csv", "register/utskrift/"):
        assert ward.nurse.client.get(f"/utbildning/{address}").status_code == 404
        assert ward.head.client.get(f"/utbildning/{address}").status_code == 200


def test_board_list_when_a_name_is_a_formula_then_stays_text(ward: Ward) -> None:
    """A spreadsheet must not run what somebody wrote as her profession."""
    StaffMember.objects.filter(id=ward.nurse.staff.id).update(profession="=HYPERLINK(1)")
    grant_today(ward, "trip", "escort")
    [holders] = list_issuers(ward.admin.actor, moment_on(today(), now()))
    text = write_board_list(holders, today())
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][4] == "'=HYPERLINK(1)"
    assert rows[1][5] == "Sjukresa, Ledsagare"
    answer = ward.admin.client.get("/utbildning/register/lista.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="delegationer-{today():%Y-%m-%d}.csv"'
    assert answer.content.decode() == text


def test_transitions_page_when_allowed_then_reported_until_ended(ward: Ward) -> None:
    """Who allowed it, why, until when, and how many lean on it."""
    address = "/utbildning/overgangar/"
    filled = {
        "unit": str(ward.unit.id),
        "valid_from": today().isoformat(),
        "valid_to": (today() + 30 * DAY).isoformat(),
        "reason": "Bemanningsläget i sommar.",
    }
    assert send(ward.admin.client, address, **{**filled, "reason": ""}).status_code == 422
    assert send(ward.admin.client, address, **filled).status_code == 302
    assert "mjukare övergång" in ward.head.client.get("/utbildning/enhet/").text
    ward.delegate(valid_from=today(), valid_to=today() + 9 * DAY, now=now())
    page = ward.admin.client.get(address).text
    assert "30 dagar kvar" in page
    assert '<td class="sk-number">1</td>' in page
    ends = SofterTransition.objects.get().id
    assert send(ward.admin.client, f"{address}{ends}/avsluta/").status_code == 302
    assert "Avslutad i förtid" in ward.admin.client.get(address).text
    assert ward.head.client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("head", "enhet/", 10),
        ("admin", "register/", 20),
        ("admin", "register/lista.csv", 8),
        ("admin", "overgangar/", 3),
    ],
)
def test_page_when_many_are_shown_then_costs_no_more_queries(
    ward: Ward, who: str, address: str, most: int
) -> None:
    """A region has five hundred issuers: each must not cost a question."""
    for _ in range(4):
        nurse = make_person(Role.CARE_STAFF, unit=ward.unit)
        ward.take_test(nurse, now=now())
        ward.delegate(nurse, valid_from=today(), valid_to=today() + 9 * DAY, now=now())
    ward.publish_change()
    allow_softer_transition(
        actor=ward.admin.actor,
        unit_id=ward.unit.id,
        valid_from=today(),
        valid_to=today(),
        reason="Bemanningsläget i sommar.",
        now=now(),
    )
    client = getattr(ward, who).client
    own = count_all_queries(client, f"/utbildning/{address}") - count_all_queries(client, "/stod/fraga/")
    assert own <= most


def test_delegation_when_it_does_not_exist_then_looks_missing(ward: Ward) -> None:
    """A guessed address tells nothing."""
    assert ward.head.client.get(f"/utbildning/delegation/{uuid.uuid4()}/").status_code == 404
