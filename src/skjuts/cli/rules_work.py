"""What `skjuts rules` does: read a book and a case, judge them, and show what came of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from skjuts.adapters.files import read_bounded
from skjuts.adapters.files.regulations import read_regulation
from skjuts.adapters.files.rule_books import read_document, read_rule_book
from skjuts.cli.consoles import answer_console
from skjuts.core.kernel.errors import InvalidField, InvalidInput
from skjuts.core.kernel.service_time import SWEDISH_TIME
from skjuts.core.rules import (
    STATUS_NAMES,
    BadRuleBook,
    RuleBook,
    RuleEngine,
    VerdictKind,
    VerdictRecord,
    read_json_facts,
)
from skjuts.core.rules.analysis import Finding, Severity, check_book
from skjuts.core.rules.presenting import PresentedTable, present_table
from skjuts.core.rules.record import StepRecord

CASE_LIMIT_BYTES = 1024 * 1024

_SEVERITY_TEXTS = {
    Severity.FAULT: "[red]fel[/]",
    Severity.CAUTION: "[yellow]varning[/]",
    Severity.NOTE: "[dim]not[/]",
}


def check_file(book_file: Path, day: str, *, with_tables: bool) -> bool:
    """Show what is wrong in a book; returns whether it is sound. Raises BadRuleBook."""
    console = answer_console()
    try:
        book = _read_book(book_file)
    except BadRuleBook as broken:
        _show_faults(console, broken)
        raise
    _show_edition(console, book)
    if with_tables:
        shown_day = _choose_day(book, day)
        for table in book.tables:
            _show_table(console, present_table(book, table, shown_day))
    found = check_book(book)
    _show_findings(console, found)
    return all(one.severity is not Severity.FAULT for one in found)


def try_case(book_file: Path, facts_file: Path, table: str, day: str, *, as_json: bool) -> None:
    """Show what a book proposes in a case; `table` is the last one when empty. Raises InvalidInput."""
    book = _read_book(book_file)
    facts = read_json_facts(book.every_fact, _read_facts(facts_file))
    travel_day = _choose_day(book, day)
    record = RuleEngine(book).decide(table or list(book.tables)[-1], facts, travel_day).record()
    if as_json:
        typer.echo(msgspec.json.format(record.encode(), indent=1).decode())
    else:
        _show_verdict(answer_console(), record)


def _read_book(path: Path) -> RuleBook:
    """A book of one file, or one that is put together of several beside its head."""
    root = read_document(path).root
    is_assembled = isinstance(root, dict) and not {"parts", "shared"}.isdisjoint(root)
    return read_regulation(path) if is_assembled else read_rule_book(path)


def _read_facts(path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(read_bounded(path, CASE_LIMIT_BYTES), type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise InvalidInput(
            f"Filen {path} är ingen JSON med uppgifter.",
            field=str(path),
            remedy='Skriv uppgifterna som {"age": 40, "can_use_bus": false}.',
        ) from None


def _choose_day(book: RuleBook, text: str) -> date:
    """The stated day; else today while the book is valid, and otherwise its last day or its first."""
    validity, today = book.edition.validity, datetime.now(SWEDISH_TIME).date()
    if text:
        return _read_day(text)
    return today if validity.covers(today) else validity.ends or validity.starts or today


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidField(
            f"”{text}” är inget datum.", field="--day", remedy="Skriv år-månad-dag, till exempel 2026-03-02."
        ) from None


def _show_faults(console: Console, broken: BadRuleBook) -> None:
    title = "Boken går inte att läsa"
    shown = RichTable("rad", "var", "fel", "gör så här", title=title, title_justify="left")
    for fault in broken.faults:
        shown.add_row(str(fault.line or ""), *map(escape, (fault.place, fault.message, fault.remedy)))
    console.print(shown)


def _show_edition(console: Console, book: RuleBook) -> None:
    edition = book.edition
    validity = edition.validity
    console.print(
        f"[bold]{escape(edition.title)}[/], version {escape(edition.version)}, {STATUS_NAMES[edition.status]}"
    )
    console.print(f"Gäller från {validity.starts or '–'} till {validity.ends or 'tills vidare'}.")
    dates = f"Uppdaterad {edition.updated or '–'}, faktagranskad {edition.fact_checked or '–'}"
    console.print(f"{dates}, nästa granskning {edition.next_review or '–'}.\n", style="dim")


def _show_table(console: Console, table: PresentedTable) -> None:
    shown = RichTable(title=f"{table.name} ({table.id})", caption=table.policy, title_justify="left")
    shown.add_column("rad")
    for column in table.columns:
        shown.add_column(column.name)
    for column in table.outcomes:
        shown.add_column(f"→ {column.name}", style="bold")
    shown.add_column("därför att")
    shown.add_column("stöd")
    for row in table.rows:
        cells = [cell.reading for cell in (*row.conditions, *row.outcome)]
        shown.add_row(*map(escape, (row.id, *cells, row.reason, row.law or "–")))
    console.print(shown)
    console.print()


def _show_findings(console: Console, found: list[Finding]) -> None:
    if not found:
        console.print("Inget att anmärka.")
        return
    shown = RichTable("", "var", "vad", title="Att se över", title_justify="left")
    order = list(_SEVERITY_TEXTS)
    for one in sorted(found, key=lambda finding: order.index(finding.severity)):
        shown.add_row(_SEVERITY_TEXTS[one.severity], escape(one.place), escape(one.text))
    console.print(shown)


def _show_verdict(console: Console, record: VerdictRecord) -> None:
    console.print(f"[bold]{escape(record.summary)}[/]")
    for caution in record.cautions:
        console.print(f"[yellow]Obs:[/] {escape(caution)}")
    for step in record.chain:
        console.print(f"\n[bold]{escape(step.name)}[/]")
        _show_step(console, step)
    if record.parameters:
        shown = RichTable("belopp och gränser", "värde", "gäller", "källa", title_justify="left")
        for one in record.parameters:
            valid = f"{one.valid_from or '…'} – {one.valid_to or '…'}"
            shown.add_row(*map(escape, (one.name, one.text, valid, one.source)))
        console.print()
        console.print(shown)
    stamp = record.book
    told = f"{stamp.title}, version {stamp.version} ({stamp.hash[:12]}), resdag {record.travel_day}."
    console.print(f"\n{escape(told)} Ett förslag: beslut fattas av en människa.", style="dim")


def _show_step(console: Console, step: StepRecord) -> None:
    for row in step.matched:
        doubt = "" if row.is_certain else "kanske: "
        told = f"({row.row}; {row.law or 'utan stöd'})"
        console.print(f"  {doubt}{escape(row.reason)} [dim]{escape(told)}[/]")
    if step.kind is VerdictKind.COMPLETE:
        for fact in step.missing:
            console.print(f"  Saknas: {escape(fact.question)}")
    for miss in step.near_misses:
        would = f" Då: {' eller '.join(miss.would_give)}." if miss.would_give else ""
        console.print(escape(f"  Nära ({miss.row}): {miss.text}.{would}"), style="dim")
