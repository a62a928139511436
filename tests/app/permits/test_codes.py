"""Code lists: read on trial with every fault by line, taken in whole, chosen on a certificate."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from skjuts.apps.permits.codes import ListedCode, fill_in, read_codes
from skjuts.apps.permits.models import Certificate, ConditionCode
from skjuts.apps.permits.services.certify import begin_certificate
from skjuts.apps.permits.services.import_codes import take_in_codes
from skjuts.apps.permits.terms import Aid, CertificateContent, EscortReason
from skjuts.apps.registry.facts.import_files import read_sheet
from tests.app.permits.world import NOON, World

PAGE = "/resor/koder/"
HEAD = "kodverk;kod;text;uppgift;svar"
WALKS = "Påhittad;G1;Går några meter;Går högst, meter;50"
WITH_WALKER = "Påhittad;G1;Går några meter;Hjälpmedel;Rollator"
TIRED = "Påhittad;T1;Trött;;"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the day on which the world lives."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def read(*lines: str) -> tuple[list[ListedCode], list[tuple[int, str]]]:
    """The codes of a file, and its faults by line and column."""
    codes, problems = read_codes(read_sheet("\n".join([HEAD, *lines]).encode()))
    return codes, [(one.line, one.column) for one in problems]


def send(client: Client, address: str = PAGE, **data: Any) -> HttpResponse:  # noqa: ANN401
    """Send a form as a page does."""
    return client.post(address, {"idempotency_key": str(uuid.uuid4()), **data})


def upload(world: World, *lines: str) -> HttpResponse:
    """The administrator lets a file be read on trial."""
    file = SimpleUploadedFile("koder.csv", "\n".join([HEAD, *lines]).encode())
    return send(world.ward.admin.client, file=file)


def take_in(world: World, *lines: str) -> HttpResponse:
    """Read on trial, looked at and taken in."""
    page = upload(world, *lines).text
    token = page.split('name="checked" value="')[1].split('"')[0]
    return send(world.ward.admin.client, checked=token)


def test_file_when_sound_then_each_code_has_all_its_answers() -> None:
    """Several lines make one code; words and ids both work."""
    codes, problems = read(WALKS, WITH_WALKER, "Påhittad;O1;Hittar inte;finds_way;nej", TIRED)
    assert problems == []
    assert [one.fills for one in codes] == [
        {"walking_limit_m": 50, "aids": "walker"},
        {"finds_way": False},
        {},
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Påhittad;;Utan kod;;", (2, "kod")),
        ("Påhittad;G1;;;", (2, "text")),
        ("Påhittad;G|1;Med streck;;", (2, "kod")),
        ("Påhittad;G1;Ord;Hårfärg;brun", (2, "uppgift")),
        ("Påhittad;G1;Ord;Hjälpmedel;Sparkstötting", (2, "svar")),
        ("Påhittad;G1;Ord;Går högst, meter;långt", (2, "svar")),
        ("Påhittad;G1;Ord;Går högst, meter;99999", (2, "svar")),
    ],
)
def test_file_when_a_line_is_wrong_then_the_line_and_column_are_told(
    line: str, fault: tuple[int, str]
) -> None:
    """Whoever wrote the list finds the place at once."""
    assert read(line)[1] == [fault]


def test_file_when_a_code_says_two_things_then_both_lines_are_told() -> None:
    """A code has one text, and one answer in each field."""
    assert read(WALKS, "Påhittad;G1;Annan text;;")[1] == [(3, "text"), (3, "kod")]
    assert read(WALKS, "Påhittad;G1;Går några meter;Går högst, meter;60")[1] == [(3, "uppgift")]


def test_file_when_a_column_is_missing_then_that_is_all_that_is_told() -> None:
    """Not one fault for each line."""
    codes, problems = read_codes(read_sheet(b"kodverk;text\nA;B"))
    assert codes == []
    assert [one.column for one in problems] == ["kod"]


def test_codes_when_filled_in_then_only_empty_answers_change() -> None:
    """What the nurse has said of ability stands."""
    codes = [
        ListedCode("P", "G1", "Går", {"walking_limit_m": 50, "boards_steps": False, "aids": "walker"}),
        ListedCode("P", "O2", "Följs", {"escorts": 1, "escort_reason": "safety", "aids": "crutches"}),
    ]
    content, filled = fill_in(CertificateContent(walking_limit_m=0, boards_steps=True), codes)
    assert (content.walking_limit_m, content.boards_steps) == (0, True)
    assert content.aids == {Aid.WALKER, Aid.CRUTCHES}
    assert (content.escorts, content.escort_reason) == (1, EscortReason.SAFETY)
    assert set(filled) == {"aids", "escorts", "escort_reason"}
    assert fill_in(content, codes)[1] == []


def test_list_when_read_on_trial_then_nothing_is_taken_in_before_somebody_says_so(world: World) -> None:
    """The dry run tells what would happen; with a fault nothing can be taken in."""
    faulty = upload(world, WALKS, "Påhittad;G1;Annan text;;")
    assert faulty.status_code == 422
    assert 'name="checked"' not in faulty.text
    trial = upload(world, WALKS, TIRED)
    assert trial.status_code == 200
    assert not ConditionCode.objects.exists()
    take_in(world, WALKS, TIRED)
    assert set(ConditionCode.objects.values_list("code", flat=True)) == {"G1", "T1"}


def test_list_when_a_newer_one_lacks_a_code_then_it_is_retired_and_comes_back(world: World) -> None:
    """A retired code stands where it was chosen; the same code again is in use again."""
    take_in(world, WALKS, TIRED)
    assert "Trött" in upload(world, WALKS).text
    take_in(world, WALKS)
    assert ConditionCode.objects.get(code="T1").retired_at is not None
    take_in(world, WALKS, TIRED)
    assert ConditionCode.objects.get(code="T1").retired_at is None


def test_list_when_the_token_is_not_ours_then_nothing_is_taken_in(world: World) -> None:
    """What was not read on trial here is not taken in."""
    send(world.ward.admin.client, checked="påhittad")
    assert not ConditionCode.objects.exists()


def test_certificate_when_codes_are_chosen_then_they_stand_with_their_words_and_fill_in(
    world: World,
) -> None:
    """Chosen, filled in on request, kept when the list changes; never asked where there is no list."""
    draft = begin_certificate(actor=world.ward.nurse.actor, patient_id=world.patient().id, now=NOON)
    address = f"/resor/intyg/{draft.id}/utkast/"
    client = world.ward.nurse.client
    assert "Koder ur regionens lista" not in client.get(address).text
    codes = [ListedCode("Påhittad", "G1", "Går några meter", {"walking_limit_m": 50})]
    take_in_codes(actor=world.ward.admin.actor, codes=codes, now=NOON)
    assert "G1 Går några meter" in client.get(address).text
    version = Certificate.objects.get(pk=draft.id).version
    sent = send(client, address, codes="Påhittad|G1", do="fill", version=str(version))
    assert sent.status_code == 302
    content = CertificateContent.decode(Certificate.objects.get(pk=draft.id).content)
    assert content.walking_limit_m == 50
    assert [(one.code, one.text) for one in content.codes] == [("G1", "Går några meter")]
    other = [ListedCode("Påhittad", "X9", "Något annat")]
    take_in_codes(actor=world.ward.admin.actor, codes=other, now=NOON + dt.timedelta(days=1))
    page = client.get(address).text
    assert "G1 Går några meter" in page
    assert "Påhittad G1" in client.get(f"{address}granska/").text
