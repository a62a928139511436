"""Open the house, keep it, and close it: database, migrations, pages and worker under one process."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.markup import escape

from skjuts.cli.house.database import HouseDatabase, open_database
from skjuts.cli.house.doors import Doors, open_doors
from skjuts.cli.house.furnishing import Furnishing, run_to_end
from skjuts.cli.house.parts import DatabasePart
from skjuts.cli.house.plan import LOOPBACK, HousePlan
from skjuts.cli.house.programs import get_worker, list_pages
from skjuts.cli.house.pulse import Pulse, asking
from skjuts.cli.house.readiness import wait_until_ready
from skjuts.cli.house.stopping import StopSignals
from skjuts.cli.house.supervision import Heard, Supervisor
from skjuts.core.kernel.errors import Interrupted

_EVERYWHERE = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104 - what the operator chose, to be told from others


def keep_house(plan: HousePlan, console: Console) -> None:
    """Open the house and keep it until SIGTERM or Ctrl-C; returns when all of it has been closed in order.

    Call it on the main thread. What goes wrong before the house is ready is raised (`PartFailed`,
    `PartRefused`, `NotReady`, an error of the database server, `Interrupted` when it was asked to close);
    afterwards a part that dies is started again, and `console` tells.
    """
    with open_doors(plan) as doors, StopSignals() as signals:
        supervisor = Supervisor(signals, lambda words: console.print(escape(words), soft_wrap=True))
        database: HouseDatabase | None = None
        try:
            with console.status("Startar databasen …"):
                database = open_database(plan)
            if database.server is not None:
                supervisor.start(DatabasePart(database.server))
            _furnish(plan, database, console)
            pages = _open_pages(plan, database, supervisor, doors)
            keep(supervisor, pages, lambda: plan.on_ready(f"{_address_of(doors)}/"))
        finally:
            supervisor.stop()
            if database is not None:
                database.close()


def _furnish(plan: HousePlan, database: HouseDatabase, console: Console) -> None:
    if plan.migrates and "DATABASE_OWNER_URL" in database.environment:
        with console.status("Uppdaterar databasens tabeller …"):
            run_to_end(("-m", "skjuts", "migrate"), database.environment, log=plan.log)
    plan.furnish(Furnishing(database.environment, database.is_new))


def _open_pages(
    plan: HousePlan, database: HouseDatabase, supervisor: Supervisor, doors: Doors
) -> list[Heard]:
    """Start them and wait until they answer; gives each of them with its pulse."""
    # The pages of a house without a proxy before it know themselves by the address of its own door.
    environment = {"SKJUTS_PUBLIC_URL": _address_of(doors), **database.environment}
    pages, name = list_pages(plan, environment, doors), _known_name(database.environment)
    for part in (*pages, get_worker(plan, environment)):
        supervisor.start(part)
    wait_until_ready(*_reached_at(doors), name, supervisor.require_all)
    own_ports = (own.getsockname()[1] for own in doors.own)
    return [
        Heard(part, Pulse(asking(LOOPBACK, own, name))) for part, own in zip(pages, own_ports, strict=True)
    ]


def keep(supervisor: Supervisor, pages: list[Heard], tell: Callable[[], None]) -> None:
    """Tell that the house is open and watch over it; from the telling on, a signal is its ordinary end."""
    try:
        tell()
        for one in pages:
            one.pulse.listen()
        supervisor.watch(pages)
    except Interrupted:
        return
    finally:
        for one in pages:
            one.pulse.close()


def _reached_at(doors: Doors) -> tuple[str, int]:
    """Host and port by which this machine reaches the pages."""
    host, port = doors.shared.getsockname()[:2]
    return _EVERYWHERE.get(host, host), port


def _address_of(doors: Doors) -> str:
    host, port = _reached_at(doors)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _known_name(environment: dict[str, str]) -> str:
    """A host name that the pages answer to: a request by number would be refused as a stranger's."""
    first = environment.get("SKJUTS_ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first and first != "*" else "localhost"
