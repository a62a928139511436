"""What every person register keeps: the invented one here, and the same behind HTTP in its own process."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest

from skjuts.adapters.person_register import open_register
from skjuts.adapters.person_register.http_register import HttpRegister, Patience
from skjuts.adapters.person_register.invented import Behaviour, InventedRegister
from skjuts.adapters.person_register.missing import MissingRegister
from skjuts.adapters.person_register.stand_in import StandIn
from skjuts.core.kernel.errors import BadConfiguration, UpstreamRefused, UpstreamUnavailable
from skjuts.core.kernel.identifiers import IdentitySystem, PersonIdentity, list_test_personal_numbers
from skjuts.core.ports.person_register import PersonRegister
from tests.free_port import find_free_port

KNOWN = list_test_personal_numbers(dt.date(1945, 3, 12))[0]
UNKNOWN = PersonIdentity(IdentitySystem.PERSONAL_NUMBER, "194503121111")
PATIENCE = Patience(answer_s=3, attempts=2, failures=2, pause_s=30)
"""Long enough for a machine that is busy with other tests: what is tested is what happens, not how fast."""

type Behave = Callable[[Behaviour], None]


@pytest.fixture(scope="module")
def stand_in() -> Iterator[str]:
    """A real process; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "skjuts.adapters.person_register.stand_in"], stdout=subprocess.PIPE, text=True
    )
    try:
        if process.stdout is None:
            raise AssertionError
        yield process.stdout.readline().split()[1]
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def behave_at(address: str) -> Behave:
    """Change how the process behaves."""

    def behave(behaviour: Behaviour) -> None:
        told = {name: getattr(behaviour, name) for name in ("delay_s", "is_silent", "is_wrong")}
        request = Request(f"{address}/behaviour", json.dumps(told).encode(), method="POST")  # noqa: S310
        with urlopen(request, timeout=5) as answer:  # noqa: S310
            answer.read()

    return behave


@contextmanager
def opened(kind: str, address: str) -> Iterator[tuple[PersonRegister, Behave]]:
    """A register and the way to disturb it."""
    if kind == "invented":
        made = InventedRegister()

        def behave(behaviour: Behaviour) -> None:
            made.behaviour = behaviour

        yield made, behave
        return
    behave_at(address)(Behaviour())
    yield HttpRegister(address, patience=PATIENCE), behave_at(address)


@contextmanager
def serving(server: StandIn) -> Iterator[None]:
    """The stand-in in a thread, for as long as the block lasts."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture(params=["invented", "http"])
def register(request: pytest.FixtureRequest, stand_in: str) -> Iterator[tuple[PersonRegister, Behave]]:
    """Each kind in turn."""
    with opened(request.param, stand_in) as made:
        yield made


def test_person_when_known_is_the_same_every_time(register: tuple[PersonRegister, Behave]) -> None:
    """Both kinds tell the same of the same number."""
    found = register[0].find_person(KNOWN)
    assert found == InventedRegister().find_person(KNOWN)
    assert found is not None
    assert (found.identity, found.born) == (KNOWN, dt.date(1945, 3, 12))


def test_number_when_nobody_has_it_finds_nobody(register: tuple[PersonRegister, Behave]) -> None:
    """Nobody is an answer, not an error."""
    assert register[0].find_person(UNKNOWN) is None


def test_register_when_slow_is_waited_for(register: tuple[PersonRegister, Behave]) -> None:
    """Within the limit."""
    register[1](Behaviour(delay_s=0.1))
    assert register[0].find_person(KNOWN) is not None


def test_register_when_silent_is_given_up_within_its_time(register: tuple[PersonRegister, Behave]) -> None:
    """A page waits for it, with a person in front of it."""
    register[1](Behaviour(is_silent=True))
    started = time.monotonic()
    with pytest.raises(UpstreamUnavailable):
        register[0].find_person(KNOWN)
    assert time.monotonic() - started < 3 * PATIENCE.answer_s


def test_answer_when_about_somebody_else_is_refused(register: tuple[PersonRegister, Behave]) -> None:
    """The worst of all answers: the right form, the wrong person."""
    register[1](Behaviour(is_wrong=True))
    with pytest.raises(UpstreamRefused):
        register[0].find_person(KNOWN)


def test_register_when_gone_is_left_alone_and_asked_again_after_the_pause() -> None:
    """Nobody waits for what is known to be down; nobody has to tell us that it is back."""
    clock = [0.0]
    port = find_free_port()
    patient = HttpRegister(f"http://127.0.0.1:{port}", patience=PATIENCE, now=lambda: clock[0])
    for _ in range(PATIENCE.failures):
        with pytest.raises(UpstreamUnavailable):
            patient.find_person(KNOWN)
    with serving(StandIn(port)):
        with pytest.raises(UpstreamUnavailable):
            patient.find_person(KNOWN)
        clock[0] = PATIENCE.pause_s + 1
        assert patient.find_person(KNOWN) is not None


def test_register_when_nothing_listens_is_gone() -> None:
    """A refused connection is no reason to crash."""
    with pytest.raises(UpstreamUnavailable):
        HttpRegister("http://127.0.0.1:9", patience=PATIENCE).find_person(KNOWN)


def test_register_when_not_configured_knows_nobody_in_production_and_invents_in_the_demo() -> None:
    """Invented people must never turn up among real ones."""
    real, invented = (open_register("", "", is_invented=told) for told in (False, True))
    assert isinstance(real, MissingRegister)
    with pytest.raises(UpstreamUnavailable):
        real.find_person(KNOWN)
    assert invented.find_person(KNOWN) is not None
    with pytest.raises(BadConfiguration):
        open_register("ftp://x", "", is_invented=False)
