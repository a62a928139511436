"""A table on its way in: out of the form's file or text, tried before it is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.plan_rows import DryRun, read_text_rows, try_in_plan
from skjuts.apps.insight.facts.written_plans import WrittenSheet
from skjuts.apps.insight.forms.plans import ReadSheetForm
from skjuts.apps.insight.models import PlanSheet, SavingsPlan
from skjuts.apps.insight.queries.plans import list_sheets, list_statements, write_sheet
from skjuts.apps.registry.facts.import_files import read_rows
from skjuts.core.kernel.errors import InvalidInput

START = {"unit": PlanSheet.Unit.MKR, "blank": PlanSheet.Blank.ZERO}


def form_sheet(
    request: HttpRequest, sheets: Sequence[PlanSheet]
) -> tuple[ReadSheetForm, WrittenSheet | None]:
    """The form, and the table in it when both are whole. What a file held is shown as text from then on."""
    if request.method != "POST":
        return ReadSheetForm(sheets=sheets, initial=START), None
    form = ReadSheetForm(request.POST, request.FILES, sheets=sheets)
    if not form.is_valid():
        return form, None
    file = form.cleaned_data["file"]
    try:
        rows = read_rows(file.read()) if file else read_text_rows(form.cleaned_data["text"])
    except InvalidInput as refusal:
        form.add_refusal(type(refusal)(refusal.message, field="file" if file else "text"))
        return form, None
    if not rows:
        form.add_error("text", _("Välj en fil eller klistra in tabellen."))
        return form, None
    told = request.POST.copy()
    told["text"] = _write_rows(rows)
    form.data = told
    return form, _write(form, rows, [one.key for one in sheets])


def try_sheet(plan: SavingsPlan, sheet: WrittenSheet, form: ReadSheetForm) -> DryRun:
    """What the plan would say with the table in it; faults of rows are shown beside the form."""
    others = [write_sheet(one) for one in list_sheets(plan) if one.key != sheet.key]
    tried = try_in_plan(plan.title, others, sheet, [one.entry for one in list_statements(plan)])
    if tried.faults and not form.errors:
        form.add_error("text", _("Rätta raderna som räknas upp ovanför formuläret."))
    return tried


def _write(form: ReadSheetForm, rows: list[list[str]], taken: list[str]) -> WrittenSheet:
    told = form.cleaned_data
    key = told["replaces"] or _choose_key(told["title"], taken)
    return WrittenSheet(
        key=key,
        title=told["title"],
        year=told["year"],
        unit=told["unit"],
        blank=told["blank"],
        source=told["source"],
        population=told["population"],
        rows=rows,
    )


def _choose_key(title: str, taken: list[str]) -> str:
    bare = slugify(title)[:50] or "tabell"
    numbered = (f"{bare}-{number}" for number in range(2, len(taken) + 3))
    return bare if bare not in taken else next(one for one in numbered if one not in taken)


def _write_rows(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()
