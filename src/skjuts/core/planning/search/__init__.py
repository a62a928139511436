"""The compiled search: anytime, seeded, and repeatable when it counts iterations.

It works on tables (`arrays`) compiled from a problem (`encode`) and knows a plan only as node
sequences; `core.planning.solve` turns those into a plan that people and the checker can read.
"""

from skjuts.core.planning.search.crew import run_together
from skjuts.core.planning.search.driver import Budget, OnProgress, Progress, Search, Settings
from skjuts.core.planning.search.encode import Encoded, encode

__all__ = ["Budget", "Encoded", "OnProgress", "Progress", "Search", "Settings", "encode", "run_together"]
