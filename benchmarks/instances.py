"""Public instances, read where they lie; generated ones where they do not."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skjuts.core.planning.formats.foreign import read_foreign
from skjuts.core.planning.problem import Problem

ROOT = Path(__file__).parents[1]
VARIABLE = "SKJUTS_BENCH"
WHERE = (
    "the public instances are missing: Cordeau's a-set and R-set are at "
    "github.com/renan-eccel/instances-DDARP-DPDPTW (MIT); put them in DIR/darp_a and DIR/darp_r with "
    f"DIR/best_known.csv (instance,set,objective,kind) and set {VARIABLE}=DIR"
)
COORDINATE = 10.0


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem and the best value known for it; `is_optimal` when nothing better exists.

    A generated instance has no known best.
    """

    problem: Problem
    best: float | None
    is_optimal: bool


def find_bench_folder() -> Path | None:
    """The folder of public instances: SKJUTS_BENCH, or the one beside the checkout."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else ROOT.parent / "shared" / "bench"
    return folder if folder.is_dir() else None


def list_instances(names: Sequence[str], folder: Path | None = None) -> list[Instance]:
    """The named public instances, or as many generated ones of the same shapes.

    A name is `a4-48` (vehicles and requests) or `pr06`. Raises FileNotFoundError for a folder that lacks one.
    """
    folder = folder or find_bench_folder()
    if folder is None:
        return [Instance(generate_like(name), None, is_optimal=False) for name in names]
    best = read_best_known(folder / "best_known.csv")
    return [Instance(read_public(folder, name), *best.get(name, (None, False))) for name in names]


def list_names(group: str) -> list[str]:
    """The names of a whole set: `a` (24) or `r` (10)."""
    if group == "r":
        return [f"pr{number:02d}" for number in range(1, 11)]
    sizes = {2: (16, 20, 24), 3: (18, 24, 30, 36), 4: (16, 24, 32, 40, 48), 5: (40, 50, 60)}
    sizes |= {6: (48, 60, 72), 7: (56, 70, 84), 8: (64, 80, 96)}
    return [f"a{vehicles}-{requests}" for vehicles, counts in sizes.items() for requests in counts]


def read_public(folder: Path, name: str) -> Problem:
    """Read one public instance of the Cordeau format."""
    found = sorted(folder.glob(f"*/{name}.txt"))
    if not found:
        raise FileNotFoundError(f"{name}.txt is not in any folder of {folder}")
    return read_foreign(found[0].read_text(encoding="utf-8"), name, "cordeau")


def read_best_known(path: Path) -> dict[str, tuple[float, bool]]:
    """The best known value of each dial-a-ride instance, and whether it is proven to be the best.

    The rows of the tabu search of 2003 are its own results, not the best known.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["instance"]: (float(row["objective"]), row["kind"] == "optimal")
            for row in csv.DictReader(file)
            if row["set"].startswith("darp") and row["kind"] in {"optimal", "best known"}
        }


def generate_like(name: str) -> Problem:
    """An instance of the same shape as the named one: same sizes and rules, own points and windows."""
    if name.startswith("pr"):
        number = int(name[2:])
        requests = 48 * number if number <= 6 else 72 * (number - 6)
        vehicles = 2 * number + 1 if number <= 6 else 2 * number - 10
        rules = (480, 6, 90, 10, vehicles)
    else:
        vehicles, requests = (int(part) for part in name[1:].split("-"))
        rules = (60 * (requests // vehicles), 3, 30, 3, vehicles)
    return read_foreign(write_cordeau(requests, rules, seed=requests), f"generated like {name}", "cordeau")


def write_cordeau(requests: int, rules: tuple[int, int, int, int, int], seed: int) -> str:
    """A random instance as text; `rules`: longest route, room, longest ride, service, vehicles.

    Half the riders have a tight dropoff, half a tight pickup, 15 minutes wide, over the route's length.
    """
    longest, room, ride, service, vehicles = rules
    draw = random.Random(seed)
    horizon = 1440
    lines = [f"{vehicles} {requests} {longest} {room} {ride}", f"0 0 0 0 0 0 {horizon}"]
    rows: list[list[str]] = [[], []]
    for number in range(1, requests + 1):
        opens = draw.randint(ride, max(ride + 15, longest - ride - 15))
        tight = number <= requests // 2
        for side in (0, 1):
            x, y = (round(draw.uniform(-COORDINATE, COORDINATE), 3) for _ in range(2))
            window = (opens, opens + 15) if (side == 1) is tight else (0, horizon)
            node = number + side * requests
            rows[side].append(f"{node} {x} {y} {service} {1 - 2 * side} {window[0]} {window[1]}")
    return "\n".join([*lines, *rows[0], *rows[1]]) + "\n"
