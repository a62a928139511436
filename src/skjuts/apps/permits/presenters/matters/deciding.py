"""What the form for deciding begins with: the rules' reasons, and the terms that a yes would have."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from skjuts.apps.permits.facts import suggest_terms
from skjuts.apps.permits.models import Assessment
from skjuts.apps.permits.presenters.matters.proposal import suggest_reasons
from skjuts.apps.permits.proposing import Proposal, Standing, read_verdicts
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent, Terms

TRIED = frozenset({"granted", "partly", "denied"})
"""Outcomes that try the matter itself."""


def suggest_decision(file: MatterFile, outcome: str) -> tuple[Terms, dict[str, Any]]:
    """The terms of a yes, and the form's first values."""
    terms = _terms(file) if outcome in {"granted", "partly"} else Terms()
    season = terms.season or (None, None)
    is_proposed = file.assessment is not None and file.assessment.proposed_outcome == outcome
    return terms, {
        "reasons": suggest_reasons(file.assessment) if file.assessment and is_proposed else "",
        "uses_judgement": True,
        "travel_modes": list(terms.travel_modes),
        "valid_from": terms.valid_from,
        "valid_to": terms.valid_to,
        "trips": terms.trips,
        "season_from": _write_season(season[0]),
        "season_to": _write_season(season[1]),
        "reassess_on": terms.reassess_on,
        "directions": [one.value for one in sorted(terms.directions)],
        "escorts": terms.escorts or None,
        "ride_alone": terms.ride_alone,
        "door_to_door": terms.door_to_door,
        "reserves_change": terms.reserves_change,
        "replaces": file.row.renews,
    }


def departs(file: MatterFile, outcome: str) -> bool:
    """Whether the outcome departs from what the rules proposed."""
    proposed = file.assessment.proposed_outcome if file.assessment else ""
    return outcome in TRIED and proposed not in {"", outcome}


def _terms(file: MatterFile) -> Terms:
    """What was asked for, cut to the rules' limits; by the mode asked for when the rules name none."""
    content = ApplicationContent.decode(file.row.content)
    newest = CertificateContent.decode(file.certificates[-1].content) if file.certificates else None
    assessment = file.assessment
    proposal = _read_proposal(assessment) if assessment else Proposal(standing=Standing.JUDGEMENT)
    suggested = suggest_terms(proposal, content, newest)
    if assessment and assessment.proposed_outcome in {"granted", "partly"}:
        return suggested
    asked = (newest.travel_mode if newest else None) or content.travel_mode
    return replace(suggested, travel_modes=(asked,) if asked else ())


def _read_proposal(assessment: Assessment) -> Proposal:
    return Proposal(
        standing=Standing(assessment.standing),
        outcome=assessment.proposed_outcome,
        travel_mode=assessment.proposed_mode,
        verdicts=read_verdicts(assessment.verdicts),
    )


def _write_season(day: int | None) -> str:
    """Month and day as the form reads them."""
    return "" if day is None else f"{day % 100}/{day // 100}"
