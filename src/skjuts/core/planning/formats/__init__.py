"""The JSON forms of problem and plan with their schema; `foreign` reads what research uses."""

from skjuts.core.planning.formats.problem_reading import read_problem
from skjuts.core.planning.formats.problem_writing import write_problem
from skjuts.core.planning.formats.schema import schema
from skjuts.core.planning.formats.solution_reading import PlanDocument, read_solution
from skjuts.core.planning.formats.solution_writing import write_solution

__all__ = ["PlanDocument", "read_problem", "read_solution", "schema", "write_problem", "write_solution"]
