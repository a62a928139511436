"""What can go wrong between us and a road engine."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, InvalidInput, NotFound, Upstream


class RoadsMissing(NotFound):
    """There is no finished road build in the folder, or none for the engine asked for."""

    code = "not_found.road_build"
    sentence = "Inget vägnät är byggt i mappen."
    advice = "Bygg ett med: skjuts roads build FIL.osm.pbf --to MAPP"


class EngineMissing(Upstream):
    """The road engine's package is not installed here."""

    code = "upstream.engine_missing"
    sentence = "Vägmotorn är inte installerad."
    advice = "Installera beroendegruppen roads: uv sync --group roads"


class RoadBuildFailed(Upstream):
    """A program of the road engine stopped with an error. The roads in use are untouched."""

    code = "upstream.road_build"
    sentence = "Vägnätet gick inte att bygga."
    advice = "Läs loggen i byggets mapp. Tar minnet slut: skär ut en mindre del av kartan."


class CacheUnusable(Upstream):
    """The file that remembers road legs cannot be opened, read or written."""

    code = "upstream.road_cache"
    sentence = "De sparade restiderna går inte att använda."
    advice = "Ge plats på disken och rättighet att skriva, eller ta bort filen: den byggs upp på nytt."


class RoadBuildRunning(Conflict):
    """Another process is building roads in the same folder."""

    code = "conflict.road_build"
    sentence = "Ett annat bygge pågår i samma mapp."
    advice = "Vänta tills det är klart, eller bygg i en annan mapp."


class ClosedFolder(InvalidInput):
    """The folder for road builds cannot be made or written to."""

    code = "input.closed_folder"
    sentence = "Det går inte att skriva i mappen."
    advice = "Välj en annan mapp, eller ge rättighet att skriva i den."


class NotRoadFile(InvalidInput):
    """The file to build from is not an OSM file in PBF form."""

    code = "input.osm_file"
    sentence = "Filen är inte en OSM-fil i PBF-format."
    advice = "Ladda ner filen på nytt (namnet slutar på .osm.pbf)."


class BrokenMatrixFile(InvalidInput):
    """A matrix file is cut short, or its header does not fit its contents."""

    code = "input.matrix_file"
    sentence = "Matrisfilen är trasig eller av annat slag."
    advice = "Räkna om matrisen och skriv filen på nytt."


class MatrixTooLong(InvalidInput):
    """A travel time or distance is too large for the matrix file's whole numbers."""

    code = "input.matrix_saturated"
    sentence = "En restid eller sträcka är för stor för matrisfilens talformat."
    advice = "Skriv filen med 32-bitars tal."
