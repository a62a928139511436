"""An invented book with one table of 32 rows and four inputs, and cases drawn at random for it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from skjuts.core.rules import Document, RuleBook, read_book

TABLE = "fee"
DAY = date(2026, 3, 2)
SEED = 20_260_302
MODES = {"bus": "buss", "car": "egen bil", "line": "sjukreselinje", "taxi": "taxi", "stretcher": "liggande"}
AGES = ("under 20 år", "minst 20 år och under 65 år", "minst 65 år och under 85 år", "minst 85 år")
DISTANCES = ("under {near}", "minst {near} och under 200 km")


def make_book() -> RuleBook:
    """Four ages by two distances by four of the modes, each row with its own amount."""
    modes = list(MODES.items())[1:]
    rows = []
    for i in range(32):
        mode, age, distance = modes[i // 8], AGES[i % 4], DISTANCES[i // 4 % 2]
        when = {"mode": mode[1], "age": age, "distance": distance}
        if i % 3 == 0:
            when["escort"] = "ja" if i % 2 else "nej"
        reason = "En resa med {mode} kostar {fee} för den som är {age} och reser {distance}."
        rows.append({"id": f"r{i + 1}", "when": when, "then": {"fee": f"{50 + 5 * i} kr"}, "reason": reason,
                     "law": f"{i + 1} §", "source": "påhittat", "evidence": "sourced"})  # fmt: skip
    near = {"value": "51 km", "source": "påhittat", "evidence": "sourced"}
    outcome = {"name": "avgiften", "kind": "money"}
    return read_book(
        Document(
            {
                "book": {"id": "b", "title": "Mätbok", "region": "x", "version": "1", "status": "in_force"},
                "facts": {
                    "mode": {"name": "färdsättet", "kind": "choice", "choices": dict(MODES)},
                    "age": {"name": "åldern", "kind": "integer", "unit": "år", "most": "120 år"},
                    "distance": {"name": "avståndet", "kind": "metres"},
                    "escort": {"name": "har ledsagare", "kind": "bool"},
                },
                "parameters": {"near": {"name": "karensavståndet", "kind": "metres", "values": [near]}},
                "tables": {
                    TABLE: {"name": "Avgift", "policy": "first", "outcomes": {"fee": outcome}, "rows": rows}
                },
            }
        )
    )


def draw_cases(count: int) -> list[dict[str, Any]]:
    """Cases with every fact known."""
    draw = random.Random(SEED)
    return [
        {
            "mode": draw.choice(list(MODES)),
            "age": draw.randint(0, 100),
            "distance": draw.randint(0, 250_000),
            "escort": draw.random() < 0.3,
        }
        for _ in range(count)
    ]
