"""Big days: cut into blocks by space and time, planned side by side, borders redrawn each round."""

from skjuts.core.planning.decompose.rounds import LARGE_FROM, solve_large

__all__ = ["LARGE_FROM", "solve_large"]
