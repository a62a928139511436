"""What a drawn sample says of all lines, stratum by stratum and in öre: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skjuts.core.control import Projection, ShareInterval, Stratum, bound_share, project_amount


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A drawn line: its stratum, and the öre in error; None until somebody has judged it."""

    stratum: int
    error_ore: int | None


@dataclass(frozen=True, slots=True)
class StratumResult:
    """A stratum: from and to which amount, lines, drawn, judged, wrong; the share once all are judged."""

    from_ore: int
    to_ore: int | None
    lines: int
    drawn: int
    judged: int
    wrong: int
    share: ShareInterval | None


@dataclass(frozen=True, slots=True)
class SampleResult:
    """All strata, and the amount in error of all lines once every drawn line is judged."""

    strata: tuple[StratumResult, ...]
    projection: Projection | None

    @property
    def left(self) -> int:
        """Lines that wait to be judged."""
        return sum(one.drawn - one.judged for one in self.strata)


def judge_sample(strata: Sequence[Mapping[str, Any]], lines: Iterable[JudgedLine]) -> SampleResult:
    """What the judgements say. A sample that is not judged to the end says nothing of all lines yet."""
    kept = list(lines)
    results = []
    for number, stratum in enumerate(strata):
        own = [one for one in kept if one.stratum == number]
        errors = [one.error_ore for one in own if one.error_ore is not None]
        wrong = sum(1 for one in errors if one)
        is_whole = len(errors) == len(own)
        share = bound_share(wrong, len(own)) if is_whole else None
        results.append(
            StratumResult(
                stratum["from_ore"], stratum["to_ore"], stratum["lines"], len(own), len(errors), wrong, share
            )
        )
    is_done = all(one.share is not None for one in results)
    return SampleResult(tuple(results), _project(strata, kept) if is_done else None)


def _project(strata: Sequence[Mapping[str, Any]], lines: Sequence[JudgedLine]) -> Projection:
    told = []
    for number, stratum in enumerate(strata):
        errors = tuple(one.error_ore or 0 for one in lines if one.stratum == number)
        told.append(Stratum(str(number), stratum["lines"], errors))
    return project_amount(told)
