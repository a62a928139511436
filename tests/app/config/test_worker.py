"""The worker at work: a long file applied by a real job, and jobs taken up from workers that died."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app

from skjuts.apps.registry.models import RegisterImport, StaffMember
from skjuts.apps.registry.services.imports.applying import MOST_AT_ONCE, begin_applying
from skjuts.apps.registry.services.imports.checking import check_file
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.config.worker_loop import MOST_ATTEMPTS, _rescue_for_ever
from tests.app.signed_in import Person, make_person

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 60.0
STALLED = """
with dead as (
    insert into procrastinate_workers (last_heartbeat) values (now() - %s * interval '1 second') returning id)
insert into procrastinate_jobs (queue_name, task_name, status, attempts, worker_id)
select 'default', 'audit.sweep', 'doing', %s, id from dead returning id
"""


def with_worker(work: Callable[[App], Awaitable[None]]) -> None:
    """Do something on a worker's own connector, and leave nothing open."""

    async def do() -> None:
        own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with own.open_async():
            await work(own)

    asyncio.run(do())
    connections.close_all()


def add_stalled(*, silent_s: int, attempts: int) -> int:
    """A job under way at a worker that has been silent for so long."""
    with connection.cursor() as cursor:
        cursor.execute(STALLED, [silent_s, attempts])
        return int(cursor.fetchone()[0])


def standing(job: int) -> str:
    """The state of a job."""
    with connection.cursor() as cursor:
        cursor.execute("select status::text from procrastinate_jobs where id = %s", [job])
        return str(cursor.fetchone()[0])


def test_jobs_when_their_worker_is_gone_are_given_to_another() -> None:
    """Killed workers leave their jobs as if under way; one that kills every worker is given to no more."""
    lost = add_stalled(silent_s=120, attempts=1)
    living = add_stalled(silent_s=2, attempts=1)
    deadly = add_stalled(silent_s=120, attempts=MOST_ATTEMPTS)

    async def rescue(own: App) -> None:
        rescuing = asyncio.create_task(_rescue_for_ever(own))
        deadline = time.monotonic() + PATIENCE_S
        query = "select count(*) number from procrastinate_jobs where status = 'doing'"
        while (await own.connector.execute_query_one_async(query))["number"] > 1:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)
        rescuing.cancel()

    with_worker(rescue)
    assert [standing(one) for one in (lost, living, deadly)] == ["todo", "doing", "failed"]


def test_long_file_when_a_worker_has_been_there_is_applied_and_the_page_says_so() -> None:
    """The whole way: handed over on the page, shown as under way, done by a real job, shown as done."""
    registrar = make_person(Role.REGISTRAR)
    number = MOST_AT_ONCE + 1
    waiting = hand_over(registrar, number)
    before = ask(registrar, waiting)
    assert "HX-Refresh" not in before.headers
    assert "hx-trigger" in before.content.decode()

    async def work(own: App) -> None:
        await own.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    with_worker(work)
    assert ask(registrar, waiting).headers["HX-Refresh"] == "true"
    page = registrar.client.get(reverse("registry:import", args=[waiting.id])).content.decode()
    assert str(number) in page
    with acting(registrar.actor):
        done = RegisterImport.objects.get(pk=waiting.id)
        assert (done.state, done.counts["created"]) == (RegisterImport.State.APPLIED, number)
        assert StaffMember.objects.filter(hsa_id__startswith="SE0000000000-B").count() == number


def test_file_of_thousands_when_under_way_shows_how_far_it_has_come() -> None:
    """What is done is told while the transaction that does it is open, and seen by others."""
    registrar = make_person(Role.REGISTRAR)
    waiting = hand_over_assignments(registrar, 2000)
    assert find_done(ask(registrar, waiting).content.decode()) is None

    async def work(own: App) -> None:
        await own.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    with ThreadPoolExecutor(1) as beside:
        seen = beside.submit(watch_page, registrar, waiting)
        with_worker(work)
        shown = seen.result(timeout=PATIENCE_S)
    assert [one for one in shown if 0 < one < 2000]
    assert shown == sorted(shown)
    with acting(registrar.actor):
        assert RegisterImport.objects.get(pk=waiting.id).counts["created"] == 2000


def watch_page(registrar: Person, waiting: RegisterImport) -> list[int]:
    """Ask for the fragment as the page does until the file has been applied: the rows done, each time."""
    shown = []
    deadline = time.monotonic() + PATIENCE_S
    try:
        while "HX-Refresh" not in (answer := ask(registrar, waiting)).headers:
            assert time.monotonic() < deadline
            shown += [find_done(answer.content.decode())]
            time.sleep(0.1)
    finally:
        connections.close_all()
    return [one for one in shown if one is not None]


def find_done(fragment: str) -> int | None:
    """The rows done by the fragment's bar; None while nothing has been told."""
    assert "<progress" in fragment
    found = re.search(r'<progress [^>]*value="(\d+)" max="2000"', fragment)
    return int(found.group(1)) if found else None


def hand_over_assignments(registrar: Person, number: int) -> RegisterImport:
    """A file of so many assignments, checked and handed to a worker."""
    unit, hsa_ids = registrar.unit.hsa_id, [f"SE0000000000-B{one}" for one in range(number)]
    lines = "".join(f"{one};{unit};Vårdpersonal;2026-01-01\n" for one in hsa_ids)
    with acting(registrar.actor):
        StaffMember.objects.bulk_create(
            StaffMember(authority=registrar.authority, hsa_id=one, given_name="Namn", family_name="Namnsson")
            for one in hsa_ids
        )
        checked = check_file(
            actor=registrar.actor,
            kind=RegisterImport.Kind.ASSIGNMENTS,
            file_name="uppdrag.csv",
            content=f"hsa_id;enhet_hsa_id;roller;fran\n{lines}".encode(),
            closes_missing=False,
            now=timezone.now(),
        )
        return begin_applying(actor=registrar.actor, import_id=checked.id, now=timezone.now())


def hand_over(registrar: Person, number: int) -> RegisterImport:
    """A file of so many people, checked and handed to a worker."""
    lines = "".join(f"SE0000000000-B{one};Namn;Namnsson\n" for one in range(number))
    with acting(registrar.actor):
        checked = check_file(
            actor=registrar.actor,
            kind=RegisterImport.Kind.STAFF,
            file_name="personal.csv",
            content=f"hsa_id;fornamn;efternamn\n{lines}".encode(),
            closes_missing=False,
            now=timezone.now(),
        )
        return begin_applying(actor=registrar.actor, import_id=checked.id, now=timezone.now())


def ask(registrar: Person, waiting: RegisterImport) -> HttpResponse:
    """The fragment that the page asks for while it waits."""
    address = reverse("registry:import", args=[waiting.id])
    return registrar.client.get(address, headers={"HX-Request": "true"})
