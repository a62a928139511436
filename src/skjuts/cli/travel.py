"""Travel times that a problem keeps outside its own file."""

from __future__ import annotations

from pathlib import Path

from skjuts.core.kernel.errors import InvalidField, UnknownReference
from skjuts.core.network.matrix import TravelMatrix, build_matrix
from skjuts.core.network.place import Place
from skjuts.core.planning.formats.inline_travel import travel_in_form
from skjuts.core.planning.formats.problem_reading import TravelResolver
from skjuts.core.planning.formats.travel_form import MatrixFileForm, RoadsForm, TravelForm

SERVER_MAX_ACCESS_M = 5_000
"""How far from a road a place may lie when a server does the routing."""
CACHE_NAME = "svar.sqlite"
"""In the folder of a build: answers go when the build that gave them does."""


def travel_beside(problem_path: Path, roads: str | None) -> TravelResolver:
    """A resolver for the problem in a file: matrix files lie relative to it.

    `roads` is the folder of road builds, or the address of a Valhalla server (None: neither).
    """

    def resolve(travel: TravelForm, places: tuple[Place, ...]) -> TravelMatrix:
        if isinstance(travel, RoadsForm):
            return _travel_by_road(travel, places, roads)
        require_no_roads(roads)
        if isinstance(travel, MatrixFileForm):
            return _travel_in_file(problem_path.parent / travel.path, places)
        return travel_in_form(travel, places)

    return resolve


def require_no_roads(roads: str | None) -> None:
    """Raise `InvalidField` when roads are named for a day whose travel times do not come from roads."""
    if roads is not None:
        raise InvalidField(
            "Dagen har egna restider, så vägnätet skulle inte användas.",
            field="--roads",
            remedy="Ta bort --roads, eller låt travel.kind vara roads i dagens fil.",
        )


def _travel_in_file(path: Path, places: tuple[Place, ...]) -> TravelMatrix:
    from skjuts.adapters.roads.matrix_file import MatrixFile

    return build_matrix(places, MatrixFile(path))


def _travel_by_road(travel: RoadsForm, places: tuple[Place, ...], roads: str | None) -> TravelMatrix:
    from skjuts.adapters.roads.builds import EngineName, RoadHome
    from skjuts.adapters.roads.opening import connect_roads, open_roads

    if roads is None:
        raise InvalidField(
            "Dagen ska köras på vägar, men inget vägnät är angivet.",
            field="travel.kind",
            remedy="Ange vägnätets mapp eller en vägservers adress med --roads.",
        )
    if roads.startswith(("http://", "https://")):
        with connect_roads(roads, SERVER_MAX_ACCESS_M) as server:
            return build_matrix(places, server)
    home = RoadHome(Path(roads))
    folder, record = home.get_active()
    _require_build(travel.build, record.id)
    engine = open_roads(home, EngineName(travel.engine), folder.path / CACHE_NAME)
    return build_matrix(places, engine)


def _require_build(wanted: str, active: str) -> None:
    if wanted not in ("", active):
        raise UnknownReference(
            f"Dagen ska köras på vägnätet {wanted}, men {active} är i bruk.",
            field="travel.build",
            remedy="Bygg vägnätet på nytt, eller ta bort travel.build för att köra på det som är i bruk.",
        )
