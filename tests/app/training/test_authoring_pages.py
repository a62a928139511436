"""The editor as its people meet it: forms, autosave, conflicts field by field, review."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.packing import pack_course
from skjuts.apps.training.services.publish_course import submit_version
from skjuts.apps.training.services.write_course import draft_version
from tests.app.query_ceilings import count_all_queries
from tests.app.training.small_course import make_course
from tests.app.training.test_reading_pages import send
from tests.app.training.ward import NOON, Ward
from tests.app.undoing import press_undo


@pytest.fixture
def draft(ward: Ward) -> CourseVersion:
    """A draft on top of the published version."""
    return draft_version(actor=ward.author.actor, based_on_id=ward.course.id, label="2", now=NOON)


def seen_in(text: str) -> str:
    """The version that a form carries."""
    found = re.search(r'name="version"[^>]*value="([0-9a-f]*)"', text)
    assert found
    return found[1]


def page_form(**changed: object) -> dict[str, object]:
    """The form of the first page."""
    return {
        "title": "Sida 1",
        "minutes": "2",
        "topics": ["trappan", "sallskap"],
        "sources": "lagen: 1 §",
        "markdown": "Ny text.",
        **changed,
    }


def question_form(**changed: object) -> dict[str, object]:
    """A question with three answers."""
    return {
        "topic": "trappan",
        "difficulty": "2",
        "sources": "lagen",
        "text": "Vad gäller?",
        "text_a": "Det här",
        "right_a": "on",
        "feedback_a": "Ja.",
        "text_b": "Det där",
        "feedback_b": "Nej.",
        "text_c": "Inget",
        "feedback_c": "Nej.",
        **changed,
    }


def test_page_editor_when_saved_then_the_preview_shows_it(ward: Ward, draft: CourseVersion) -> None:
    """Form, file, preview: the same text."""
    client, address = ward.author.client, f"/utbildning/redaktion/{draft.id}/sida/01-sida/"
    version = seen_in(client.get(address).text)
    assert send(client, address, **page_form(version=version)).status_code == 302
    assert "Ny text." in client.get(f"/utbildning/redaktion/{draft.id}/visa/01-sida/").text
    assert send(client, address, **page_form(title="")).status_code == 422


def test_preview_when_another_page_has_a_fault_then_the_faults_are_told(
    ward: Ward, draft: CourseVersion
) -> None:
    """A faulty file cannot be shown as a course; the author comes to where each fault stands."""
    CourseVersion.objects.filter(id=draft.id).update(files=draft.files | {"sv/questions/01-sida.toml": "x ="})
    start = f"/utbildning/redaktion/{draft.id}/"
    told = ward.author.client.get(f"{start}visa/01-sida/", follow=True)
    assert told.redirect_chain == [(start, 302)]
    assert "Förhandsvisningen väntar" in told.text
    assert "Det här behöver rättas" in told.text


def test_new_question_when_its_id_is_taken_then_the_author_is_told(ward: Ward, draft: CourseVersion) -> None:
    """Its form shows what stands: saving there would replace it."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/"
    taken = tomllib.loads(draft.files["sv/questions/01-sida.toml"])["question"][0]["id"]
    for kind, name in (("pages", "01-sida"), ("questions", taken)):
        named = send(client, f"{start}ny/", kind=kind, slug="01-sida", item_id=name)
        assert f"{name} finns redan" in client.get(named.url).text


@pytest.mark.parametrize(
    ("kind", "written", "name"),
    [("pages", "18 Mat på resan", "18-mat-pa-resan"), ("questions", "Ny_Fråga", "ny-fraga")],
)
def test_new_page_or_question_when_named_in_words_then_its_id_is_made_of_them(
    ward: Ward, draft: CourseVersion, kind: str, written: str, name: str
) -> None:
    """Nobody has to know which letters an id may have."""
    named = send(
        ward.author.client,
        f"/utbildning/redaktion/{draft.id}/ny/",
        kind=kind,
        slug="01-sida",
        item_id=written,
    )
    assert named.url.endswith(f"/{name}/")


def test_new_question_when_not_named_then_the_author_is_told_where_it_was_asked(
    ward: Ward, draft: CourseVersion
) -> None:
    """A form that names no page of a course is refused, not lost in an error."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/"
    told = send(client, f"{start}ny/", kind="questions", slug="01-sida", item_id="!")
    assert told.url == f"{start}fragor/01-sida/"
    assert "Skriv ett id." in client.get(told.url).text
    assert send(client, f"{start}ny/", kind="questions", slug="../x", item_id="a").status_code == 422
    assert send(client, f"{start}ny/", kind="annat", item_id="a").status_code == 422


def test_page_editor_when_another_saved_first_then_shows_both_sides(ward: Ward, draft: CourseVersion) -> None:
    """Only the fields that differ are asked about, and the choice is saved on top of what stands."""
    address = f"/utbildning/redaktion/{draft.id}/sida/01-sida/"
    mine = seen_in(ward.author.client.get(address).text)
    send(ward.reviewer.client, address, **page_form(version=mine, markdown="Granskarens text."))
    page = send(ward.author.client, address, **page_form(version=mine, markdown="Min text."))
    assert page.status_code == 409
    assert "Granskarens text." in page.text
    assert "Min text." in page.text
    assert page.text.count('data-side="mine"') == 1
    chosen = page_form(version=seen_in(page.text), markdown="Min text.", topics="trappan,sallskap")
    assert send(ward.author.client, address, **chosen).status_code == 302
    assert "Min text." in CourseVersion.objects.get(id=draft.id).files["sv/pages/01-sida.md"]


def test_autosave_when_writing_goes_on_then_each_save_carries_the_next(
    ward: Ward, draft: CourseVersion
) -> None:
    """The answer is empty; its header is what the next save builds on. A stale one gets the conflict."""
    address = f"/utbildning/redaktion/{draft.id}/sida/01-sida/"
    first = seen_in(ward.author.client.get(address).text)
    kept = ward.author.client.post(f"{address}utkast/", page_form(version=first, markdown="Ett"))
    assert (kept.status_code, kept.content) == (204, b"")
    again = ward.author.client.post(f"{address}utkast/", page_form(version=kept["X-Version"], markdown="Två"))
    assert again.status_code == 204
    stale = ward.author.client.post(f"{address}utkast/", page_form(version=first, markdown="Tre"))
    assert stale.status_code == 409
    assert "<html" not in stale.text
    assert ward.author.client.post(f"{address}utkast/", page_form(minutes="x")).status_code == 422


def test_question_editor_when_new_then_added_last(ward: Ward, draft: CourseVersion) -> None:
    """Several right answers make it a question with several choices."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/"
    named = send(client, f"{start}ny/", kind="questions", slug="01-sida", item_id="trappan-ny")
    assert named.url == f"{start}fragor/01-sida/trappan-ny/"
    version = seen_in(client.get(named.url).text)
    assert send(client, named.url, **question_form(version=version, right_b="on")).status_code == 302
    text = CourseVersion.objects.get(id=draft.id).files["sv/questions/01-sida.toml"]
    assert text.rstrip().split("[[question]]")[-1].startswith('\nid = "trappan-ny"')
    assert 'choice = "several"' in text
    assert "Vad gäller?" in client.get(f"{start}fragor/01-sida/").text
    assert send(client, f"{start}fragor/01-sida/trappan-ny/ta-bort/").status_code == 302
    assert "trappan-ny" not in CourseVersion.objects.get(id=draft.id).files["sv/questions/01-sida.toml"]


@pytest.mark.parametrize("left", [0, 2])
def test_question_when_taken_away_by_mistake_then_the_notice_puts_it_back(
    ward: Ward, draft: CourseVersion, left: int
) -> None:
    """In its old place, the last one of a page included."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/fragor/01-sida/"
    path = "sv/questions/01-sida.toml"
    names = [row["id"] for row in tomllib.loads(draft.files[path])["question"]]
    for name in names[: len(names) - left - 1]:
        client.get(send(client, f"{start}{name}/ta-bort/").url)
    before = CourseVersion.objects.get(id=draft.id).files[path]
    send(client, f"{start}{names[len(names) - left - 1]}/ta-bort/")
    assert CourseVersion.objects.get(id=draft.id).files.get(path) != before
    back = press_undo(client, client.get(start))
    assert back.url == start
    assert CourseVersion.objects.get(id=draft.id).files[path] == before


def test_page_when_it_is_new_then_its_preview_shows_what_has_been_saved(
    ward: Ward, draft: CourseVersion
) -> None:
    """The way there stands from the start: a page that saves itself never draws its buttons anew."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/"
    assert f"{start}visa/03-ny/" in client.get(f"{start}sida/03-ny/").text
    back = client.get(f"{start}visa/03-ny/")
    assert back.headers["Location"] == f"{start}sida/03-ny/"
    assert "inte sparad än" in client.get(back.headers["Location"]).text


@pytest.mark.parametrize("text", [None, "inte [toml"])
def test_question_when_it_is_gone_or_the_file_cannot_be_read_then_nothing_is_lost(
    ward: Ward, draft: CourseVersion, text: str | None
) -> None:
    """Two presses, or a file that somebody mistyped: what stands there stays."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/fragor/01-sida/"
    path = "sv/questions/01-sida.toml"
    before = draft.files[path] if text is None else text
    CourseVersion.objects.filter(id=draft.id).update(files=draft.files | {path: before})
    answer = client.get(send(client, f"{start}fanns-inte/ta-bort/").url)
    assert "Ingenting togs bort" in answer.text
    assert CourseVersion.objects.get(id=draft.id).files[path] == before


def test_question_when_somebody_wrote_meanwhile_then_nothing_is_put_back_over_it(
    ward: Ward, draft: CourseVersion
) -> None:
    """The other's question stays, and the answer says why."""
    client, start = ward.author.client, f"/utbildning/redaktion/{draft.id}/fragor/01-sida/"
    send(client, f"{start}trappan-1x/ta-bort/")
    page = client.get(start)
    new = f"{start}trappan-ny/"
    send(client, new, **question_form(version=seen_in(client.get(new).text)))
    assert press_undo(client, page).status_code == 409
    assert "trappan-ny" in CourseVersion.objects.get(id=draft.id).files["sv/questions/01-sida.toml"]


def test_question_editor_when_nothing_is_right_then_says_so(ward: Ward, draft: CourseVersion) -> None:
    """And an answer without feedback is asked for."""
    address = f"/utbildning/redaktion/{draft.id}/fragor/01-sida/trappan-1x/"
    version = seen_in(ward.author.client.get(address).text)
    page = send(
        ward.author.client,
        address,
        **question_form(version=version, right_a="", text_d="Fjärde", feedback_d=""),
    )
    assert page.status_code == 422
    assert "Markera minst ett rätt svar." in page.text
    assert "Skriv varför svaret är rätt eller fel." in page.text


def test_file_editor_when_saved_then_faults_are_listed(ward: Ward, draft: CourseVersion) -> None:
    """Settings, sources and translations are texts; the version says what is wrong with them."""
    address = f"/utbildning/redaktion/{draft.id}/fil/?vag=sources.toml"
    version = seen_in(ward.author.client.get(address).text)
    assert send(ward.author.client, address, text="[fel", version=version).status_code == 302
    page = ward.author.client.get(f"/utbildning/redaktion/{draft.id}/").text
    assert "filen är inte TOML" in page
    assert "Skicka till granskning" not in page


def test_version_page_when_in_review_then_each_sees_what_she_can_do(ward: Ward, draft: CourseVersion) -> None:
    """The author waits, the reviewer decides."""
    address = f"/utbildning/redaktion/{draft.id}/"
    assert send(ward.author.client, f"{address}granska/").status_code == 302
    assert "Någon annan än författarna ska granska" in ward.author.client.get(address).text
    assert "Skicka tillbaka till författaren" in ward.reviewer.client.get(address).text
    assert send(ward.reviewer.client, f"{address}tillbaka/", note="").status_code == 422
    assert send(ward.author.client, f"{address}publicera/").status_code == 404
    assert send(ward.reviewer.client, f"{address}publicera/").status_code == 302
    assert CourseVersion.objects.get(id=draft.id).state == "published"


def test_editor_when_not_an_author_then_looks_missing(ward: Ward, draft: CourseVersion) -> None:
    """Questions and their right answers are not for those who will be tested."""
    start = f"/utbildning/redaktion/{draft.id}/"
    for address in ("", "sida/01-sida/", "fragor/01-sida/", "statistik/", "export.zip", "visa/01-sida/"):
        assert ward.nurse.client.get(f"{start}{address}").status_code == 404
    submit_version(actor=ward.author.actor, version_id=draft.id, now=NOON)
    assert ward.author.client.get(f"{start}sida/01-sida/").status_code == 404


def test_file_when_exported_then_can_be_taken_in_again(ward: Ward) -> None:
    """The same form in as out."""
    answer = ward.author.client.get(f"/utbildning/redaktion/{ward.course.id}/export.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "course.toml" in archive.namelist()
    newer = SimpleUploadedFile("kurs.zip", pack_course(make_course(version="9")))
    assert send(ward.author.client, "/utbildning/redaktion/import/", archive=newer).status_code == 302
    refused = send(
        ward.author.client, "/utbildning/redaktion/import/", archive=SimpleUploadedFile("x.zip", b"x")
    )
    assert refused.status_code == 422
    assert "Filen går inte att läsa som en kurs." in refused.text


def test_differences_when_a_page_changed_then_line_by_line(ward: Ward, draft: CourseVersion) -> None:
    """The reviewer reads what is new, not all of it."""
    address = f"/utbildning/redaktion/{draft.id}/sida/01-sida/"
    version = seen_in(ward.author.client.get(address).text)
    send(ward.author.client, address, **page_form(version=version))
    page = ward.reviewer.client.get(f"/utbildning/redaktion/{draft.id}/skillnader/").text
    assert "<ins>Ny text.</ins>" in page
    assert "<del>Text med **vikt**.</del>" in page


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("", 1),
        ("{draft}/", 6),
        ("{draft}/statistik/", 4),
        ("{draft}/skillnader/", 4),
        ("{draft}/fragor/01-sida/", 2),
    ],
)
def test_page_when_opened_then_costs_few_queries(
    ward: Ward, draft: CourseVersion, address: str, most: int
) -> None:
    """One version or thirty."""
    ward.take_test(ward.nurse)
    client = ward.author.client
    own = count_all_queries(client, f"/utbildning/redaktion/{address.format(draft=draft.id)}")
    assert own - count_all_queries(client, "/stod/fraga/") <= most
