"""A matrix in shared memory: seen by other processes, gone when it is closed, and without a murmur."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from skjuts.adapters.shared_matrix.shared_legs import SharedLegs
from skjuts.core.kernel.errors import NotFound
from skjuts.core.network.legs_handle import HeldLegs, LegsHandle

LEGS = np.arange(2 * 50 * 50, dtype=np.int32).reshape(50, 50, 2)
START_METHODS = sorted({"spawn", "forkserver"} & set(multiprocessing.get_all_start_methods()))


def add_up(handle: LegsHandle) -> int:
    """Open the handle and look at everything."""
    with handle.open() as legs:
        return int(legs.sum())


@pytest.mark.parametrize("method", START_METHODS)
def test_workers_see_what_was_published(method: str) -> None:
    """However the worker was started, job after job."""
    context = multiprocessing.get_context(method)
    with SharedLegs.publish(LEGS) as published, ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(add_up, [published.handle] * 6)) == [int(LEGS.sum())] * 6


def test_a_handle_is_a_few_bytes_whatever_the_matrix() -> None:
    """It is sent with every job."""
    with SharedLegs.publish(LEGS) as published:
        assert len(pickle.dumps(published.handle)) < 300


def test_the_memory_is_gone_when_the_publisher_closes() -> None:
    """Half a gigabyte left behind per plan would fill a machine in a day."""
    with SharedLegs.publish(LEGS) as published:
        handle = published.handle
        assert find_segment(handle.name) or not Path("/dev/shm").is_dir()  # noqa: S108 - where Linux shows it
    assert not find_segment(handle.name)
    with pytest.raises(NotFound):
        add_up(handle)


def test_the_memory_is_gone_when_the_publisher_fails() -> None:
    """A plan that raises must clean up too."""
    names: list[str] = []
    with pytest.raises(ZeroDivisionError):
        publish_and_fail(names)
    assert not find_segment(names[0])


def publish_and_fail(names: list[str]) -> None:
    """A plan that raises with the matrix published."""
    with SharedLegs.publish(LEGS) as published:
        names.append(published.handle.name)
        raise ZeroDivisionError


def test_closing_twice_is_harmless() -> None:
    """A context and a finally may both do it."""
    published = SharedLegs.publish(LEGS)
    published.close()
    published.close()


def test_an_array_that_outlives_its_context_stays_whole() -> None:
    """`with ... as legs` leaves the name bound: it must not point at unmapped memory."""
    with SharedLegs.publish(LEGS) as published, published.handle.open() as legs:
        row = legs[7]
    assert np.array_equal(row, LEGS[7])
    assert np.array_equal(legs, LEGS)


def test_nobody_but_the_publisher_writes() -> None:
    """One worker's slip would change every other worker's travel times."""
    with (
        SharedLegs.publish(LEGS) as published,
        published.handle.open() as legs,
        pytest.raises(ValueError, match="read-only"),
    ):
        legs[0, 0, 0] = 1


def test_threads_of_one_process_may_open_and_close_at_once() -> None:
    """One thread's closing must not unmap what another looks at."""
    with SharedLegs.publish(LEGS) as published, ThreadPoolExecutor(4) as threads:
        assert set(threads.map(add_up, [published.handle] * 200)) == {int(LEGS.sum())}


def test_an_empty_matrix_can_be_published() -> None:
    """A day without places is a day."""
    with SharedLegs.publish(np.zeros((0, 0, 2), dtype=np.int32)) as published:
        assert add_up(published.handle) == 0


def test_the_handle_that_holds_the_array_opens_read_only() -> None:
    """The cluster's handle keeps the same promise."""
    with HeldLegs(LEGS.copy()).open() as legs, pytest.raises(ValueError, match="read-only"):
        legs[0, 0, 0] = 1


@pytest.mark.parametrize("method", START_METHODS)
def test_no_process_murmurs_at_its_end(method: str, tmp_path: Path) -> None:
    """Python's resource tracker warns of leaked memory on standard error, after everything else."""
    script = tmp_path / "plan.py"
    script.write_text(PLAN.format(method=method), encoding="ascii")
    finished = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert finished.stderr == ""
    assert finished.stdout.split() == ["9900"] * 4
    assert finished.returncode == 0


PLAN = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
import numpy as np
from skjuts.adapters.shared_matrix.shared_legs import SharedLegs

kept = []

def add_up(handle):
    with handle.open() as legs:
        kept.append(legs)
        return int(legs.sum())

if __name__ == "__main__":
    legs = np.full((30, 30, 2), 5, dtype=np.int32) + np.eye(30, dtype=np.int32)[:, :, None] * 15
    with SharedLegs.publish(legs) as published:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("{method}")) as pool:
            print(*pool.map(add_up, [published.handle] * 3))
        print(add_up(published.handle))
"""


def find_segment(name: str) -> Path | None:
    """Where Linux shows shared memory; None elsewhere, or when it is gone."""
    path = Path("/dev/shm") / name  # noqa: S108 - where Linux shows it
    return path if path.exists() else None
