"""An invented day as a file that `skjuts plan` reads."""

from __future__ import annotations

from pathlib import Path

from skjuts.adapters.files import write_whole
from skjuts.adapters.roads.matrix_file import write_matrix_file
from skjuts.core.network.travel_times import Legs, Point, Profile, Provenance
from skjuts.core.planning.formats import write_problem
from skjuts.core.planning.formats.travel_form import MatrixFileForm
from skjuts.core.planning.problem import Problem

LARGEST_INLINE_PLACES = 600
"""Up to here the whole matrix stands in the day's own file (about seven megabytes)."""


def write_day(path: Path, problem: Problem) -> None:
    """Write a day; the travel times of a large one go to a matrix file beside it."""
    if len(problem.places) <= LARGEST_INLINE_PLACES:
        write_whole(path, write_problem(problem))
        return
    matrix_path = path.with_suffix(".matrix")
    points = [Point(place.lat, place.lon) for place in problem.places]
    provenance = Provenance(problem.travel.source, "", problem.travel.is_estimate)
    legs = Legs(problem.travel.legs, provenance)
    write_matrix_file(matrix_path, points, legs, dtype="uint32", unit_m=1, profile=Profile.CAR)
    write_whole(path, write_problem(problem, MatrixFileForm(path=matrix_path.name)))
