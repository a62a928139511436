"""docs/reference/rule-handbook: each region's rules as people read them, with the cases that are tried.

In Swedish, for the case officers who answer for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

from skjuts.adapters.files.regulations import read_regulation, read_worked_cases
from skjuts.adapters.files.rule_books import read_document
from skjuts.core.regulations.assembling import list_neighbours
from skjuts.core.regulations.cases import LADDER, Case, describe_facts
from skjuts.core.regulations.library import list_reforms
from skjuts.core.rules import EVIDENCE_NAMES, STATUS_NAMES, Evidence, RuleBook, Value
from skjuts.core.rules.presenting import PresentedRow, present_table
from skjuts.core.rules.values import write_prose_value

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "src" / "skjuts" / "core" / "regulations"
FOLDER = "docs/reference/rule-handbook"
NOT_DONE = "inte än"
HIDDEN = {"row", "near", "passed", "possible"}
"""What a case expects for the tests alone."""

CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "Vem och vad som omfattas": (
        "coverage", "purpose_coverage", "person_coverage", "place_coverage", "cost_bearer", "overnight",
    ),
    "Färdsättets trappa": ("grant",),
    "Ledsagare": ("escorts",),
    "Intyg och tillstånd": ("issuers", "permit_limits", "permit_quota", "downtime"),
    "Beställning och samåkning": ("ordering", "pooling_limits", "arrival_wave", "return_wave"),
    "Ersättning i efterhand": ("claim_time", "claim_proof", "claim_window"),
    "Beslut, prövning och färdtjänst": (
        "review_routes", "paratransit_permit", "national_paratransit_permit", "paratransit_authority",
    ),
}  # fmt: skip
STEPS = "Färdsättets trappa"
FEES = "Avgifter"
"""The chapter of every table that no other chapter names."""

INDEX_HEAD = """\
# Regelhandboken

Regionernas regler som de är inlagda i Skjuts, en sida för varje region. Skriven ur regelböckerna i
[core/regulations](../../../src/skjuts/core/regulations/README.md) av `./run docs`; varje räkneexempel prövas
vid varje ändring. Reglerna föreslår; en namngiven handläggare beslutar. Det som inte är belagt är märkt, och
där en regel inte har hittats står det att handläggaren bedömer. Källornas beteckningar (S18) förklaras i
[källförteckningen](../../../src/skjuts/core/regulations/SOURCES.md).

| region | status | uppdaterad | faktagranskad | nästa granskning | rader | räkneexempel |
|---|---|---|---|---|---|---|
"""


def write_handbook_index() -> str:
    """Return the list of regions."""
    return INDEX_HEAD + "".join(f"{_index_row(head)}\n" for head in _list_heads())


def write_handbook_page(region: str) -> str:
    """Return a region's page: who answers for it, its reforms, its tables, its cases."""
    book, head = _book_of(region), BOOKS / region / "book.yaml"
    own = {
        table for name in list_neighbours(read_document(head), "parts") for table in _tables_in(head, name)
    }
    printer = _Printer(book, own, read_worked_cases(head, book))
    chapters = [line for name, tables in _sort_tables(book) for line in printer.print_chapter(name, tables)]
    return "\n".join([*_print_head(book), *_print_reforms(book), *chapters, *_print_fee_cases(region)]) + "\n"


def list_handbook_pages() -> dict[str, Callable[[], str]]:
    """Every page of the handbook by its path."""
    pages: dict[str, Callable[[], str]] = {f"{FOLDER}/README.md": write_handbook_index}
    for head in _list_heads():
        region = head.parent.name
        pages[f"{FOLDER}/{region}.md"] = partial(write_handbook_page, region)
    return pages


def _list_heads() -> list[Path]:
    return sorted(BOOKS.glob("*/book.yaml"))


@cache
def _book_of(region: str) -> RuleBook:
    return read_regulation(BOOKS / region / "book.yaml")


def _tables_in(head: Path, name: str) -> Iterable[str]:
    root = read_document(head.parent / name).root
    tables = root.get("tables") if isinstance(root, Mapping) else None
    return tables if isinstance(tables, Mapping) else ()


def _index_row(head: Path) -> str:
    region = head.parent.name
    book = _book_of(region)
    edition = book.edition
    cases = len(read_worked_cases(head, book)) + len(_list_fee_cases(region))
    rows = sum(len(table.rows) for table in book.tables.values())
    cells = [
        f"[{edition.title}]({region}.md)", STATUS_NAMES[edition.status], _day(edition.updated),
        _day(edition.fact_checked), _day(edition.next_review), str(rows), str(cases),
    ]  # fmt: skip
    return _row(cells)


def _print_head(book: RuleBook) -> list[str]:
    edition = book.edition
    until = f" till {_day(edition.validity.ends)}" if edition.validity.ends else ""
    starts = f"från {_day(edition.validity.starts)}" if edition.validity.starts else "utan angiven början"
    checker = f", {edition.fact_checker}" if edition.fact_checker else ""
    return [
        f"# {edition.title}",
        "",
        "Skriven ur regelboken av `./run docs`. Reglerna föreslår; en namngiven handläggare beslutar.",
        "",
        "| | |",
        "|---|---|",
        _row(["Status", f"{STATUS_NAMES[edition.status]}, version {edition.version}"]),
        _row(["Gäller", f"{starts}{until}"]),
        _row(["Uppdaterad", _day(edition.updated)]),
        _row(["Faktagranskad", f"{_day(edition.fact_checked)}{checker}"]),
        _row(["Redaktör", edition.editor]),
        _row(["Nästa granskning", _day(edition.next_review)]),
        "",
        edition.note,
        "",
    ]


def _print_reforms(book: RuleBook) -> Iterator[str]:
    reforms = list_reforms(book)
    if not reforms:
        return
    yield from (
        "## Belopp och gränser som har ändrats",
        "",
        "| dag | vad | från | till | källa |",
        "|---|---|---|---|---|",
    )
    for reform in reforms:
        for one in reform.amounts:
            kind, unit = one.parameter.kind, one.parameter.unit
            values = [
                write_prose_value(kind, each.value, unit) if each else "–" for each in (one.before, one.after)
            ]
            after = one.after.provenance if one.after else None
            mark, source = (after.mark, after.source) if after else ("", "inget senare värde hittat")
            yield _row([_day(reform.day), one.parameter.name, values[0], f"{values[1]}{mark}", source])
    yield ""


def _sort_tables(book: RuleBook) -> Iterator[tuple[str, list[str]]]:
    """The chapters in order, each with its tables; steps of the ladder in the order of the ladder."""
    named = {table for tables in CHAPTERS.values() for table in tables}
    for chapter, tables in CHAPTERS.items():
        steps = [id_ for id_ in book.tables if id_.startswith("fits_")] if chapter == STEPS else []
        yield chapter, [*_in_order(book, steps), *(id_ for id_ in tables if id_ in book.tables)]
    yield FEES, [id_ for id_ in book.tables if id_ not in named and not id_.startswith("fits_")]


def _in_order(book: RuleBook, steps: Sequence[str]) -> list[str]:
    modes = ["remote_care", "mobile_team", "nearer_unit"]
    fact = book.every_fact.get("travel_mode")
    order = [f"fits_{mode}" for mode in (*modes, *(fact.choices if fact else ()))]
    return sorted(steps, key=order.index)


class _Printer:
    """Prints the tables of a book with their cases."""

    def __init__(self, book: RuleBook, own: set[str], cases: Sequence[Case]) -> None:
        self._book = book
        self._own = own
        self._cases = cases
        self._day = book.edition.updated or date.today()  # noqa: DTZ011 - every shipped book says when

    def print_chapter(self, name: str, tables: Sequence[str]) -> Iterator[str]:
        """A heading and the chapter's tables; nothing when there are none."""
        if not tables:
            return
        yield from (f"## {name}", "")
        for id_ in tables:
            yield from self._print_table(id_)
        if name == STEPS:
            yield from self._print_cases(LADDER, "Hela trappan")

    def _print_table(self, id_: str) -> Iterator[str]:
        table = present_table(self._book, id_, self._day)
        shared = "" if id_ in self._own else " Gemensam för landet, där regionen inte säger annat."
        yield from (f"### {table.name}", "", f"{table.policy}{shared} {table.note}".strip(), "")
        names = [*(one.name for one in table.columns), *(f"**{one.name}**" for one in table.outcomes)]
        yield _row([*names, "därför", "stöd", "källa"])
        yield _row(["---"] * (len(names) + 3))
        yield from (_row(_cells(row)) for row in table.rows)
        yield ""
        yield from self._print_cases(id_, "Räkneexempel")

    def _print_cases(self, table: str, title: str) -> Iterator[str]:
        cases = [case for case in self._cases if case.table == table]
        if not cases:
            return
        yield from (f"**{title}**", "")
        if table == LADDER:
            told = describe_facts(_list_usual(cases), self._book)
            yield from (f"Där fallet inte säger annat gäller {'; '.join(told)}.", "")
        yield from ("| fall | uppgifter | förslag |", "|---|---|---|")
        for case in cases:
            facts = "; ".join(describe_facts(case.own, self._book)) or "–"
            yield _row([case.title, facts, self._tell_expected(case)])
        yield ""

    def _tell_expected(self, case: Case) -> str:
        every = self._book.every_fact
        expected = {name: text for name, text in case.expected.items() if name not in HIDDEN}
        asked = expected.pop("missing", "")
        questions = [every[name.strip()].question for name in asked.split(",") if name.strip()]
        trips = expected.pop("avoided_trips", "0")
        avoided = [f"{trips} enkelresor behövs inte"] if trips != "0" else []
        return "; ".join([*expected.values(), *questions, *avoided])


def _list_usual(cases: Sequence[Case]) -> dict[str, Value]:
    """What the cases take for granted unless they say otherwise."""
    return {name: value for case in cases for name, value in case.facts.items() if name not in case.own}


def _cells(row: PresentedRow) -> list[str]:
    mark = "" if row.evidence is Evidence.SOURCED else f" ({EVIDENCE_NAMES[row.evidence]})"
    return [
        *(cell.reading for cell in row.conditions),
        *(f"**{cell.reading}**" if not cell.is_empty else cell.reading for cell in row.outcome),
        row.reason, row.law or "–", f"{row.source}{mark}",
    ]  # fmt: skip


def _list_fee_cases(region: str) -> list[Mapping[str, object]]:
    path = BOOKS / region / "fee_cases.yaml"
    root = read_document(path).root if path.exists() else None
    cases = root.get("cases") if isinstance(root, Mapping) else None
    return [case for case in cases if isinstance(case, Mapping)] if isinstance(cases, list) else []


def _print_fee_cases(region: str) -> Iterator[str]:
    cases = _list_fee_cases(region)
    if cases:
        yield from ("### Räkneexempel för avgifter", "", "| fall | dag | uträkning |", "|---|---|---|")
        for case in cases:
            yield _row([str(case["case"]), str(case.get("day", "flera resor")), str(case["why"])])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/').replace('\n', ' ') for cell in cells)} |"


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOT_DONE
