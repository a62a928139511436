"""`skjuts roads build` as a person meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from skjuts.adapters.roads.builds import EngineName, RoadHome
from skjuts.adapters.roads.opening import open_roads
from skjuts.cli import roads
from skjuts.cli.main import run
from skjuts.rehearsal.roads import load_demo_roads, write_demo_roads


@pytest.fixture
def app() -> typer.Typer:
    """The sub-command, mounted as in `skjuts`."""
    app = typer.Typer()
    app.add_typer(roads.app, name="roads")
    return app


def test_roads_are_built_and_put_in_use(
    app: typer.Typer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command from a map file to travel times."""
    osm_path = tmp_path / "region.osm.pbf"
    write_demo_roads(osm_path)
    home = tmp_path / "roads"
    assert run(app, ["roads", "build", str(osm_path), "--to", str(home), "--engine", "osrm"]) == 0
    said = capsys.readouterr()
    assert "är i bruk" in said.out
    assert "region.osm.pbf" in said.out
    assert "osrm: läser kartan" in said.err
    towns = load_demo_roads().towns
    legs = open_roads(RoadHome(home), EngineName.OSRM).legs([towns["Lit"]], [towns["Åre"]])
    assert not legs.provenance.is_estimate
    assert legs.array[0, 0, 1] > 100_000


def test_a_wrong_file_is_one_clear_error(
    app: typer.Typer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code by class, a remedy, no traceback."""
    path = tmp_path / "sida.osm.pbf"
    path.write_text("<html>Logga in</html>", encoding="utf-8")
    assert run(app, ["roads", "build", str(path), "--to", str(tmp_path / "roads")]) == 2
    said = capsys.readouterr().err
    assert "sida.osm.pbf är inte en OSM-fil" in said
    assert "Gör så här:" in said


def test_a_target_that_is_a_file_is_one_clear_error(
    app: typer.Typer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the tab key."""
    osm_path = tmp_path / "region.osm.pbf"
    write_demo_roads(osm_path)
    assert run(app, ["roads", "build", str(osm_path), "--to", str(osm_path)]) == 2
    assert "Det går inte att skriva i" in capsys.readouterr().err
