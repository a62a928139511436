"""Building roads with the real programs: resumed after a stop, switched in whole, refused clearly."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
import valhalla

from skjuts.adapters.roads import engine_programs
from skjuts.adapters.roads.builds import BuildRecord, EngineName, RoadHome
from skjuts.adapters.roads.errors import NotRoadFile, RoadBuildFailed, RoadBuildRunning, RoadsMissing
from skjuts.adapters.roads.opening import open_roads
from skjuts.adapters.roads.tiles import Showing, build_roads
from skjuts.adapters.roads.valhalla_tiles import ARCHIVE_NAME, ensure_settings
from skjuts.core.kernel.errors import UnreadableInput
from skjuts.rehearsal.roads import load_demo_roads, write_demo_roads
from tests.contract.network.road_providers import Silent

VALHALLA = (EngineName.VALHALLA,)
OSRM = (EngineName.OSRM,)


@pytest.fixture(scope="module")
def osm_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration roads as an OSM file."""
    path = tmp_path_factory.mktemp("osm") / "demo.osm.pbf"
    write_demo_roads(path)
    return path


class Impatient(Silent):
    """Progress whose watcher presses Ctrl-C when a stage begins."""

    def __init__(self, stop_at: str) -> None:
        super().__init__()
        self._stop_at = stop_at

    def line(self, text: str) -> None:
        """Stop in the middle of the stage."""
        del text
        if self.begun[-1] == self._stop_at:
            raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("engines", "stop_at", "kept"),
    [
        (VALHALLA, "valhalla: läser kartan", []),
        (VALHALLA, "valhalla: bygger rutor", ["valhalla: läser kartan"]),
        (OSRM, "osrm: bygger genvägar", ["osrm: läser kartan"]),
    ],
)
def test_an_interrupted_build_goes_on_where_it_stopped(
    osm_path: Path, tmp_path: Path, engines: Sequence[EngineName], stop_at: str, kept: list[str]
) -> None:
    """Sweden takes an hour: what is done is done, and what was half done is done again."""
    home = RoadHome(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        build_roads(osm_path, home, engines, Impatient(stop_at))
    with pytest.raises(RoadsMissing):
        home.get_active()
    progress = Silent()
    build_roads(osm_path, home, engines, progress)
    assert progress.skipped == kept
    towns = list(load_demo_roads().towns.values())[:5]
    legs = open_roads(home, engines[0]).legs(towns, towns)
    assert (legs.array[0, 1:] > 0).all()


def test_the_record_tells_what_the_roads_were_built_from(osm_path: Path, tmp_path: Path) -> None:
    """An assessment must be replayable years later on the same roads."""
    home = RoadHome(tmp_path)
    record = build_roads(osm_path, home, OSRM, Silent())
    folder, active = home.get_active()
    assert active == record
    assert record.file_name == "demo.osm.pbf"
    assert record.file_bytes == osm_path.stat().st_size
    assert len(record.file_sha256) == 64
    assert set(record.versions) == {"osrm"}
    assert msgspec.json.decode(folder.record_path.read_bytes(), type=BuildRecord) == record


def test_a_finished_build_is_only_switched_to(osm_path: Path, tmp_path: Path) -> None:
    """Going back to the roads of yesterday takes no building."""
    home = RoadHome(tmp_path)
    first = build_roads(osm_path, home, OSRM, Silent())
    other = build_roads(osm_path, home, OSRM, Silent(), Showing(source="andra vägar"))
    assert home.get_active()[1].id == other.id != first.id
    progress = Silent()
    build_roads(osm_path, home, OSRM, progress)
    assert progress.begun == []
    assert home.get_active()[1].id == first.id


def test_roads_in_use_stay_in_use_when_a_new_build_fails(
    osm_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the error says where to read on."""
    home = RoadHome(tmp_path)
    used = build_roads(osm_path, home, OSRM, Silent())
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RoadBuildFailed, match="false avslutades med kod 1") as caught:
        build_roads(osm_path, home, VALHALLA, Silent())
    assert "log.txt" in caught.value.remedy
    assert home.get_active()[1] == used


def test_roads_of_one_engine_are_not_roads_of_the_other(osm_path: Path, tmp_path: Path) -> None:
    """The remedy is a build, not a crash in the engine."""
    home = RoadHome(tmp_path)
    build_roads(osm_path, home, OSRM, Silent())
    with pytest.raises(RoadsMissing, match="inte byggt för valhalla"):
        open_roads(home, EngineName.VALHALLA)


def test_a_copied_folder_of_builds_opens_where_it_has_come(demo_home: RoadHome, tmp_path: Path) -> None:
    """Builds are made on one machine and copied to others; the first one's tiles must not be read."""
    home = copy_home(demo_home, tmp_path)
    tiles_path = home.get_active()[0].tiles_path
    town = load_demo_roads().towns["Lit"]
    roads = open_roads(home, EngineName.VALHALLA)
    assert str(tiles_path) in (tiles_path / "valhalla.json").read_text(encoding="utf-8")
    assert not roads.legs([town], [town]).array.any()


def test_a_build_that_lost_its_tiles_is_one_clear_error(demo_home: RoadHome, tmp_path: Path) -> None:
    """Somebody tidied up by hand."""
    home = copy_home(demo_home, tmp_path)
    (home.get_active()[0].tiles_path / ARCHIVE_NAME).unlink()
    with pytest.raises(RoadsMissing, match=r"tiles\.tar saknas"):
        open_roads(home, EngineName.VALHALLA)


def test_the_matrix_is_always_made_source_by_source(demo_home: RoadHome) -> None:
    """Valhalla's default picks an algorithm that is tens of times slower at a hundred places."""
    actor = valhalla.Actor(ensure_settings(demo_home.get_active()[0].tiles_path))
    places = [{"lat": point.lat, "lon": point.lon} for point in load_demo_roads().towns.values()]
    for sources, targets in ((places[:5], places[:5]), (places[:1], places), (places, places)):
        answer = actor.matrix({"sources": sources, "targets": targets, "costing": "auto", "verbose": False})
        assert answer["algorithm"] == "timedistancematrix"


def test_two_builds_in_one_folder_do_not_run_at_once(osm_path: Path, tmp_path: Path) -> None:
    """They would write into the same files."""
    home = RoadHome(tmp_path)
    with home.locked(), pytest.raises(RoadBuildRunning):
        build_roads(osm_path, home, OSRM, Silent())


@pytest.mark.parametrize("contents", [b"", b"<osm></osm>", b"\0\0\0\x0d\x0a\x09OSMHeader"])
def test_a_file_that_is_not_an_osm_file_is_refused_before_anything_is_built(
    tmp_path: Path, contents: bytes
) -> None:
    """A login page saved under the right name, or a download cut short."""
    path = tmp_path / "fel.osm.pbf"
    path.write_bytes(contents)
    with pytest.raises(NotRoadFile, match=r"fel\.osm\.pbf"):
        build_roads(path, RoadHome(tmp_path / "roads"), OSRM, Silent())
    assert not (tmp_path / "roads" / "builds").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The commonest mistake of all."""
    with pytest.raises(UnreadableInput, match=r"borta\.osm\.pbf finns inte"):
        build_roads(tmp_path / "borta.osm.pbf", RoadHome(tmp_path / "roads"), OSRM, Silent())


def test_a_program_killed_by_the_system_is_told_as_too_little_memory(tmp_path: Path) -> None:
    """The kernel's last resort leaves no words of its own."""
    suicide = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
    with pytest.raises(RoadBuildFailed, match="minnet tog slut"):
        engine_programs.run_program(suicide, tmp_path / "log.txt", print)


def test_when_we_are_stopped_the_engines_program_is_stopped_too(tmp_path: Path) -> None:
    """An orphan would go on writing into the build that is taken up next."""
    script = tmp_path / "child.py"
    script.write_text("import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(60)\n", encoding="ascii")
    said: list[str] = []

    def stop(line: str) -> None:
        said.append(line)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine_programs.run_program([sys.executable, script], tmp_path / "log.txt", stop)
    with pytest.raises(ProcessLookupError):
        os.kill(int(said[0]), 0)


def test_the_command_stopped_by_ctrl_c_says_how_to_go_on(osm_path: Path, tmp_path: Path) -> None:
    """From the shell, with the signal a terminal sends."""
    code, said = stop_build(osm_path, tmp_path / "roads")
    assert code == 130
    assert "Kör samma kommando igen" in said
    assert "Traceback" not in said


def stop_build(osm_path: Path, home: Path) -> tuple[int, str]:
    """Build by the command, interrupt it when the roads have been parsed; its exit code and what it said."""
    command = [sys.executable, "-c", COMMAND, str(osm_path), str(home)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        give_up = time.monotonic() + 120
        while not list(home.glob("builds/*/stamps/valhalla-parsed")) and time.monotonic() < give_up:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    return process.returncode, said


def copy_home(home: RoadHome, folder: Path) -> RoadHome:
    """All builds of a home, copied to another place."""
    shutil.copytree(home.path, folder / "copied")
    return RoadHome(folder / "copied")


# So small a build would be done before the signal comes: it waits where a large one works.
COMMAND = """
import sys
import time
import typer
from skjuts.adapters.roads.builds import BuildFolder
from skjuts.cli import roads
from skjuts.cli.main import run
stamp = BuildFolder.stamp
BuildFolder.stamp = lambda build, stage: (stamp(build, stage), time.sleep(60))
app = typer.Typer()
app.add_typer(roads.app, name="roads")
sys.exit(run(app, ["roads", "build", sys.argv[1], "--to", sys.argv[2]]))
"""
