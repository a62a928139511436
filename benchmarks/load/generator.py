"""Run as a program of its own: a crowd that sends at set times, whether it has been answered or not.

    python -m benchmarks.load.generator CROWD.json OUT.json ADDRESS --rate 60 --seconds 600 --warm-up 10

Every request has its time before the run begins (open loop). Its latency counts from that time, so that a
house that stops for a second is charged for everybody who waited (no coordinated omission); how late the
generator itself was is kept beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from benchmarks.load.mix import Ask, Crowd

TIMEOUT_S = 30.0
BROWSERS, CONNECTIONS = 32, 64
"""Clients, and the most connections of each: what one client has to mind grows with the square."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One request: when it was due, how late it was sent, how long it took from then on, and the status.

    Status 0 tells that there was no answer at all.
    """

    kind: str
    label: str
    due_s: float
    late_s: float
    took_s: float
    status: int

    @property
    def latency_s(self) -> float:
        """From the time at which it was due."""
        return self.late_s + self.took_s


def list_times(rate: float, seconds: float, rng: random.Random) -> list[float]:
    """When requests are due: at random, evenly on average (Poisson), from 0 on."""
    times, at = [], 0.0
    while (at := at + rng.expovariate(rate)) < seconds:
        times.append(at)
    return times


async def send_all(crowd: Crowd, address: str, times: Sequence[float]) -> list[Answered]:
    """Send at each time; returns what became of all."""
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    found: list[Answered] = []
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(
                httpx.AsyncClient(base_url=address, limits=limits, timeout=TIMEOUT_S)
            )
            for _ in range(BROWSERS)
        ]
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, due_s in enumerate(times):
                await asyncio.sleep(max(0.0, began + due_s - time.perf_counter()))
                client = clients[number % BROWSERS]
                group.create_task(_send(client, crowd, crowd.draw(due_s), due_s, began, found))
    return found


async def _send(
    client: httpx.AsyncClient, crowd: Crowd, ask: Ask, due_s: float, began: float, found: list[Answered]
) -> None:
    sent = time.perf_counter()
    status, page = await _ask(client, ask, crowd)
    done = time.perf_counter()
    found.append(Answered(ask.kind, ask.label, due_s, sent - began - due_s, done - sent, status))
    if status == httpx.codes.OK and ask.opened:
        crowd.keep_open(done - began, ask, page)


async def _ask(client: httpx.AsyncClient, ask: Ask, crowd: Crowd) -> tuple[int, str]:
    headers = {"Cookie": f"session={ask.person['session']}"}
    method = "GET" if ask.form is None and ask.json is None else "POST"
    if ask.json is not None:
        headers |= {"X-CSRFToken": ask.person["token"], "Idempotency-Key": crowd.key()}
    try:
        answer = await client.request(method, ask.path, data=ask.form, json=ask.json, headers=headers)
    except httpx.HTTPError:
        return 0, ""
    return answer.status_code, answer.text if ask.opened else ""


def main() -> None:
    """Warm the house up, then measure, then write what was seen."""
    asked = _read_arguments()
    told = json.loads(asked.crowd.read_text(encoding="utf-8"))
    rng = random.Random(asked.seed)
    crowd = Crowd(told["people"], told["searches"], told["courses"], rng)
    times = list_times(asked.rate, asked.warm_up + asked.seconds, rng)
    found = asyncio.run(send_all(crowd, asked.address, times))
    measured = [one for one in found if one.due_s >= asked.warm_up]
    asked.out.write_text(json.dumps([asdict(one) for one in measured]), encoding="utf-8")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("crowd", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("address")
    parser.add_argument("--rate", type=float, default=60.0)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--warm-up", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
