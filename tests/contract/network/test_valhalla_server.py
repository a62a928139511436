"""A Valhalla server that goes away: estimates are marked, the cache still serves, nobody waits for long."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from skjuts.adapters.roads.builds import EngineName, RoadHome
from skjuts.adapters.roads.opening import connect_roads, open_roads
from skjuts.adapters.roads.patient_http import Patience
from skjuts.adapters.roads.valhalla_server import ServerLimits
from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.rehearsal.roads import DEMO_MAX_ACCESS_M
from tests.contract.network.road_providers import (
    SMALL_LOCATIONS,
    SMALL_PAIRS,
    list_contract_points,
    serve_valhalla,
)

POINTS = list_contract_points()
LIMITS = ServerLimits(pairs=SMALL_PAIRS, locations=SMALL_LOCATIONS, build_asked_every_s=0.0)
HASTY = Patience(connect_s=5.0, attempts=2, backoff_s=0.0)


def test_the_server_answers_as_the_engine_in_the_process(demo_home: RoadHome, server_url: str) -> None:
    """A region may move from one to the other without a change in its plans."""
    in_process = open_roads(demo_home, EngineName.VALHALLA).legs(POINTS, POINTS).array
    with connect_roads(server_url, DEMO_MAX_ACCESS_M, limits=LIMITS) as server:
        assert np.array_equal(server.legs(POINTS, POINTS).array, in_process)


def test_a_server_with_smaller_limits_than_told_is_an_error_with_its_reason(server_url: str) -> None:
    """A wrong setting is no reason for estimates: the same question would fail for ever."""
    too_large = ServerLimits(pairs=10 * SMALL_PAIRS, locations=SMALL_LOCATIONS)
    with (
        connect_roads(server_url, DEMO_MAX_ACCESS_M, limits=too_large) as server,
        pytest.raises(UpstreamRefused, match="kod 150"),
    ):
        server.legs(POINTS, POINTS)


def test_when_the_server_goes_away_estimates_are_marked_and_known_pairs_still_served(
    demo_home: RoadHome, tmp_path: Path
) -> None:
    """The desk goes on working, and sees which figures to trust."""
    with serve_valhalla(demo_home, tmp_path) as url:
        open_server = connect_roads(url, DEMO_MAX_ACCESS_M, tmp_path / "cache.sqlite", HASTY, LIMITS)
        roads = open_server.__enter__()
        before = roads.legs(POINTS[:6], POINTS[:6])
    known = roads.legs(POINTS[1:4], POINTS[:6])
    unknown = roads.legs(POINTS, POINTS)
    open_server.__exit__(None, None, None)
    assert not before.provenance.is_estimate
    assert np.array_equal(known.array, before.array[1:4])
    assert not known.provenance.is_estimate
    assert unknown.provenance.is_estimate
    assert "reserv: Vägservern 127.0.0.1 svarar inte." in unknown.provenance.source


def test_while_the_server_is_gone_nobody_waits_for_it(demo_home: RoadHome, tmp_path: Path) -> None:
    """After the first failure the pause answers at once: a caller is on the line."""
    with serve_valhalla(demo_home, tmp_path) as url:
        pass
    with connect_roads(url, DEMO_MAX_ACCESS_M, patience=HASTY, limits=LIMITS) as roads:
        roads.legs(POINTS, POINTS)
        begun = time.monotonic()
        for _ in range(20):
            assert roads.legs(POINTS[:2], POINTS[:2]).provenance.is_estimate
        assert time.monotonic() - begun < 10.0
