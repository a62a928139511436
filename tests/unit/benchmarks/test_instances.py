"""Public instances are read with their best known values; without them others are generated."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.instances import generate_like, list_instances, list_names, read_best_known

BEST = """instance,set,objective,kind,prototype_best
a2-16,darp_a,294.25,optimal,294.25
pr02,darp_r,301.34,best known,301.34
pr02,darp_r,302.08,tabu 2003 schedule in .res,
lc101,pdptw_lilim,828.9369,"best known, 10 vehicles",
"""


@pytest.fixture
def best_known(tmp_path: Path) -> Path:
    """A file of best known values in the public form."""
    path = tmp_path / "best_known.csv"
    path.write_text(BEST, encoding="utf-8")
    return path


def test_old_tabu_value_when_a_better_is_known_is_not_the_best(best_known: Path) -> None:
    """A gap to the search of 2003 would flatter us."""
    assert read_best_known(best_known)["pr02"] == (301.34, False)


def test_proven_optimum_is_told_from_best_known(best_known: Path) -> None:
    """Only proven optima may be counted as reached."""
    assert read_best_known(best_known)["a2-16"] == (294.25, True)


def test_hierarchical_sets_are_left_out(best_known: Path) -> None:
    """Their values are pairs, and no distance to compare with."""
    assert "lc101" not in read_best_known(best_known)


def test_sets_have_their_published_sizes() -> None:
    """24 and 10 instances: a mean over fewer would be another figure."""
    assert (len(list_names("a")), len(list_names("r"))) == (24, 10)


def test_generated_instance_has_the_shape_of_the_named_one() -> None:
    """Without the public files the same sizes are planned."""
    problem = generate_like("a4-48")
    assert (len(problem.vehicles), len(problem.requests), problem.format) == (4, 48, "cordeau")


def test_generated_instance_is_the_same_every_time() -> None:
    """Counted instructions would otherwise differ from run to run."""
    first, second = generate_like("pr07"), generate_like("pr07")
    assert first.requests == second.requests


def test_instances_without_a_folder_have_no_best(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A generated instance has no gap to anything."""
    monkeypatch.setenv("SKJUTS_BENCH", str(tmp_path / "nowhere"))
    assert list_instances(["a2-16"])[0].best is None


def test_missing_instance_is_named(best_known: Path) -> None:
    """Half a folder must not pass for a whole one."""
    with pytest.raises(FileNotFoundError, match="a2-16"):
        list_instances(["a2-16"], best_known.parent)
