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
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
import uvloop

from benchmarks.load.answers import Answered
from benchmarks.load.mix import Ask, Crowd

TIMEOUT_S = 30.0
CONNECTIONS = 2048
"""As many as there can be people who wait."""


def list_times(rate: float, seconds: float, rng: random.Random) -> list[float]:
    """When requests are due: at random, evenly on average (Poisson), from 0 on."""
    times, at = [], 0.0
    while (at := at + rng.expovariate(rate)) < seconds:
        times.append(at)
    return times


async def send_all(crowd: Crowd, address: str, times: Sequence[float]) -> list[Answered]:
    """Send at each time; returns what became of all."""
    found: list[Answered] = []
    async with aiohttp.ClientSession(
        address,
        connector=aiohttp.TCPConnector(limit=CONNECTIONS),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(TIMEOUT_S),
    ) as client:
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for due_s in times:
                await asyncio.sleep(max(0.0, began + due_s - time.perf_counter()))
                group.create_task(_send(client, crowd, crowd.draw(due_s), due_s, began, found))
    return found


async def _send(
    client: aiohttp.ClientSession, crowd: Crowd, ask: Ask, due_s: float, began: float, found: list[Answered]
) -> None:
    sent = time.perf_counter()
    status, page = await _ask(client, ask, crowd)
    done = time.perf_counter()
    found.append(Answered(ask.kind, ask.label, due_s, sent - began - due_s, done - sent, status))
    if status == HTTPStatus.OK and ask.opened:
        crowd.keep_open(done - began, ask, page)


async def _ask(client: aiohttp.ClientSession, ask: Ask, crowd: Crowd) -> tuple[int, str]:
    """The status, and the page where something is to be read in it."""
    headers = {"Cookie": f"session={ask.person['session']}"}
    method = "GET" if ask.form is None and ask.json is None else "POST"
    if ask.json is not None:
        headers |= {"X-CSRFToken": ask.person["token"], "Idempotency-Key": crowd.key()}
    told: dict[str, Any] = {"json": ask.json} if ask.json is not None else {"data": ask.form}
    try:
        async with client.request(method, ask.path, headers=headers, allow_redirects=False, **told) as answer:
            body = await answer.read()
    except (aiohttp.ClientError, TimeoutError):
        return 0, ""
    return answer.status, body.decode() if ask.opened else ""


def main() -> None:
    """Warm the house up, then measure, then write what was seen."""
    asked = _read_arguments()
    told = json.loads(asked.crowd.read_text(encoding="utf-8"))
    rng = random.Random(asked.seed)
    crowd = Crowd(told["people"], told["searches"], told["courses"], rng)
    times = list_times(asked.rate, asked.warm_up + asked.seconds, rng)
    # The crowd shares two cores with the house that it measures: it must cost little itself.
    found = asyncio.run(send_all(crowd, asked.address, times), loop_factory=uvloop.new_event_loop)
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
