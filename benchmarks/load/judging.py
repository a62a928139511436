"""From single answers, and what the house says of itself, to rows with targets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.load.answers import Answered
from benchmarks.rows import Row

P95_MS, LONGEST_MS, SEARCH_P95_MS, SEAL_LAG_S = 300, 2000, 150, 10
SLOWEST = 8
FIRST_ERROR = 400
_SAMPLE = re.compile(r"^(\w+)\{([^}]*)\} ([0-9.e+-]+)$", re.MULTILINE)
_LABEL = re.compile(r'(\w+)="([^"]*)"')


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which a share of all lies (nearest rank); None of nothing."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)] if ordered else None


def judge_answers(found: Sequence[Answered], rate: float, seconds: float) -> list[Row]:
    """The targets, then each kind, then the slowest pages."""
    everything = [one.latency_s for one in found]
    searches = [one.latency_s for one in found if one.kind == "search"]
    errors = [one for one in found if one.status == 0 or one.status >= FIRST_ERROR]
    rows = [
        Row("answer, 95th percentile", _ms(percentile(everything, 0.95)), "ms", P95_MS),
        Row("answer, longest", _ms(max(everything, default=None)), "ms", LONGEST_MS),
        Row("errors", len(errors), "answers", 0),
        Row("patient search, 95th percentile", _ms(percentile(searches, 0.95)), "ms", SEARCH_P95_MS),
        Row("answers", len(found), f"of {rate * seconds:.0f} planned on average"),
        Row(
            "generator's own delay, 99th percentile",
            _ms(percentile([one.late_s for one in found], 0.99)),
            "ms",
        ),
    ]
    return [*rows, *_kinds(found), *_slowest(found), *_faults(errors)]


def judge_house(text: str) -> list[Row]:
    """Sealing at the end, and questions to the database by route, from /metrics."""
    lag = re.search(r"^skjuts_seal_lag_seconds ([0-9.e+-]+)$", text, re.MULTILINE)
    rows = [Row("sealing lag at the end", round(float(lag[1]), 1) if lag else None, "s", SEAL_LAG_S)]
    counts, sums = (
        _by_route(text, "skjuts_request_queries_count"),
        _by_route(text, "skjuts_request_queries_sum"),
    )
    means = {route: sums.get(route, 0.0) / count for route, count in counts.items() if count}
    for route, mean in sorted(means.items(), key=lambda pair: -pair[1])[:SLOWEST]:
        rows.append(Row(f"questions to the database, {route}", round(mean, 1), "an answer"))
    return rows


def _kinds(found: Iterable[Answered]) -> list[Row]:
    by_kind: dict[str, list[float]] = defaultdict(list)
    for one in found:
        by_kind[one.kind].append(one.latency_s)
    rows = []
    for kind, values in sorted(by_kind.items()):
        rows.append(Row(f"{kind}: median", _ms(percentile(values, 0.5)), "ms"))
        rows.append(Row(f"{kind}: 95th percentile", _ms(percentile(values, 0.95)), "ms"))
    return rows


def _slowest(found: Iterable[Answered]) -> list[Row]:
    by_label: dict[str, list[float]] = defaultdict(list)
    for one in found:
        by_label[one.label].append(one.took_s)
    ranked = sorted(by_label.items(), key=lambda pair: -(percentile(pair[1], 0.95) or 0.0))
    return [
        Row(
            f"slowest pages: {label} ({len(values)} times), 95th percentile",
            _ms(percentile(values, 0.95)),
            "ms",
        )
        for label, values in ranked[:SLOWEST]
    ]


def _faults(errors: Iterable[Answered]) -> list[Row]:
    """Which pages failed, and how."""
    counted: dict[str, int] = defaultdict(int)
    for one in errors:
        counted[f"{one.label}: {one.status or 'no answer'}"] += 1
    return [Row(f"error: {what}", count, "answers") for what, count in sorted(counted.items())]


def _by_route(text: str, name: str) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    for sample in _SAMPLE.finditer(text):
        if sample[1] == name:
            labels = dict(_LABEL.findall(sample[2]))
            found[f"{labels.get('method', '')} {labels.get('route', '')}"] += float(sample[3])
    return found


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 1)
