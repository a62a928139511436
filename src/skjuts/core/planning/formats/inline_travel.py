"""Travel times that need nothing outside the form: a written matrix, or a straight line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import InvalidField, MatrixHole
from skjuts.core.network.matrix import TravelMatrix, build_matrix
from skjuts.core.network.place import Place
from skjuts.core.network.straight_line import CAR_BANDS, DistanceBand, StraightLine
from skjuts.core.network.travel_times import Profile
from skjuts.core.planning.formats.times import LARGEST_DISTANCE_M
from skjuts.core.planning.formats.travel_form import Cell, MatrixForm, StraightLineForm, TravelForm


def travel_in_form(travel: TravelForm, places: tuple[Place, ...]) -> TravelMatrix:
    """The matrix of a form that is complete in itself.

    Raises `MatrixHole` for a matrix with a hole or of the wrong size, and `InvalidField` for the
    kinds that point outside the form.
    """
    if isinstance(travel, MatrixForm):
        return TravelMatrix(_legs(travel, places), travel.source, travel.is_estimate)
    if isinstance(travel, StraightLineForm):
        return _straight_line(travel, places)
    raise InvalidField(
        "Restiderna finns utanför underlaget och kan inte hämtas här.",
        field="travel.kind",
        remedy="Skriv in matrisen i underlaget, eller läs det med kommandot skjuts plan.",
    )


def _straight_line(travel: StraightLineForm, places: tuple[Place, ...]) -> TravelMatrix:
    starts = [band.from_m for band in travel.bands]
    if starts and (starts[0] != 0 or any(a >= b for a, b in pairwise(starts))):
        raise InvalidField(
            "Banden för fågelvägen ligger i fel ordning.",
            field="travel.bands",
            remedy="Låt det första bandet börja på 0 meter och nästa alltid längre bort.",
        )
    bands = tuple(DistanceBand(band.from_m, band.detour, band.speed_kmh) for band in travel.bands)
    return build_matrix(places, StraightLine({Profile.CAR: bands or CAR_BANDS}))


def _legs(travel: MatrixForm, places: tuple[Place, ...]) -> NDArray[np.int32]:
    seconds = _table("travel.seconds", travel.seconds, places)
    metres = _table("travel.metres", travel.metres, places)
    return np.stack([seconds, metres], axis=2)


def _table(field: str, rows: tuple[tuple[Cell, ...], ...], places: tuple[Place, ...]) -> NDArray[np.int32]:
    _require_square(field, rows, len(places))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None or not 0 <= cell <= LARGEST_DISTANCE_M:
                raise MatrixHole(
                    f"Restidsmatrisen har {'inget värde' if cell is None else f'värdet {cell}'} "
                    f"från {places[number].id} till {places[column].id}.",
                    field=f"{field}[{number}][{column}]",
                )
    return np.array(rows, dtype=np.int32).reshape(len(places), len(places))


def _require_square(field: str, rows: tuple[tuple[Cell, ...], ...], size: int) -> None:
    if len(rows) != size:
        raise MatrixHole(
            f"Restidsmatrisen har {len(rows)} rader, men underlaget har {size} platser.", field=field
        )
    for number, row in enumerate(rows):
        if len(row) != size:
            raise MatrixHole(
                f"Restidsmatrisens rad {number} har {len(row)} tal, men underlaget har {size} platser.",
                field=f"{field}[{number}]",
            )
