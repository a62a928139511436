"""How a problem says where its travel times come from.

`matrix` and `straight_line` are complete in themselves. `matrix_file` and `roads` point outside
the form; whoever reads the form resolves them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from skjuts.core.planning.formats.form import Form
from skjuts.core.planning.formats.times import Metres

Cell = int | None


class MatrixForm(Form, frozen=True, kw_only=True, tag_field="kind", tag="matrix"):
    """Free-flow seconds and metres from each place (row) to each place (column), in their order."""

    source: str
    is_estimate: bool = False
    seconds: tuple[tuple[Cell, ...], ...]
    metres: tuple[tuple[Cell, ...], ...]


class MatrixFileForm(Form, frozen=True, kw_only=True, tag_field="kind", tag="matrix_file"):
    """A matrix in a file of its own; `path` is relative to the file of the problem."""

    path: Annotated[str, Meta(min_length=1)]


class BandForm(Form, frozen=True, kw_only=True):
    """How roads behave beyond `from_m` metres of great circle; the first band begins at 0."""

    from_m: Metres
    detour: Annotated[float, Meta(ge=1, le=10)]
    speed_kmh: Annotated[float, Meta(ge=1, le=200)]


class StraightLineForm(Form, frozen=True, kw_only=True, tag_field="kind", tag="straight_line"):
    """An estimate from the straight line between the places; without bands the calibrated ones."""

    bands: tuple[BandForm, ...] = ()


class RoadsForm(Form, frozen=True, kw_only=True, tag_field="kind", tag="roads"):
    """Travel by road. `build` is the road build that the day must be driven on ('' = the one in use)."""

    build: str = ""
    engine: Literal["valhalla", "osrm"] = "valhalla"


TravelForm = MatrixForm | MatrixFileForm | StraightLineForm | RoadsForm
