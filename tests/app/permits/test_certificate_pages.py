"""The pages of certificates, as a browser without script meets them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.terms import Aid, CertificateContent, RideAloneReason
from skjuts.apps.tenancy.roles import Role
from tests.app.permits.certificates import HIDDEN, Certifier, make_certifier
from tests.app.permits.world import World
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import make_person, make_unit


@pytest.fixture
def nurse(world: World) -> Certifier:
    """She may certify everything."""
    return make_certifier(world)


def content(draft: Certificate) -> CertificateContent:
    """What stands in it now."""
    draft.refresh_from_db()
    return CertificateContent.decode(draft.content)


def test_certificate_when_written_and_confirmed_then_lies_with_the_officer(nurse: Certifier) -> None:
    """The whole way: patient's page, one form, a summary, issued."""
    page = nurse.client.get(reverse("registry:patient", args=[nurse.patient.id])).content.decode()
    assert reverse("permits:certificate-begin", args=[nurse.patient.id]) in page
    draft = nurse.begin()
    answer = nurse.write(draft, do="review")
    assert answer["Location"] == reverse("permits:certificate-review", args=[draft.id])
    answer = nurse.issue(draft)
    assert answer["Location"] == reverse("permits:certificate", args=[draft.id])
    draft.refresh_from_db()
    assert (draft.state, draft.trips, draft.valid_to) == ("issued", 2, timezone.localdate())
    assert "Taxi i samåkning" in nurse.read("certificate", draft.id)
    assert draft.papers.get().application.state == "received"


def test_draft_when_begun_then_holds_what_the_register_knows_and_says_so(
    world: World, nurse: Certifier
) -> None:
    """Nothing is asked twice."""
    world.ward.authority.settings = {"permits": {"county": "23"}}
    world.ward.authority.save()
    draft = nurse.begin()
    assert content(draft).residence in {"resident", "other_region"}
    assert content(draft).care_unit == world.ward.unit.id
    assert "Från personregistret" in nurse.read("certificate-draft", draft.id)


def test_draft_when_opened_then_stands_in_the_access_log(nurse: Certifier) -> None:
    """Whoever reads of a patient is written down."""
    draft = nurse.begin()
    before = AccessEntry.objects.filter(patient_id=nurse.patient.id).count()
    nurse.read("certificate-draft", draft.id)
    assert AccessEntry.objects.filter(patient_id=nurse.patient.id).count() == before + 1


def test_form_when_a_part_is_folded_away_then_it_is_not_read(nurse: Certifier) -> None:
    """An escort's reason without an escort says nothing."""
    draft = nurse.begin()
    nurse.write(draft, escorts="0", escort_reason="child", aids=["walker"], oxygen_dl_per_min="20")
    told = content(draft)
    assert (told.escorts, told.escort_reason, told.aids, told.oxygen_dl_per_min) == (
        0,
        None,
        frozenset({Aid.WALKER}),
        None,
    )


def test_series_when_visits_a_week_are_told_then_trips_are_counted(nurse: Certifier) -> None:
    """Three times a week there and back during four weeks: nobody does sums."""
    draft, first = nurse.begin(), timezone.localdate()
    last = first + dt.timedelta(days=27)
    series = {"validity": "series", "valid_from": f"{first}", "valid_to": f"{last}", "visits_per_week": "3"}
    nurse.write(draft, **series)
    assert content(draft).trips == 24
    assert "24 enkelresor" in nurse.read("certificate-draft", draft.id)


def test_form_when_a_field_cannot_be_read_then_says_so_and_keeps_the_text(nurse: Certifier) -> None:
    """Nothing has to be written again."""
    draft = nurse.begin()
    answer = nurse.write(draft, visit_day="snart", note="Behöver hjälp in.")
    assert answer.status_code == 422
    assert "Behöver hjälp in." in answer.content.decode()
    assert content(draft).note == ""


def test_autosave_when_kept_then_tells_version_and_what_stands_there(nurse: Certifier) -> None:
    """The next save is compared with this one."""
    draft = nurse.begin()
    sent = {**nurse.hidden(draft), "note": "Går med rollator."}
    answer = nurse.send("certificate-autosave", draft.id, **sent)
    assert (answer.status_code, answer["X-Version"]) == (200, "2")
    again = nurse.send(
        "certificate-autosave",
        draft.id,
        **{
            **sent,
            "version": answer["X-Version"],
            "before": answer.content.decode(),
            "note": "Går långsamt.",
        },
    )
    assert (again.status_code, content(draft).note) == (200, "Går långsamt.")


def test_two_windows_when_they_write_in_different_fields_then_both_stay(nurse: Certifier) -> None:
    """Nothing is lost because a window was left open."""
    draft = nurse.begin()
    first, second = nurse.hidden(draft), nurse.hidden(draft)
    nurse.send("certificate-autosave", draft.id, **first, note="Från det första fönstret")
    answer = nurse.send("certificate-autosave", draft.id, **second, aids=["walker", "oxygen"])
    assert answer.status_code == 200
    assert content(draft).note == "Från det första fönstret"
    assert content(draft).aids == {Aid.WALKER, Aid.OXYGEN}


def test_two_windows_when_they_write_in_the_same_field_then_one_chooses(nurse: Certifier) -> None:
    """Field by field, and what was chosen is what is saved."""
    draft = nurse.begin()
    first, second = nurse.hidden(draft), nurse.hidden(draft)
    nurse.send("certificate-autosave", draft.id, **first, aids=["walker"], purpose="care")
    answer = nurse.client.post(
        reverse("permits:certificate-autosave", args=[draft.id]),
        {**second, "aids": ["walker", "crutches"], "purpose": "care"},
        headers={"X-Autosave": "1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rollator" in page
    assert 'value="crutches,walker"' in page
    hidden = dict(HIDDEN.findall(page))
    hidden.pop("csrfmiddlewaretoken", None)
    hidden.pop("idempotency_key")
    saved = nurse.send("certificate-draft", draft.id, **hidden, aids="crutches,walker", do="save")
    assert saved.status_code == 302
    assert content(draft).aids == {Aid.WALKER, Aid.CRUTCHES}


def test_review_when_something_is_missing_then_leads_to_the_field(nurse: Certifier) -> None:
    """The summary names what is left, and each name is the way there."""
    draft = nurse.begin()
    nurse.write(draft, is_infectious="", validity="")
    page = nurse.read("certificate-review", draft.id)
    assert f"{reverse('permits:certificate-draft', args=[draft.id])}#id_is_infectious_0" in page
    assert "#id_validity_0" in page
    assert "Utfärda intyget" not in page
    answer = nurse.issue(draft)
    assert answer.status_code == 422
    assert Certificate.objects.get(pk=draft.id).state == "draft"


def test_review_when_saved_elsewhere_since_then_is_not_issued(nurse: Certifier) -> None:
    """Nobody issues what she has not seen."""
    draft = nurse.begin()
    nurse.write(draft)
    answer = nurse.send("certificate-review", draft.id, version="1")
    assert answer.status_code == 422
    assert "Någon annan har sparat" in answer.content.decode()


def test_begin_when_the_right_is_missing_then_says_what_to_do(world: World) -> None:
    """A clear page, not a refusal after ten minutes of writing."""
    world.patient()
    stranger = Certifier(make_person(Role.CARE_STAFF, unit=world.ward.unit), world.patient())
    answer = stranger.send("certificate-begin", stranger.patient.id)
    assert answer["Location"] == reverse("permits:certify-right")
    page = stranger.read("certify-right")
    assert "Du får inte intyga än" in page
    assert reverse("training:home") in page
    assert not Certificate.objects.exists()


def test_form_when_only_escorts_are_not_delegated_then_is_told_and_not_issued(world: World) -> None:
    """The rest of the certificate goes through without the escort."""
    nurse = make_certifier(world, "trip")
    draft = nurse.begin()
    assert "Du får inte intyga det här" in nurse.read("certificate-draft", draft.id)
    nurse.write(draft, escorts="1", escort_reason="orientation")
    assert "Utfärda intyget" not in nurse.read("certificate-review", draft.id)
    assert nurse.issue(draft).status_code == 422
    nurse.write(draft, escorts="0")
    assert nurse.issue(draft).status_code == 302


def test_copy_when_made_then_begins_with_the_abilities(nurse: Certifier) -> None:
    """The dialysis patient is not described anew every third month."""
    first = nurse.begin()
    nurse.write(first, ride_alone_reason="distress")
    nurse.issue(first)
    answer = nurse.send("certificate-copy", first.id)
    draft = Certificate.objects.get(state="draft")
    assert answer["Location"] == reverse("permits:certificate-draft", args=[draft.id])
    assert content(draft).ride_alone_reason == RideAloneReason.DISTRESS
    page = nurse.read("certificate-draft", draft.id)
    assert "Utgå från det" in page


def test_withdrawal_when_made_then_needs_a_reason_and_keeps_it(nurse: Certifier) -> None:
    """Who took it back and why stands on the paper."""
    draft = nurse.begin()
    nurse.write(draft)
    nurse.issue(draft)
    assert nurse.send("certificate-withdraw", draft.id, reason="").status_code == 422
    assert nurse.send("certificate-withdraw", draft.id, reason="Fel patient valdes.").status_code == 302
    page = nurse.read("certificate", draft.id)
    assert "Fel patient valdes." in page
    assert "Återkallat" in page


def test_lists_when_opened_then_show_drafts_and_issued_apart(nurse: Certifier) -> None:
    """What waits for me, and what the unit has done."""
    draft = nurse.begin()
    path = reverse("permits:certificate-draft", args=[draft.id])
    assert path in nurse.read("certificates")
    assert path not in nurse.read("certificates", visa="issued")
    nurse.send("certificate-discard", draft.id)
    assert path not in nurse.read("certificates")


def test_draft_when_opened_by_a_colleague_then_is_not_there(world: World, nurse: Certifier) -> None:
    """A draft is its writer's own; an issued one is the unit's."""
    draft = nurse.begin()
    colleague = make_person(Role.CARE_STAFF, unit=world.ward.unit)
    stranger = make_person(Role.CARE_STAFF, unit=make_unit(world.ward.authority))
    path = reverse("permits:certificate-draft", args=[draft.id])
    assert [one.client.get(path).status_code for one in (colleague, stranger)] == [404, 404]
    nurse.write(draft)
    nurse.issue(draft)
    path = reverse("permits:certificate", args=[draft.id])
    assert [one.client.get(path).status_code for one in (colleague, stranger)] == [200, 404]


def test_paper_when_printed_then_is_logged_as_a_print(nurse: Certifier) -> None:
    """Paper leaves the house; the log says so."""
    draft = nurse.begin()
    nurse.write(draft)
    nurse.issue(draft)
    answer = nurse.client.get(reverse("permits:certificate-print", args=[draft.id]))
    assert answer.status_code == 200
    assert AccessEntry.objects.filter(patient_id=nurse.patient.id, action="print").exists()


def test_pages_when_asked_again_then_stay_under_their_ceilings(nurse: Certifier) -> None:
    """A form that asks too much of the database is slow for everybody."""
    draft = nurse.begin()
    nurse.write(draft)
    ceilings = {
        reverse("permits:certificate-draft", args=[draft.id]): 36,
        reverse("permits:certificate-review", args=[draft.id]): 34,
        reverse("permits:certificates"): 16,
        reverse("permits:ward-round"): 22,
        reverse("permits:ward-round-issue"): 20,
    }
    told = {path: count_queries(nurse.client, path)[1] for path in ceilings}
    assert {path: count for path, count in told.items() if count > ceilings[path]} == {}
