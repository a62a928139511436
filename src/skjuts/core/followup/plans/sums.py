"""Sums that cannot be right, and sums that can be right only through decimals that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skjuts.core.followup.plans.amounts import Interval
from skjuts.core.followup.plans.book import CellRef, LineKind, PlanBook, PlanTable, name_packages
from skjuts.core.followup.plans.findings import Explanation, Finding, FindingKind, Severity
from skjuts.core.followup.plans.identities import Identity, IdentityKind, Sums, judge

KINDS = {
    IdentityKind.DOWN: FindingKind.TOTAL_BROKEN,
    IdentityKind.TOTALS: FindingKind.TOTAL_BROKEN,
    IdentityKind.ACROSS: FindingKind.SUM_BROKEN,
    IdentityKind.REPEATED: FindingKind.PLAN_REPEATED_WRONG,
}
MOST_PARTS_SHOWN = 6


def find_broken(book: PlanBook, identities: list[Identity]) -> list[Finding]:
    """Sums that no rounding explains, and what would; totals linked to what they follow from."""
    found: list[Finding] = []
    order = sorted(identities, key=lambda one: _is_of_total(book, one))
    for identity in order:
        sums = judge(book, identity)
        if not sums.is_possible:
            found.append(_tell_broken(book, sums, found))
    return found


def find_hidden(
    book: PlanBook, identities: list[Identity], spans: Mapping[CellRef, Interval]
) -> Iterator[Finding]:
    """Years that add up to the accumulated amount only through decimals that were rounded away."""
    for identity in identities:
        sums = judge(book, identity)
        if identity.kind is not IdentityKind.ACROSS or not sums.is_possible or sums.is_plain:
            continue
        pinned = [at for at in identity.parts if _is_pinned(book, at, spans)]
        yield _tell_pinned(book, sums, pinned[0], identities, spans) if pinned else _tell_hidden(book, sums)


def explain(book: PlanBook, identity: Identity) -> Explanation | None:
    """The slip that gives the printed sum: a negative taken for zero, a lost sign, a part left out."""
    stated = book.get_cell(identity.stated).span
    plains = [book.get_cell(at).plain_ore for at in identity.parts]
    if stated is None or None in plains:
        return None
    known = [one for one in plains if one is not None]
    if min(known, default=0) < 0:
        if stated.holds(sum(max(0, one) for one in known)):
            return Explanation.NEGATIVE_AS_ZERO
        if stated.holds(sum(map(abs, known))):
            return Explanation.SIGN_LOST
    whole = sum(known)
    left_out = any(one and stated.holds(whole - one) for one in known)
    return Explanation.PART_LEFT_OUT if left_out else None


def _tell_broken(book: PlanBook, sums: Sums, before: list[Finding]) -> Finding:
    identity = sums.identity
    table = book.get_table(identity.stated.table)
    line = table.lines[identity.stated.line]
    explanation = explain(book, identity)
    cause = _find_cause(sums, before, is_total=line.kind is LineKind.TOTAL)
    said = (
        f"{_cap(book.name_cell(identity.stated))} är {_write_cell(book, identity.stated)} {table.unit}, men "
    )
    said += f"{_write_parts(book, identity)} blir {_write_sum(table, sums)}."
    said += _write_explanation(book, identity, explanation)
    if cause is not None:
        said += (
            f" Skillnaden {table.write(abs(sums.gap_ore))} är densamma som i {name_packages(cause.packages)}."
        )
    return Finding(
        KINDS[identity.kind],
        Severity.ERROR,
        table.id,
        (line.key,) if line.kind is LineKind.PACKAGE else (),
        identity.cells,
        said,
        explanation=explanation,
        gap_ore=sums.gap_ore,
        linked_to=() if cause is None else (cause.id,),
    )


def _find_cause(sums: Sums, before: list[Finding], *, is_total: bool) -> Finding | None:
    """An earlier finding of a package whose gap this total repeats."""
    if not is_total:
        return None
    near = sums.coarsest_ore // 20
    same = (one for one in before if one.packages and one.gap_ore and abs(one.gap_ore - sums.gap_ore) <= near)
    return next(same, None)


def _tell_hidden(book: PlanBook, sums: Sums) -> Finding:
    identity = sums.identity
    table = book.get_table(identity.stated.table)
    line = table.lines[identity.stated.line]
    span = (
        ""
        if sums.span is None
        else f" Det är möjligt: de tryckta talen rymmer {table.write_span(sums.span)}."
    )
    return Finding(
        FindingKind.HIDDEN_DECIMALS,
        Severity.INFO,
        table.id,
        (line.key,),
        identity.cells,
        f"{_cap(book.name_cell(identity.stated))} är {_write_cell(book, identity.stated)} {table.unit}, "
        f"medan {_write_parts(book, identity)} blir {_write_sum(table, sums)}. "
        f"Det stämmer bara om decimaler har rundats bort.{span}",
    )


def _tell_pinned(
    book: PlanBook, sums: Sums, at: CellRef, identities: list[Identity], spans: Mapping[CellRef, Interval]
) -> Finding:
    table = book.get_table(at.table)
    implied = _find_implied(book, at, identities)
    said = (
        f"{_cap(book.name_cell(at))} visas som {_write_cell(book, at)} {table.unit} men måste vara "
        f"{table.write_span(spans[at])} för att summorna ska gå ihop"
    )
    is_telling = implied is not None and spans[at].holds(implied)
    said += (
        f"; övriga tal i kolumnen ger {table.write(implied)}." if is_telling and implied is not None else "."
    )
    return Finding(
        FindingKind.CELL_PINNED,
        Severity.INFO,
        table.id,
        (table.lines[at.line].key,),
        (*sums.identity.cells, at),
        said,
    )


def _find_implied(book: PlanBook, at: CellRef, identities: list[Identity]) -> int | None:
    """What the total leaves for a cell when the rest of its column is exactly as printed."""
    for one in identities:
        if one.kind is IdentityKind.DOWN and at in one.parts:
            sums = judge(book, one)
            plain = book.get_cell(at).plain_ore
            return None if sums.plain_ore is None or plain is None else plain + sums.gap_ore
    return None


def _is_pinned(book: PlanBook, at: CellRef, spans: Mapping[CellRef, Interval]) -> bool:
    """Whether a cell cannot be exactly what it shows."""
    plain, span = book.get_cell(at).plain_ore, spans.get(at)
    return plain is not None and span is not None and not span.holds(plain)


def _write_parts(book: PlanBook, identity: Identity) -> str:
    shown = [at for at in identity.parts if book.get_cell(at).is_written]
    if len(shown) > MOST_PARTS_SHOWN or not shown:
        return f"summan av {len(shown)} tal"
    return " + ".join(_write_cell(book, at) for at in shown)


def _write_sum(table: PlanTable, sums: Sums) -> str:
    plain = "" if sums.plain_ore is None else table.write(sums.plain_ore)
    spans = "" if sums.span is None else table.write_span(sums.span)
    if not plain or sums.is_possible or not spans:
        return plain or spans
    return f"{plain} (med avrundning {spans})"


def _write_cell(book: PlanBook, at: CellRef) -> str:
    return book.get_cell(at).text.replace("-", "−") or "tomt"


def _write_explanation(book: PlanBook, identity: Identity, explanation: Explanation | None) -> str:
    below = [at for at in identity.parts if (book.get_cell(at).plain_ore or 0) < 0]
    named = ", ".join(f"{_write_cell(book, at)}" for at in below)
    if explanation is Explanation.NEGATIVE_AS_ZERO:
        return f" Det tryckta talet fås om det negativa utfallet {named} räknas som noll."
    if explanation is Explanation.SIGN_LOST:
        return f" Det tryckta talet fås om minustecknet i {named} har tappats."
    if explanation is Explanation.PART_LEFT_OUT:
        return " Det tryckta talet fås om en av delarna inte har räknats med."
    return ""


def _is_of_total(book: PlanBook, identity: Identity) -> bool:
    at = identity.stated
    return book.get_table(at.table).lines[at.line].kind is LineKind.TOTAL


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
