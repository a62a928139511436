"""What changed this month and why, in three sentences formed from the figures and nothing else."""

from skjuts.core.followup.telling.amounts import AmountScale, choose_scale
from skjuts.core.followup.telling.month import MonthStory, PartChange
from skjuts.core.followup.telling.sentences import EVIDENCE_WORDS, tell_month

__all__ = ["EVIDENCE_WORDS", "AmountScale", "MonthStory", "PartChange", "choose_scale", "tell_month"]
