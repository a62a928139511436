"""The reader's pages, with forms only: read, practise, fail, pass, show the certificate."""

from __future__ import annotations

import io
import uuid

import pytest
from django.test import Client

from skjuts.apps.training.models import Attempt, Enrolment, TrainingCertificate
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.letters import letter_press
from tests.app.query_ceilings import count_all_queries
from tests.app.training.ward import Ward


def send(client: Client, address: str, **data: object):  # noqa: ANN201 - Django's test response
    """Send a form as a page does."""
    return client.post(address, {"idempotency_key": str(uuid.uuid4()), **data})


def answer_all(client: Client, attempt: Attempt, letter: str):  # noqa: ANN201 - Django's test response
    """Give every question of a test the same answer; "a" is the right one."""
    answers = {f"q{place}": letter for place in range(1, len(attempt.questions) + 1)}
    return send(client, f"/utbildning/prov/{attempt.id}/", **answers)


def test_course_when_taken_by_forms_then_ends_in_a_certificate(ward: Ward) -> None:
    """The whole way of the nurse without a line of script."""
    client, start = ward.nurse.client, f"/utbildning/kurs/{ward.course.id}/"
    assert "Kursen liten" in client.get("/utbildning/").text
    assert send(client, f"{start}borja/").url == f"{start}sida/01-sida/"
    assert send(client, f"{start}sida/01-sida/").url == f"{start}sida/02-sida/"
    assert "Fortsätt kursen" in client.get(start).text
    assert send(client, f"{start}sida/02-sida/").url == start
    assert "Gör provet" in client.get(start).text
    send(client, f"{start}prov/")
    failed = answer_all(client, Attempt.objects.get(), "b")
    assert "Inte godkänd än" in client.get(failed.url).text
    send(client, f"{start}prov/")
    passed = answer_all(client, Attempt.objects.get(number=2), "a")
    page = client.get(passed.url)
    certificate = TrainingCertificate.objects.get()
    assert f"/utbildning/bevis/{certificate.id}/" in page.text


def test_page_when_an_exercise_is_answered_then_tells_why(ward: Ward) -> None:
    """Feedback stands on the page itself; an empty answer is asked for."""
    ward.read_all(ward.nurse)
    address = f"/utbildning/kurs/{ward.course.id}/sida/01-sida/"
    empty = send(ward.nurse.client, f"{address}ovning/ovning-1/")
    assert empty.status_code == 422
    assert "Välj minst ett svar." in empty.text
    wrong = send(ward.nurse.client, f"{address}ovning/ovning-1/", answer="b")
    assert wrong.url == f"{address}#ovning-1"
    shown = ward.nurse.client.get(address).text
    assert "Nej, inte så." in shown
    assert "Ja, så är det." not in shown


def test_test_when_a_question_is_left_out_then_asked_for(ward: Ward) -> None:
    """Nobody fails for a missed tick; what was chosen is still chosen."""
    ward.read_all(ward.nurse)
    send(ward.nurse.client, f"/utbildning/kurs/{ward.course.id}/prov/")
    attempt = Attempt.objects.get()
    page = send(ward.nurse.client, f"/utbildning/prov/{attempt.id}/", q1="a", q3="b")
    assert page.status_code == 422
    assert "Fråga 2 är inte besvarad." in page.text
    assert page.text.count(" checked") == 2


def test_test_when_it_must_wait_then_the_course_says_until_when(ward: Ward) -> None:
    """After the second failure the button gives way to a time of day."""
    from django.utils import timezone

    ward.read_all(ward.nurse)
    now = timezone.now()
    ward.take_test(ward.nurse, right=False, now=now)
    ward.take_test(ward.nurse, right=False, now=now)
    address = f"/utbildning/kurs/{ward.course.id}/"
    assert "Du kan göra om provet kl." in ward.nurse.client.get(address).text
    refused = ward.nurse.client.post(f"{address}prov/", {"idempotency_key": str(uuid.uuid4())}, follow=True)
    assert "Det är för tidigt att göra om provet." in refused.text


def test_pages_of_another_when_asked_for_then_look_missing(ward: Ward) -> None:
    """Test, result and certificate are the reader's own."""
    ward.take_test(ward.nurse)
    attempt, certificate = Attempt.objects.get(), TrainingCertificate.objects.get()
    for address in (
        f"prov/{attempt.id}/",
        f"prov/{attempt.id}/resultat/",
        f"bevis/{certificate.id}/",
        f"bevis/{certificate.id}/pdf/",
    ):
        assert ward.head.client.get(f"/utbildning/{address}").status_code == 404


def test_certificate_when_printed_then_a_tagged_pdf(ward: Ward) -> None:
    """The paper names its holder and says what it does not give."""
    pikepdf = pytest.importorskip("pikepdf")
    pytest.importorskip("weasyprint")
    ward.take_test(ward.nurse)
    address = f"/utbildning/bevis/{TrainingCertificate.objects.get().id}/pdf/"
    answer = ward.nurse.client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.Root.Lang) == "sv"
        assert bool(document.Root.MarkInfo.Marked)


def test_certificate_when_nothing_can_print_then_the_page_prints_itself(ward: Ward) -> None:
    """A server without the library still gives a paper."""

    class Broken:
        def print_pdf(self, _html: str) -> bytes:
            raise UpstreamUnavailable

    ward.take_test(ward.nurse)
    address = f"/utbildning/bevis/{TrainingCertificate.objects.get().id}/pdf/"
    with letter_press.holding(Broken()):
        page = ward.nurse.client.get(address)
    assert "Kursbevis" in page.text
    assert "Nora" in page.text


def test_check_when_anyone_holds_the_paper_then_told_no_name(ward: Ward) -> None:
    """The code, however it is typed, gives what the paper says; a stranger learns nothing more."""
    ward.take_test(ward.nurse)
    certificate = TrainingCertificate.objects.get()
    code = certificate.check_code.lower()
    page = Client().get("/utbildning/kontroll/", {"kod": f"{code[:4]}-{code[4:8]} {code[8:]}"}).text
    assert "Giltigt" in page
    assert ward.nurse.staff.hsa_id[-4:] in page
    assert ward.nurse.staff.family_name not in page
    assert ward.nurse.staff.hsa_id not in page
    assert "Koden finns inte" in Client().get("/utbildning/kontroll/", {"kod": "K7MN2RST9XYZ"}).text


def test_home_when_a_rule_changed_then_says_what_is_blocked(ward: Ward) -> None:
    """The reader learns what she may no longer do, and the way to get it back."""
    ward.take_test(ward.nurse)
    ward.delegate()
    assert "Regler har ändrats" not in ward.nurse.client.get("/utbildning/").text
    ward.publish_change(topics="sallskap")
    page = ward.nurse.client.get("/utbildning/").text
    assert "Regler har ändrats" in page
    assert "Du kan inte intyga ledsagare förrän du är klar." in page
    assert "Ledsagare: fortbildning krävs" in page


@pytest.mark.parametrize(
    ("address", "most"),
    [("", 11), ("kurs/{course}/", 5), ("kurs/{course}/sida/01-sida/", 4), ("prov/{attempt}/resultat/", 6)],
)
def test_page_when_read_then_costs_few_queries_of_its_own(ward: Ward, address: str, most: int) -> None:
    """Five hundred nurses read at the same time. The form to ask has no queries of its own."""
    ward.take_test(ward.nurse)
    ward.delegate()
    ward.publish_change()
    ids = {"course": ward.course.id, "attempt": Attempt.objects.get().id}
    client = ward.nurse.client
    own = count_all_queries(client, f"/utbildning/{address.format(**ids)}") - count_all_queries(
        client, "/stod/fraga/"
    )
    assert own <= most


def test_course_when_never_begun_then_its_pages_lead_to_the_start(ward: Ward) -> None:
    """Progress needs somebody who has begun."""
    address = f"/utbildning/kurs/{ward.course.id}/sida/01-sida/"
    assert ward.nurse.client.get(address).url == f"/utbildning/kurs/{ward.course.id}/"
    assert not Enrolment.objects.exists()
