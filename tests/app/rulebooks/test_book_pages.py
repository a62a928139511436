"""The workbench in a browser without script: read, change, try, propose, approve."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.queries.books import read_book
from skjuts.core.ports.rule_books import rule_books
from tests.app.query_ceilings import count_queries
from tests.app.rulebooks.bench import NEXT_MONTH, Bench
from tests.app.undoing import press_undo

BOOKS = "/regler/"


def post(client: Client, path: str, **fields: Any) -> HttpResponse:  # noqa: ANN401
    """Send a form once."""
    headers = fields.pop("headers", {})
    return client.post(path, {**fields, "idempotency_key": str(uuid.uuid4())}, headers=headers)


def address(version: RuleBookVersion, *parts: str) -> str:
    """An address below a version."""
    return f"{BOOKS}{version.id}/" + "".join(f"{one}/" for one in parts)


def reread(version: RuleBookVersion) -> RuleBookVersion:
    """The version as it stands."""
    return RuleBookVersion.objects.get(id=version.id)


def test_pages_when_opened_then_all_show(bench: Bench) -> None:
    """Every page of a draft, by its writer."""
    draft = bench.refuse_care(bench.draft_on(bench.put_in_force(bench.take_over())))
    for parts in (
        (),
        ("tabell", "coverage"),
        ("tabell", "coverage", "rad", "rest", "cell", "when.purpose"),
        ("tabell", "coverage", "rad", "rest", "cell", "evidence"),
        ("belopp",),
        ("belopp", "most_trips"),
        ("belopp", "most_trips", "0"),
        ("huvud",),
        ("exempel",),
        ("luckor",),
        ("jamfor",),
        ("berorda",),
        ("historik",),
        ("nytt-utkast",),
        ("foresla",),
    ):
        page = bench.writer.client.get(address(draft, *parts))
        assert page.status_code == 200, (parts, page.status_code)
    for path in (BOOKS, f"{BOOKS}programmets/", f"{BOOKS}programmets/liten/"):
        assert bench.writer.client.get(path).status_code == 200, path


def test_book_when_taken_over_by_form_then_a_draft(bench: Bench) -> None:
    """The program's book becomes the authority's own draft, and nothing holds yet."""
    page = post(
        bench.writer.client,
        f"{BOOKS}programmets/liten/",
        authority=str(bench.writer.authority.id),
        kinds=["patient_trip", "paratransit"],
        label="2027",
    )
    made = RuleBookVersion.objects.get()
    assert (page.status_code, page.headers["Location"]) == (302, address(made))
    assert (made.kinds, made.label, made.state) == (["patient_trip", "paratransit"], "2027", "draft")


def test_cell_when_saved_by_form_then_in_the_draft(bench: Bench) -> None:
    """Without script: a page with the cell open, back to the row."""
    draft = bench.take_over()
    cell = address(draft, "tabell", "fits_public_transport", "rad", "short", "cell", "when.walking_limit")
    opened = bench.writer.client.get(cell)
    assert 'name="text"' in opened.text
    assert "under 500 m" in opened.text
    answer = post(bench.writer.client, cell, text="under 800 m", revision="1")
    assert answer.headers["Location"].endswith("/tabell/fits_public_transport/#rad-short")
    assert (
        "under 800\xa0meter"
        in bench.writer.client.get(address(draft, "tabell", "fits_public_transport")).text
    )


def test_cell_when_unreadable_then_said_at_the_field_in_swedish(bench: Bench) -> None:
    """Nothing is saved, the text is still there to mend."""
    draft = bench.take_over()
    cell = address(draft, "tabell", "coverage", "rad", "rest", "cell", "then.coverage")
    page = post(bench.writer.client, cell, text="kanske", revision="1")
    assert page.status_code == 422
    assert "”kanske” finns inte bland valen" in page.text
    assert reread(draft).revision == 1


def test_cell_when_saved_with_script_then_only_the_table_comes_back(bench: Bench) -> None:
    """A fragment with the new text and the revision that the next edit needs."""
    draft = bench.take_over()
    cell = address(draft, "tabell", "coverage", "rad", "rest", "cell", "law")
    page = post(bench.writer.client, cell, text="2 §", revision="1", headers={"HX-Request": "true"})
    assert page.text.lstrip().startswith('<div id="rules"')
    assert "2 §" in page.text
    assert 'name="revision" value="2"' in page.text
    wrong = post(
        bench.writer.client,
        address(draft, "tabell", "coverage", "rad", "rest", "cell", "then.coverage"),
        text="kanske",
        revision="2",
        headers={"HX-Request": "true"},
    )
    assert wrong.status_code == 422
    assert "<html" not in wrong.text


def test_cell_when_another_saved_meanwhile_then_told_and_may_save_again(bench: Bench) -> None:
    """The second editor is not overwritten, does not overwrite, and keeps what was typed."""
    draft = bench.take_over()
    bench.refuse_care(draft)
    cell = address(draft, "tabell", "coverage", "rad", "rest", "cell", "law")
    page = post(bench.second.client, cell, text="9 §", revision="1")
    assert page.status_code == 422
    assert "Någon annan har ändrat utkastet" in page.text
    assert 'name="revision" value="2"' in page.text
    assert post(bench.second.client, cell, text="9 §", revision="2").status_code == 302


def test_rows_when_added_moved_removed_and_undone_then_as_told(bench: Bench) -> None:
    """Order is meaning in a table where the first row counts."""
    draft = bench.take_over()
    table = address(draft, "tabell", "coverage")
    post(bench.writer.client, f"{table}ny-rad/", row="ny", reason="Så är det.", place="1", revision="1")
    assert list_rows(draft) == ["ny", "refused", "rest"]
    post(bench.writer.client, f"{table}rad/ny/flytta/2/", revision="2")
    assert list_rows(draft) == ["refused", "rest", "ny"]
    post(bench.writer.client, f"{table}rad/ny/ta-bort/", revision="3")
    assert list_rows(draft) == ["refused", "rest"]
    post(bench.writer.client, address(draft, "angra"), revision="4")
    assert list_rows(draft) == ["refused", "rest", "ny"]
    again = post(bench.writer.client, f"{table}ny-rad/", row="ny", reason="Igen.", place="", revision="5")
    assert again.status_code == 422
    assert "Två ny rad" in again.text or "samma" in again.text


def test_row_when_taken_away_by_mistake_then_the_notice_puts_it_back(bench: Bench) -> None:
    """Right where one stands, without a walk to the history."""
    draft = bench.take_over()
    table = address(draft, "tabell", "coverage")
    post(bench.writer.client, f"{table}rad/refused/ta-bort/", revision="1")
    assert list_rows(draft) == ["rest"]
    press_undo(bench.writer.client, bench.writer.client.get(table))
    assert list_rows(draft) == ["refused", "rest"]


def test_cell_when_saved_as_it_was_then_nothing_is_offered_to_undo(bench: Bench) -> None:
    """The edit before it was somebody's choice."""
    draft = bench.take_over()
    cell = address(draft, "tabell", "coverage", "rad", "rest", "cell", "reason")
    text = read_book(draft).tables["coverage"].rows[-1].reason
    page = bench.writer.client.get(post(bench.writer.client, cell, text=text, revision="1").url)
    assert "Sparat." in page.text
    assert "data-undo>" not in page.text


def list_rows(draft: RuleBookVersion) -> list[str]:
    """The rows of the table in their order."""
    return [row.id for row in read_book(reread(draft)).tables["coverage"].rows]


def test_amount_when_changed_from_a_day_then_the_old_ends_the_day_before(bench: Bench) -> None:
    """A new amount is a new dated value, never a rewriting of the old."""
    draft = bench.take_over()
    form = {"value": "10 resor", "from_day": "2026-12-01", "evidence": "proposal", "revision": "1"}
    page = post(bench.writer.client, address(draft, "belopp", "most_trips"), **form)
    assert page.status_code == 302
    values = read_book(reread(draft)).parameters["most_trips"].values
    assert [(one.value, one.validity.ends) for one in values] == [(20, dt.date(2026, 11, 30)), (10, None)]
    shown = bench.writer.client.get(address(draft, "belopp")).text
    assert "10 resor" in shown
    assert "förslag" in shown
    wrong = post(
        bench.writer.client,
        address(draft, "belopp", "most_trips"),
        **{**form, "value": "tio", "revision": "2"},
    )
    assert wrong.status_code == 422
    post(bench.writer.client, address(draft, "belopp", "most_trips", "1", "ta-bort"), revision="2")
    (left,) = read_book(reread(draft)).parameters["most_trips"].values
    assert (left.value, left.validity.ends) == (20, None)


def test_cases_when_a_change_breaks_one_then_shown_beside_the_version_before(bench: Bench) -> None:
    """Whoever changes a rule sees at once which worked case no longer holds."""
    first = bench.put_in_force(bench.take_over())
    draft = bench.draft_on(first)
    cell = address(draft, "tabell", "coverage", "rad", "refused", "cell", "then.coverage")
    post(bench.writer.client, cell, text="omfattas", revision="1")
    page = bench.writer.client.get(address(draft, "exempel")).text
    assert "1 exempel stämmer inte" in page
    assert "stämde i versionen före" in page
    assert "omfattas inte väntades, omfattas blev det" in page


def test_head_when_changed_then_checked_and_reviewed_are_shown(bench: Bench) -> None:
    """Who has checked it and when it is looked at again stands on the first page."""
    draft = bench.take_over()
    assert "Inte än" in bench.writer.client.get(address(draft)).text
    post(
        bench.writer.client,
        address(draft, "huvud"),
        title="Ny titel",
        version="1b",
        editor="Vera",
        fact_checked="2026-11-19",
        fact_checker="Juristen",
        next_review="2027-11-19",
        note="",
        revision="1",
    )
    page = bench.writer.client.get(address(draft)).text
    for text in ("Ny titel", "1b", "19 november 2026", "Juristen", "19 november 2027"):
        assert text in page, text


@pytest.mark.parametrize(
    ("day", "name", "told"),
    [
        ("2099-01-01", "Juristen", "granskningen ska vara gjord"),
        ("2026-11-19", "", "Skriv vem som granskade boken"),
        ("", "Juristen", "Skriv vilken dag boken granskades"),
    ],
)
def test_head_when_the_fact_check_is_not_whole_then_told_at_the_field(
    bench: Bench, day: str, name: str, told: str
) -> None:
    """A check that is planned, or nobody's, or of no day, is none."""
    draft = bench.take_over()
    fields = {
        "title": "Liten bok",
        "version": "1",
        "editor": "",
        "next_review": "",
        "note": "",
        "revision": "1",
    }
    page = post(bench.writer.client, address(draft, "huvud"), **fields, fact_checked=day, fact_checker=name)
    assert page.status_code == 422
    assert told in page.text


def test_version_when_proposed_and_approved_by_forms_then_holds(bench: Bench) -> None:
    """The whole way in the hands of two people, and what waits on the second one's start page."""
    draft = bench.take_over()
    today = timezone.localdate()
    day = today + dt.timedelta(days=10)
    form = {"revision": "1", "reason": "Beslut i nämnden.", "from_day": day.isoformat()}
    assert post(bench.writer.client, address(draft, "foresla"), **form).status_code == 302
    start = bench.admin.client.get("/").text
    assert "Regelböcker att godkänna" in start
    early = {**form, "from_day": (today - dt.timedelta(days=1)).isoformat()}
    refused = post(bench.admin.client, address(draft, "godkann"), **early)
    assert refused.status_code == 422
    assert "en dag som har varit" in refused.text
    assert post(bench.admin.client, address(draft, "godkann"), **form).status_code == 302
    authority = bench.writer.authority.id
    assert rule_books.get().find_book(authority, "patient_trip", day) is not None
    assert rule_books.get().find_book(authority, "patient_trip", day - dt.timedelta(days=1)) is None
    page = bench.nurse.client.get(address(draft)).text
    assert "Godkänd, gäller senare" in page
    assert bench.nurse.client.get(address(draft, "historik")).status_code == 404


def test_proposal_when_sent_back_by_form_then_needs_a_reason(bench: Bench) -> None:
    """A refusal without a why helps nobody."""
    draft = bench.take_over()
    form = {"revision": "1", "reason": "Beslut.", "from_day": NEXT_MONTH.isoformat()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_: NEXT_MONTH)
        post(bench.writer.client, address(draft, "foresla"), **form)
    assert reread(draft).state == "proposed"
    assert post(bench.admin.client, address(draft, "skicka-tillbaka"), reason="").status_code == 422
    assert post(bench.admin.client, address(draft, "skicka-tillbaka"), reason="Fel.").status_code == 302
    assert reread(draft).state == "draft"


def test_comparison_when_versions_differ_then_row_by_row(bench: Bench) -> None:
    """What was, what is, and nothing else."""
    first = bench.put_in_force(bench.take_over())
    draft = bench.refuse_care(bench.draft_on(first))
    page = bench.writer.client.get(address(draft, "jamfor")).text
    assert "<del>omfattas</del>" in page
    assert "<ins>omfattas inte</ins>" in page
    assert "Tabeller vars svar kan bli andra" in page


CEILINGS = [
    ((), 4),
    (("tabell", "coverage"), 4),
    (("tabell", "coverage", "rad", "rest", "cell", "law"), 4),
    (("belopp",), 3),
    (("belopp", "most_trips"), 3),
    (("huvud",), 3),
    (("exempel",), 4),
    (("luckor",), 3),
    (("jamfor",), 5),
    (("berorda",), 6),
    (("historik",), 6),
    (("foresla",), 5),
]


@pytest.mark.parametrize(("parts", "most"), CEILINGS, ids=str)
def test_page_when_there_are_many_versions_then_keeps_its_ceiling_of_queries(
    bench: Bench, parts: tuple[str, ...], most: int
) -> None:
    """Versions, rows and edits may be many; the questions to the database are not."""
    draft = bench.draft_on(bench.put_in_force(bench.take_over()))
    for number in range(3):
        bench.draft_on(draft, label=f"till {number}")
    bench.refuse_care(draft)
    client = bench.writer.client
    (_, asked), (_, plain) = (
        count_queries(client, address(draft, *parts)),
        count_queries(client, "/stod/fraga/"),
    )
    assert asked - plain <= most


def test_list_when_there_are_many_versions_then_asks_no_more(bench: Bench) -> None:
    """A region has versions for every year."""
    bench.put_in_force(bench.take_over())
    client = bench.writer.client
    _, few = count_queries(client, BOOKS)
    bench.put_in_force(bench.take_over(label="2"), from_day=NEXT_MONTH)
    bench.take_over(label="3")
    _, many = count_queries(client, BOOKS)
    assert many == few
