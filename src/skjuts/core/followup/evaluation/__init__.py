"""Whether a measure worked, how sure that is, and what could have been seen at all."""

from skjuts.core.followup.evaluation.counts import CountFit, estimate_count_effect, fit_counts
from skjuts.core.followup.evaluation.design import ControlUse, Model, MonthlySeries
from skjuts.core.followup.evaluation.detectable import Detectable, find_detectable
from skjuts.core.followup.evaluation.effect import Effect, Estimate, estimate_effect
from skjuts.core.followup.evaluation.evaluating import Evaluation, evaluate_measure
from skjuts.core.followup.evaluation.exposure import ExposureRamp, step_at
from skjuts.core.followup.evaluation.placebo import PlaceboRank, rank_placebos
from skjuts.core.followup.evaluation.reported import (
    Implication,
    PrintedFigure,
    ReportedChange,
    read_implication,
)
from skjuts.core.followup.evaluation.sensitivity import Answer, Variant, ask_in_every_way, list_variants
from skjuts.core.followup.evaluation.series import form_series
from skjuts.core.followup.evaluation.verdict import (
    EffectVerdict,
    EvidenceLevel,
    Expectation,
    Finding,
    describe_only,
    judge_effect,
)

__all__ = [
    "Answer",
    "ControlUse",
    "CountFit",
    "Detectable",
    "Effect",
    "EffectVerdict",
    "Estimate",
    "Evaluation",
    "EvidenceLevel",
    "Expectation",
    "ExposureRamp",
    "Finding",
    "Implication",
    "Model",
    "MonthlySeries",
    "PlaceboRank",
    "PrintedFigure",
    "ReportedChange",
    "Variant",
    "ask_in_every_way",
    "describe_only",
    "estimate_count_effect",
    "estimate_effect",
    "evaluate_measure",
    "find_detectable",
    "fit_counts",
    "form_series",
    "judge_effect",
    "list_variants",
    "rank_placebos",
    "read_implication",
    "step_at",
]
