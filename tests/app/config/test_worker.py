"""The worker at work: a long file applied by a real job, and jobs taken up from workers that died."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

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
