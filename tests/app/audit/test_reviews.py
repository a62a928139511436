"""Log review as people do it: alerts, samples, judgements, and the patient's extract."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from uuid import UUID, uuid4

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.audit.detector import Signal
from skjuts.apps.audit.models import Access, AccessEntry, Alert, Review, ReviewItem
from skjuts.apps.audit.services import record_access
from skjuts.apps.audit.services.detecting import detect_day
from skjuts.apps.audit.services.sampling import draw_sample, draw_samples
from skjuts.apps.registry.models import Patient, PatientIdentifier, PatientProfile, PatientRelation
from skjuts.apps.registry.queries.directory import SHOWS_STAFF
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from tests.app.signed_in import Person, make_authority, make_person, make_unit

pytestmark = pytest.mark.django_db
NUMBER = "195804033283"


@pytest.fixture
def reviewer() -> Person:
    """A log reviewer of a region."""
    return make_person(Role.LOG_REVIEWER, given_name="Gun", family_name="Granskare")


@pytest.fixture
def nurse(reviewer: Person) -> Person:
    """A nurse of the same region."""
    return make_person(authority=reviewer.authority, given_name="Sara", family_name="Fjällstrand")


def make_patient(home: Person, family_name: str = "Påhittad", *, guarded: bool = False) -> Patient:
    """An invented patient of the person's authority."""
    authority_id = home.authority.id
    with entering(authorities=[authority_id], desk=[authority_id]):
        patient = Patient.objects.create(
            authority_id=authority_id,
            protection="marked" if guarded else "none",
            is_guarded=guarded,
            code_name="Blå Lärka" if guarded else "",
            created_at=timezone.now(),
        )
        PatientProfile.objects.create(
            authority_id=authority_id,
            patient=patient,
            is_guarded=guarded,
            given_name="Patrik",
            family_name=family_name,
        )
    return patient


def look(
    who: Person, patient: Patient, times: int = 1, *, context: str = "", action: Access = Access.READ
) -> None:
    """Somebody opens a patient."""
    with acting(who.actor):
        for _ in range(times):
            record_access(
                who.actor,
                action=action,
                authority_id=patient.authority_id,
                reason="call",
                context=context,
                patient_id=patient.id,
            )


def post(client: Client, address: str, **data: str) -> int:
    """Send a form with its key."""
    return client.post(address, {"idempotency_key": str(uuid4()), **data}).status_code


@pytest.fixture
def snooped(nurse: Person) -> Patient:
    """A patient whom a nurse of the same unusual surname opened twice without an errand."""
    patient = make_patient(nurse, "Fjällstrand")
    look(nurse, patient, 2)
    return patient


def test_snooping_when_planted_alerts_once_with_its_reasons(nurse: Person, snooped: Patient) -> None:
    """Yesterday is looked through again after a restart."""
    for _ in range(2):
        assert detect_day(day=timezone.localdate()) == 1
    with entering(authorities=[nurse.authority.id]):
        alert = Alert.objects.get()
    assert (alert.staff_id, alert.patient_id, alert.accesses) == (nurse.staff.id, snooped.id, 2)
    assert set(alert.signals) >= {Signal.NO_ERRAND, Signal.SURNAME}


def test_access_when_the_unit_cares_for_the_patient_alerts_nobody(nurse: Person, snooped: Patient) -> None:
    """Relatives may be patients of the ward."""
    with entering(authorities=[nurse.authority.id]):
        PatientRelation.objects.create(
            authority=nurse.authority,
            patient=snooped,
            unit=nurse.unit,
            source="care",
            valid_from=dt.date(2026, 1, 1),
        )
    assert detect_day(day=timezone.localdate()) == 0


def test_protected_person_when_opened_without_errand_alerts(nurse: Person) -> None:
    """They are who must be guarded most."""
    look(nurse, make_patient(nurse, guarded=True))
    assert detect_day(day=timezone.localdate()) == 1


def test_alert_when_reviewed_ends_in_a_closed_record(
    reviewer: Person, nurse: Person, snooped: Patient
) -> None:
    """From the list to the conclusion, as a reviewer clicks."""
    detect_day(day=timezone.localdate())
    browser = reviewer.client
    assert "Sara Fjällstrand" in browser.get(reverse("audit:alerts")).content.decode()
    with entering(authorities=[nurse.authority.id]):
        alert = Alert.objects.get()
    assert post(browser, reverse("audit:open-alert", args=[alert.id])) == 302
    with entering(authorities=[nurse.authority.id]):
        item = ReviewItem.objects.select_related("review").get()
    case = reverse("audit:case", args=[item.review_id, item.id])
    page = browser.get(case).content.decode()
    assert "Patrik Fjällstrand" in page
    assert "samma efternamn" in page
    close = reverse("audit:close", args=[item.review_id])
    assert post(browser, close, conclusion="En åtkomst granskad.") == 422, "nothing is judged yet"
    assert post(browser, case, finding="unjustified") == 422, "a note is needed"
    assert post(browser, case, finding="unjustified", note="Erkänner, chefen är underrättad.") == 302
    assert post(browser, close, conclusion="Ett fall, överlämnat till chefen.") == 302
    with entering(authorities=[nurse.authority.id]):
        review = Review.objects.get()
        verbs = list(review.steps.values_list("verb", flat=True))
    assert (review.state, verbs) == ("closed", ["open", "judge", "close"])
    assert "Avslutad" in browser.get(reverse("audit:review", args=[review.id])).content.decode()


def test_alerts_when_they_are_about_one_person_are_one_row_and_one_review(
    reviewer: Person, nurse: Person, snooped: Patient
) -> None:
    """Nine rows on one person are one matter: whoever asks them asks once, and judges each case."""
    look(nurse, make_patient(nurse, "Fjällstrand"))
    look(make_person(authority=reviewer.authority, family_name="Aspnäs"), make_patient(nurse, "Aspnäs"))
    detect_day(day=timezone.localdate())
    browser = reviewer.client
    page = browser.get(reverse("audit:alerts")).content.decode()
    assert page.count('<th scope="row">Sara Fjällstrand</th>') == 1
    assert "3 larm om 2 personer" in browser.get(reverse("audit:reviews")).content.decode()
    assert "Åtkomster att granska (2)" in browser.get("/").content.decode()
    with acting(reviewer.actor):
        alert = Alert.objects.filter(staff_id=nurse.staff.id).order_by("accesses").first()
    assert alert is not None
    assert post(browser, reverse("audit:open-alert", args=[alert.id])) == 302
    with acting(reviewer.actor):
        review = Review.objects.get(kind=Review.Kind.ALERT)
        cases = set(review.items.values_list("staff_id", flat=True))
        assert (review.items.count(), review.population, cases) == (2, 2, {nurse.staff.id})
        assert Alert.objects.filter(review=None).count() == 1
    again = browser.post(reverse("audit:open-alert", args=[alert.id]), {"idempotency_key": str(uuid4())})
    assert again.headers["Location"] == reverse("audit:review", args=[review.id])


def test_extract_when_opened_has_its_period_in_the_fields(reviewer: Person, snooped: Patient) -> None:
    """Whoever narrows the period begins from the one that is shown, and reads one form of dates."""
    address = reverse("audit:extract", args=[snooped.id])
    page = reviewer.client.get(address).content.decode()
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page
    narrowed = reviewer.client.get(address, {"first": "2026-01-02", "last": "2026-01-03"}).content.decode()
    assert "2 januari 2026 – 3 januari 2026" in narrowed


def test_case_when_opened_is_itself_logged(reviewer: Person, snooped: Patient) -> None:
    """Those who guard the log are guarded too."""
    detect_day(day=timezone.localdate())
    with acting(reviewer.actor):
        alert = Alert.objects.get()
    post(reviewer.client, reverse("audit:open-alert", args=[alert.id]))
    with acting(reviewer.actor):
        item = ReviewItem.objects.get()
    reviewer.client.get(reverse("audit:case", args=[item.review_id, item.id]))
    with acting(reviewer.actor):
        entry = AccessEntry.objects.get(kind="access_log")
    assert (entry.staff_id, entry.patient_id) == (reviewer.staff.id, snooped.id)


def test_reviewer_when_it_is_their_own_case_may_not_judge(reviewer: Person) -> None:
    """Nobody judges themselves."""
    patient = make_patient(reviewer, "Granskare")
    look(reviewer, patient)
    detect_day(day=timezone.localdate())
    with acting(reviewer.actor):
        alert = Alert.objects.get()
    post(reviewer.client, reverse("audit:open-alert", args=[alert.id]))
    with acting(reviewer.actor):
        item = ReviewItem.objects.get()
    case = reverse("audit:case", args=[item.review_id, item.id])
    assert "dina egna åtkomster" in reviewer.client.get(case).content.decode()
    assert post(reviewer.client, case, finding="justified") == 422


def test_review_when_another_has_it_is_judged_only_after_taking_over(
    reviewer: Person, snooped: Patient
) -> None:
    """Two people at the same review would undo each other."""
    detect_day(day=timezone.localdate())
    with acting(reviewer.actor):
        alert = Alert.objects.get()
    post(reviewer.client, reverse("audit:open-alert", args=[alert.id]))
    other = make_person(Role.LOG_REVIEWER, authority=reviewer.authority)
    with acting(reviewer.actor):
        item = ReviewItem.objects.get()
    case = reverse("audit:case", args=[item.review_id, item.id])
    assert post(other.client, case, finding="justified") == 422
    assert post(other.client, reverse("audit:take", args=[item.review_id])) == 302
    assert post(other.client, case, finding="justified") == 302


def test_sample_when_drawn_is_one_in_a_hundred_by_lot_and_the_most_suspicious(nurse: Person) -> None:
    """Chance finds what no rule thought of, and the rules find what chance would miss."""
    today = timezone.localdate()
    for number in range(60):
        look(nurse, make_patient(nurse), context="booking:1" if number >= 10 else "")
    review_id = draw_sample(authority_id=nurse.authority.id, days=[today], now=timezone.now(), seed=7)
    with entering(authorities=[nurse.authority.id]):
        review = Review.objects.get(pk=review_id)
        origins = list(review.items.values_list("origin", flat=True))
    assert (review.population, review.seed, review.state) == (60, 7, "waiting")
    assert origins.count("random") == 1
    assert 9 <= origins.count("risk") <= 10


def test_sample_when_drawn_for_the_same_week_again_is_the_one_there_is(nurse: Person) -> None:
    """The job may run twice on a Monday."""
    today = timezone.localdate()
    look(nurse, make_patient(nurse))
    assert draw_samples(first_day=today, last_day=today, now=timezone.now()) == 1
    assert draw_samples(first_day=today, last_day=today, now=timezone.now()) == 0


def test_extract_when_shown_tells_unit_time_and_reason_in_plain_words(
    reviewer: Person, nurse: Person, snooped: Patient
) -> None:
    """The patient is to judge for themselves; the name of the nurse is the region's to give."""
    page = reviewer.client.get(reverse("audit:extract", args=[snooped.id])).content.decode()
    assert nurse.unit.name in page
    assert "Samtal med patienten" in page
    assert "2 gånger" in page
    assert "Sara" not in page


def test_extract_when_the_authority_gives_names_shows_them(
    reviewer: Person, nurse: Person, snooped: Patient
) -> None:
    """In public care the log list is a public document."""
    reviewer.authority.settings = {SHOWS_STAFF: True}
    reviewer.authority.save()
    assert "Sara" in reviewer.client.get(reverse("audit:extract", args=[snooped.id])).content.decode()


def test_extract_when_a_cooperating_centre_read_names_its_unit(reviewer: Person) -> None:
    """Who booked the ride sits in another region."""
    from skjuts.apps.registry.models import Cooperation

    patient = make_patient(reviewer)
    centre = make_authority()
    Cooperation.objects.create(
        operator=centre,
        authority=reviewer.authority,
        tasks=["book"],
        legal_basis="Avtal",
        in_force_from=dt.date(2026, 1, 1),
    )
    agent = make_person(Role.BOOKING_AGENT, unit=make_unit(centre, "Gemensam beställningscentral"))
    look(agent, patient)
    page = reviewer.client.get(reverse("audit:extract", args=[patient.id])).content.decode()
    assert "Gemensam beställningscentral" in page


def test_extract_when_registrations_were_merged_holds_both(reviewer: Person, nurse: Person) -> None:
    """To the patient they were never two."""
    kept, absorbed = make_patient(nurse), make_patient(nurse)
    look(nurse, absorbed, action=Access.PRINT)
    with entering(authorities=[nurse.authority.id]):
        Patient.objects.filter(pk=absorbed.id).update(merged_into=kept)
    page = reviewer.client.get(reverse("audit:extract", args=[kept.id])).content.decode()
    assert "Skrivit ut" in page


def test_extract_when_printed_is_a_tagged_letter_and_logged(reviewer: Person, snooped: Patient) -> None:
    """A screen reader reads it, and the log tells that it was printed."""
    answer = reviewer.client.get(reverse("audit:extract-pdf", args=[snooped.id]))
    if answer["Content-Type"].startswith("text/html"):
        pytest.skip("no PDF on this machine")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "sv"
    with acting(reviewer.actor):
        assert AccessEntry.objects.filter(kind="access_log", action="print").count() == 1


def test_extract_when_asked_for_a_period_holds_only_that(reviewer: Person, snooped: Patient) -> None:
    """A patient may ask about one week."""
    address = reverse("audit:extract", args=[snooped.id])
    page = reviewer.client.get(address, {"first": "2020-01-01", "last": "2020-02-01"}).content.decode()
    assert "Ingen har läst uppgifterna" in page
    assert reviewer.client.get(address, {"first": "2026-02-01", "last": "2026-01-01"}).status_code == 422


def test_extract_when_the_patient_is_another_authority_s_is_not_there(snooped: Patient) -> None:
    """A second region's reviewer sees none of it."""
    stranger = make_person(Role.LOG_REVIEWER)
    for name in ("extract", "extract-pdf"):
        assert stranger.client.get(reverse(f"audit:{name}", args=[snooped.id])).status_code == 404
    assert "Fjällstrand" not in stranger.client.get(reverse("audit:alerts")).content.decode()


def test_patient_when_asked_for_by_number_is_found_without_the_number_in_an_address(
    reviewer: Person, snooped: Patient
) -> None:
    """Addresses end up in logs and histories."""
    from skjuts.apps.registry.facts.identities import Systems, identity_index

    (identity, *_) = Systems.of(reviewer.authority).list_possible(NUMBER, on=timezone.localdate())
    with entering(authorities=[reviewer.authority.id]):
        PatientIdentifier.objects.create(
            authority_id=reviewer.authority.id,
            patient=snooped,
            system=identity.system,
            value=identity.value,
            index=identity_index(identity),
            added_at=timezone.now(),
        )
    client = reviewer.client
    answer = client.post(reverse("audit:find-patient"), {"idempotency_key": str(uuid4()), "number": NUMBER})
    assert answer["Location"] == reverse("audit:extract", args=[snooped.id])
    assert post(client, reverse("audit:find-patient"), number="195001182046") == 422


@pytest.mark.parametrize("name", ["reviews", "alerts", "find-patient"])
def test_log_page_when_another_role_comes_is_not_there(nurse: Person, name: str) -> None:
    """Forbidden looks like missing."""
    assert nurse.client.get(reverse(f"audit:{name}")).status_code == 404


@pytest.fixture
def busy(reviewer: Person, nurse: Person) -> Iterator[UUID]:
    """Many alerts, one of them under review, for counting questions."""
    for number in range(12):
        name = f"Ovanlig{number}"
        look(make_person(authority=nurse.authority, family_name=name), make_patient(nurse, name), 3)
    detect_day(day=timezone.localdate())
    with acting(reviewer.actor):
        alert = Alert.objects.first()
        assert alert is not None
    post(reviewer.client, reverse("audit:open-alert", args=[alert.id]))
    with acting(reviewer.actor):
        yield ReviewItem.objects.get().id


CEILINGS = {"reviews": 13, "alerts": 13, "review": 16, "case": 18, "extract": 20, "find-patient": 10}


@pytest.mark.parametrize("name", CEILINGS)
def test_page_when_shown_asks_no_more_than_its_ceiling(reviewer: Person, busy: UUID, name: str) -> None:
    """A page that asks once a row is slow on the day that matters."""
    with acting(reviewer.actor):
        item = ReviewItem.objects.get(pk=busy)
    arguments = {
        "review": [item.review_id],
        "case": [item.review_id, item.id],
        "extract": [item.patient_id],
    }.get(name, [])
    address = reverse(f"audit:{name}", args=arguments)
    reviewer.client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert reviewer.client.get(address).status_code == 200
    assert len(queries) <= CEILINGS[name], [one["sql"][:90] for one in queries]
