"""The judge: whether a plan keeps every rule, and costs what it says."""

from skjuts.core.planning.checker.plan import check
from skjuts.core.planning.checker.verdict import Rule, Verdict, Violation

__all__ = ["Rule", "Verdict", "Violation", "check"]
