"""A plan read in as it is printed, judged the same on page, paper and in the workbook, never overwritten."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from skjuts.apps.audit.models import Event
from skjuts.apps.insight.errors import UnreadablePlanRows
from skjuts.apps.insight.facts.written_plans import list_row_faults, read_book
from skjuts.apps.insight.models import PlanSheet, SavingsPlan
from skjuts.apps.insight.presenters.plan_workbook import write_plan_workbook
from skjuts.apps.insight.queries.plans import get_judged_plan, judge_plan
from skjuts.apps.insight.services.keep_plan import (
    FollowUpTerms,
    follow_up_package,
    open_plan,
    read_sheet_in,
    state,
    withdraw_statement,
)
from skjuts.apps.registry.facts.spreadsheets import read_spreadsheet
from skjuts.core.followup.plans import BadPlan, Severity
from skjuts.core.kernel.errors import DuplicateId, InvalidField, NotAllowed, NotFound
from tests.app.insight.plans import NOON, list_packaged_sheets, read_packaged_plan
from tests.app.insight.sending import send
from tests.app.query_ceilings import count_queries
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db


def text_of(person: Person, name: str, *args: object) -> str:
    """A page's text."""
    answer = person.client.get(reverse(f"insight:{name}", args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_plan_when_read_in_as_printed_tells_the_dropped_negative(controller: Person, leader: Person) -> None:
    """The seed's −1.3 was counted as nought, and the grand total with it: both are said at their cells."""
    plan = read_packaged_plan(controller)
    page = text_of(leader, "plan-table", plan.id, "outcome-2017")
    assert "\u22121,3" in page
    assert "räknas som noll" in page
    assert "Skillnaden 1,3 Mkr är densamma som i paket 2" in page
    overview = text_of(leader, "plan", plan.id)
    for figure in ("85,7", "113", "78", "39,7", "189", "120"):
        assert figure in overview, figure


def test_plan_when_audited_has_fourteen_findings_with_numbers_that_stay(controller: Person) -> None:
    """A cell, a list and a paper must mean the same finding by the same number."""
    judged = judge_plan(read_packaged_plan(controller))
    assert len(judged.audit.findings) == 14
    assert [one.severity for one in judged.audit.findings].count(Severity.ERROR) == 2
    page = text_of(controller, "plan-table", judged.plan.id, "outcome-2017")
    assert 'href="#granskning-1"' in page
    assert 'id="granskning-1"' in page


def test_workbook_when_opened_has_the_numbers_of_the_page(controller: Person) -> None:
    """A figure that changes on its way to a spreadsheet is worth nothing."""
    judged = judge_plan(read_packaged_plan(controller))
    content = write_plan_workbook(judged)
    rows = read_spreadsheet(content)
    transports = next(row for row in rows if row[:2] == ["2", "Sjuktransporter"])
    assert [float(one) for one in transports[2:8]] == [20, 15, 10, 3.7, 5, 0.37]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        outcome = packed.read("xl/worksheets/sheet4.xml").decode()
    assert "<v>-1.3</v>" in outcome
    assert content == write_plan_workbook(judged)


def test_paper_when_printed_is_a_document_with_every_table(controller: Person) -> None:
    """A board is handed paper."""
    plan = read_packaged_plan(controller)
    answer = controller.client.get(reverse("insight:plan-pdf", args=[plan.id]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_sheet_when_read_in_again_keeps_what_was_there(controller: Person) -> None:
    """Somebody who mends a table after the fact leaves a trace."""
    plan = read_packaged_plan(controller)
    sheet = list_packaged_sheets()[2]
    rows = [list(row) for row in sheet.rows]
    line = next(row for row in rows if row[0] == "2")
    line[5] = "0"
    again = read_sheet_in(actor=controller.actor, plan_id=plan.id, sheet=replace(sheet, rows=rows), now=NOON)
    assert again.reading == 2
    assert plan.sheets.filter(key="outcome-2017").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanSheet.objects.filter(id=again.id).update(title="annan")


def test_sheet_when_rows_are_wrong_tells_each_of_them_and_keeps_nothing(controller: Person) -> None:
    """A dry run that stops at the first fault is run ten times."""
    plan = open_plan(actor=controller.actor, title="Plan", about="", now=NOON)
    sheet = replace(
        list_packaged_sheets()[0],
        rows=[
            ["Nr", "Paket", "Effekt 2015"],
            ["", "utan nummer", "1"],
            ["1", "Bra", "1"],
            ["2", "Lång", "1", "2"],
        ],
    )
    assert [one.row for one in list_row_faults(sheet)] == [2, 4]
    with pytest.raises(UnreadablePlanRows):
        read_sheet_in(actor=controller.actor, plan_id=plan.id, sheet=sheet, now=NOON)
    assert not plan.sheets.exists()


def test_table_when_the_same_number_stands_twice_is_told_as_a_whole(controller: Person) -> None:
    """Rows that are each right can be wrong together."""
    sheet = replace(
        list_packaged_sheets()[0], rows=[["Nr", "Paket", "Effekt 2015"], ["1", "A", "1"], ["1", "B", "1"]]
    )
    faults = list_row_faults(sheet)
    assert len(faults) == 1
    assert "Samma nummer" in faults[0].what


def test_form_when_tried_shows_the_table_and_saves_nothing_until_it_is_read_in(controller: Person) -> None:
    """What one sees is what is then kept, also when it came out of a file."""
    plan = open_plan(actor=controller.actor, title="Plan", about="", now=NOON)
    told = {"title": "Plan 2030", "year": "2030", "unit": "Mkr", "blank": "zero", "source": "s. 1"}
    text = "Nr;Paket;Effekt 2031\n1;Bussar;5\nSumma;Summa;9"
    tried = send(controller, "read-sheet", plan.id, **told, text=text, verb="try")
    page = tried.content.decode()
    assert tried.status_code == 200
    assert "Bussar" in page
    assert "9 Mkr" in page
    assert not plan.sheets.exists()
    done = send(controller, "read-sheet", plan.id, **told, text=text, verb="read")
    assert done.status_code == 302
    assert plan.sheets.get().rows[1] == ["1", "Bussar", "5"]


def test_form_when_neither_file_nor_text_is_given_says_so(controller: Person) -> None:
    """An empty form is mended, not accepted."""
    plan = open_plan(actor=controller.actor, title="Plan", about="", now=NOON)
    told = {"title": "Plan 2030", "year": "2030", "unit": "Mkr", "blank": "zero", "source": "s. 1"}
    assert send(controller, "read-sheet", plan.id, **told, verb="read").status_code == 422
    assert not plan.sheets.exists()


def test_statement_when_it_speaks_against_a_cell_is_found_and_taken_back_again(controller: Person) -> None:
    """The text is evidence too; taking a sentence back leaves both rows."""
    plan = read_packaged_plan(controller)
    before = len(judge_plan(plan).audit.findings)
    row = state(
        actor=controller.actor,
        plan_id=plan.id,
        entry={"kind": "not_valued", "packages": ["7"], "page": "s. 9", "quote": "går inte att värdera"},
        now=NOON,
    )
    assert len(judge_plan(plan).audit.findings) == before + 1
    withdraw_statement(actor=controller.actor, plan_id=plan.id, statement_id=row.id, now=NOON)
    assert len(judge_plan(plan).audit.findings) == before
    assert plan.statements.filter(id=row.id).exists()
    with pytest.raises(NotFound):
        withdraw_statement(actor=controller.actor, plan_id=plan.id, statement_id=row.id, now=NOON)


def test_statement_when_it_names_no_package_of_the_plan_is_refused(controller: Person) -> None:
    """A sentence about nothing in the tables cannot be held against them."""
    plan = read_packaged_plan(controller)
    with pytest.raises(BadPlan):
        state(
            actor=controller.actor,
            plan_id=plan.id,
            entry={"kind": "too_early", "packages": ["99"], "page": "s. 9", "quote": "för tidigt"},
            now=NOON,
        )


def test_package_when_followed_up_shows_owner_method_and_evidence(controller: Person, leader: Person) -> None:
    """An outcome without its method and evidence level is not shown as one."""
    plan = read_packaged_plan(controller)
    assert "motsagt" in text_of(leader, "package", plan.id, "2")
    told = {"owner": "Sjukreseenheten", "metric": "kostnad per resa", "amount": "-1,3", "method": "bokslut"}
    assert send(controller, "follow-up-package", plan.id, "2", **told).status_code == 422
    done = send(controller, "follow-up-package", plan.id, "2", **told, evidence="booked")
    assert done.status_code == 302
    page = text_of(leader, "package", plan.id, "2")
    assert "Sjukreseenheten" in page
    assert "bokfört" in page
    judged = judge_plan(plan)
    assert judged.follow_ups["2"].amount_ore == -130_000_000


def test_package_when_nobody_knows_it_is_not_followed_up(controller: Person) -> None:
    """A follow-up hangs on a package of the plan."""
    plan = read_packaged_plan(controller)
    with pytest.raises(NotFound):
        follow_up_package(
            actor=controller.actor, plan_id=plan.id, package="99", terms=FollowUpTerms(owner="X"), now=NOON
        )
    with pytest.raises(InvalidField):
        follow_up_package(
            actor=controller.actor, plan_id=plan.id, package="2", terms=FollowUpTerms(amount_ore=1), now=NOON
        )


def test_comparison_when_shown_tells_what_a_package_was_and_became(controller: Person) -> None:
    """20 Mkr in the first plan had become 5 for the same year in the second."""
    plan = read_packaged_plan(controller)
    page = text_of(controller, "plan-comparison", plan.id)
    assert "<del>20 mkr</del>" in page or "<del>20</del>" in page
    unknown = controller.client.get(
        reverse("insight:plan-comparison", args=[plan.id]), {"fran": "finns-inte", "till": "plan-2014"}
    )
    assert unknown.status_code == 404


def test_leader_when_writing_is_refused(controller: Person, leader: Person) -> None:
    """Those who are judged by a plan do not read it in."""
    plan = read_packaged_plan(controller)
    with pytest.raises(NotAllowed):
        open_plan(actor=leader.actor, title="Egen", about="", now=NOON)
    with pytest.raises(NotAllowed):
        read_sheet_in(actor=leader.actor, plan_id=plan.id, sheet=list_packaged_sheets()[0], now=NOON)


def test_plan_when_opened_has_a_title_of_its_own_and_an_event(controller: Person) -> None:
    """Two plans of one name cannot be told apart in a list."""
    plan = open_plan(actor=controller.actor, title="  Plan   A ", about="", now=NOON)
    assert plan.title == "Plan A"
    assert Event.objects.filter(name="insight.plan_opened", aggregate_id=plan.id).exists()
    with pytest.raises(DuplicateId):
        open_plan(actor=controller.actor, title="Plan A", about="", now=NOON)
    with pytest.raises(InvalidField):
        open_plan(actor=controller.actor, title=" ", about="", now=NOON)


def test_plan_when_of_another_authority_is_not_there(controller: Person) -> None:
    """Plans do not cross the wall."""
    plan = read_packaged_plan(controller)
    stranger = make_person(*controller.actor.roles)
    with pytest.raises(NotFound):
        get_judged_plan(stranger.actor, plan.id)
    assert SavingsPlan.objects.filter(id=plan.id).exists()


def test_entry_when_it_holds_signs_of_the_form_is_read_as_text() -> None:
    """A quotation mark, a line break or a bracket in a quote is a quote, never another field."""
    entry = {"kind": "too_early", "packages": ["2"], "page": '"]\n[[table]]', "quote": "a\\b\u007f\nc"}
    book = read_book("T", list_packaged_sheets(), [entry])
    assert book.statements[0].page == '"]\n[[table]]'.strip()
    assert len(book.tables) == 3


def test_pages_when_plans_and_sentences_grow_ask_no_more(controller: Person) -> None:
    """A plan with seventeen statements costs what a plan with one does."""
    plan = open_plan(actor=controller.actor, title="Liten", about="", now=NOON)
    read_sheet_in(actor=controller.actor, plan_id=plan.id, sheet=list_packaged_sheets()[0], now=NOON)
    _, few = count_queries(controller.client, reverse("insight:plans"))
    _, small = count_queries(controller.client, reverse("insight:plan", args=[plan.id]))
    large = read_packaged_plan(controller)
    assert count_queries(controller.client, reverse("insight:plans"))[1] == few
    assert count_queries(controller.client, reverse("insight:plan", args=[large.id]))[1] == small
