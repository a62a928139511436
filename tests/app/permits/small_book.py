"""A small invented book: covered or not, bus or taxi, escorts, and how much a permit may hold."""

from __future__ import annotations

from typing import Any

from skjuts.core.rules import Document, RuleBook, read_book

EVIDENCE = {"law": "påhittad 1 §", "source": "påhittat regelverk", "evidence": "sourced"}


def make_book(*, walking_m: int = 500, trips: int = 20, extra_denied: str = "") -> RuleBook:
    """The book; a shorter walk, fewer trips or a further purpose refused make it tighter."""
    return read_book(Document(write_small_book(walking_m=walking_m, trips=trips, extra_denied=extra_denied)))


def write_small_book(*, walking_m: int, trips: int, extra_denied: str) -> dict[str, Any]:
    """The written form."""
    refused = "vaccination" if not extra_denied else f"vaccination eller {extra_denied}"
    return {
        "book": {
            "id": "liten",
            "title": "Liten bok",
            "region": "norr",
            "version": f"{walking_m}-{trips}-{extra_denied or 'inget'}",
            "valid": {"from": "2020-01-01"},
            "status": "in_force",
        },
        "facts": _facts(),
        "parameters": {
            "most_trips": {
                "name": "det högsta antalet resor",
                "kind": "integer",
                "unit": "resa, resor",
                "values": [{"value": f"{trips} resor", **EVIDENCE}],
            }
        },
        "tables": _tables(refused, walking_m),
    }


def _tables(refused: str, walking_m: int) -> dict[str, Any]:
    return {
        "coverage": _table(
            "coverage",
            {"covered": "omfattas", "not_covered": "omfattas inte"},
            [
                ("refused", {"purpose": refused}, "omfattas inte"),
                ("rest", {"purpose": f"inte {refused}"}, "omfattas"),
            ],
        ),
        "fits_public_transport": _table(
            "fits_public_transport",
            {"yes_fits": "passar", "no_fit": "passar inte"},
            [
                ("short", {"walking_limit": f"under {walking_m} m"}, "passar inte"),
                (
                    "late",
                    {"walking_limit": f"minst {walking_m} m", "timetable_fits": "nej"},
                    "passar inte",
                ),
                ("bus", {"walking_limit": f"minst {walking_m} m", "timetable_fits": "ja"}, "passar"),
            ],
        ),
        "fits_shared_taxi": _table(
            "fits_shared_taxi",
            {"yes_fits": "passar", "officer": "handläggaren bedömer"},
            [
                ("alone", {"rides_with_others": "nej"}, "handläggaren bedömer"),
                ("shared", {"rides_with_others": "ja"}, "passar"),
            ],
        ),
        "permit_limits": _table(
            "limit_ruling",
            {"within": "ryms", "beyond": "mer än regeln ger"},
            [
                ("within", {"asked_trips": "högst {most_trips}"}, "ryms"),
                ("beyond", {"asked_trips": "över {most_trips}"}, "mer än regeln ger"),
            ],
        ),
    }


def _facts() -> dict[str, Any]:
    purposes = {"care": "vård", "vaccination": "vaccination", "wellness": "friskvård"}
    return {
        "purpose": {"name": "ändamålet", "kind": "choice", "choices": purposes, "question": "Vad?"},
        "walking_limit": {"name": "gångförmågan", "kind": "metres", "question": "Hur långt?"},
        "timetable_fits": {"name": "tidtabellen räcker", "kind": "bool", "question": "Passar bussen?"},
        "rides_with_others": {"name": "åker med andra", "kind": "bool", "question": "Med andra?"},
        "asked_trips": {
            "name": "antalet resor",
            "kind": "integer",
            "unit": "resa, resor",
            "question": "Hur många?",
        },
    }


def _table(
    outcome: str, choices: dict[str, str], rows: list[tuple[str, dict[str, str], str]]
) -> dict[str, Any]:
    return {
        "name": outcome,
        "policy": "first",
        "outcomes": {outcome: {"name": "prövningen", "kind": "choice", "choices": choices}},
        "rows": [
            {"id": id_, "when": when, "then": {outcome: then}, "reason": "Så är regeln.", **EVIDENCE}
            for id_, when, then in rows
        ],
    }
