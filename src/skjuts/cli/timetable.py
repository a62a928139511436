"""`skjuts timetable`: reads a timetable, and asks whether somebody could take the bus."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from skjuts.cli.consoles import answer_console, message_console
from skjuts.core.kernel.errors import InvalidField, UnknownReference
from skjuts.core.kernel.service_time import parse_service_time

if TYPE_CHECKING:
    from skjuts.adapters.gtfs import FeedReading
    from skjuts.core.timetable.feed import Timetable
    from skjuts.core.timetable.journey import VisitAnswer, WayAnswer
    from skjuts.core.timetable.question import Spot, Traveller

app = typer.Typer(help="Läs tidtabeller och fråga om bussen duger.", no_args_is_help=True)

DEFAULT_FOLDER: Final = Path(".cache/timetables")
MOST_NAMES: Final = 5

Feed = Annotated[Path, typer.Argument(metavar="TIDTABELL", help="GTFS som zip eller mapp.")]
Builds = Annotated[Path, typer.Option("--to", metavar="MAPP", help="Mappen där inlästa tidtabeller sparas.")]
Home = Annotated[str, typer.Option("--from", metavar="PLATS", help="Hemmet: lat,lon eller en hållplats.")]
Visit = Annotated[str, typer.Option("--to", metavar="PLATS", help="Besöket: lat,lon eller en hållplats.")]
Day = Annotated[str, typer.Option("--day", metavar="ÅÅÅÅ-MM-DD", help="Dagen.")]
ArriveBy = Annotated[str, typer.Option("--arrive-by", metavar="TT:MM", help="När besöket börjar.")]
LeaveAfter = Annotated[str, typer.Option("--leave-after", metavar="TT:MM", help="När det slutar.")]
Walk = Annotated[int, typer.Option("--walk", min=0, max=5000, metavar="METER", help="Längsta gångväg.")]
Changes = Annotated[int, typer.Option("--changes", min=0, max=6, metavar="N", help="Flest byten.")]
Wheelchair = Annotated[bool, typer.Option("--wheelchair", help="Bara det som säkert tar rullstol.")]
NoBooking = Annotated[bool, typer.Option("--no-booking", help="Räkna inte det som måste beställas.")]
ReadIn = Annotated[Path, typer.Option("--builds", metavar="MAPP", help="Inlästa tidtabeller.")]


@app.callback()
def timetable() -> None:
    """Läs tidtabeller och fråga om bussen duger."""


@app.command("build")
def build(feed: Feed, to: Builds = DEFAULT_FOLDER) -> None:
    """Läs en tidtabell, kontrollera den och spara den så att frågor går fort."""
    reading = _load(feed, to)
    _print_feed(reading)


@app.command("ask")
def ask(
    feed: Feed,
    *,
    start: Home,
    goal: Visit,
    day: Day,
    arrive_by: ArriveBy = "",
    leave_after: LeaveAfter = "",
    walk_m: Walk = 1000,
    most_changes: Changes = 3,
    wheelchair: Wheelchair = False,
    no_booking: NoBooking = False,
    builds: ReadIn = DEFAULT_FOLDER,
) -> None:
    """Fråga om en resa till ett besök och hem: senaste resan dit, första hem, eller vad som hindrar."""
    from skjuts.core.timetable.asking import ask_visit
    from skjuts.core.timetable.opening import OpenFeed
    from skjuts.core.timetable.question import Traveller, VisitQuestion

    if not arrive_by and not leave_after:
        raise InvalidField("Ange när besöket börjar, slutar eller båda.", field="--arrive-by")
    timetable_read = _load(feed, builds).timetable
    traveller: Traveller = Traveller(
        walk_limit_m=walk_m, most_changes=most_changes, needs_accessible=wheelchair, may_book=not no_booking
    )
    question = VisitQuestion(
        home=_find_spot(timetable_read, start, "--from"),
        visit=_find_spot(timetable_read, goal, "--to"),
        day=_read_day(day),
        visit_start_s=parse_service_time(arrive_by, field="--arrive-by") if arrive_by else None,
        visit_end_s=parse_service_time(leave_after, field="--leave-after") if leave_after else None,
        traveller=traveller,
    )
    _print_answer(ask_visit(OpenFeed(timetable_read), question))


def _load(feed: Path, folder: Path) -> FeedReading:
    from skjuts.adapters.gtfs import load_timetable

    with message_console().status("Läser tidtabellen …"):
        return load_timetable(feed, folder)


def _read_day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise InvalidField("Dagen går inte att läsa.", field="--day", remedy="Skriv ÅÅÅÅ-MM-DD.") from None


def _find_spot(timetable_read: Timetable, text: str, option: str) -> Spot:
    """A point given as lat,lon, or the only stop whose name begins so."""
    from skjuts.core.timetable.question import Spot

    parts = text.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return _find_stop(timetable_read, text, option)
    return Spot(text, lat, lon)


def _find_stop(timetable_read: Timetable, text: str, option: str) -> Spot:
    from skjuts.core.timetable.question import Spot

    stops = timetable_read.stops
    rows = [row for row, name in enumerate(stops.names) if name.casefold().startswith(text.casefold())]
    exact = [row for row in rows if stops.names[row].casefold() == text.casefold()]
    rows = exact or rows
    names = sorted({stops.names[row] for row in rows})
    if not rows:
        raise UnknownReference(
            f"Ingen hållplats heter {text}.", field=option, remedy="Ange lat,lon eller ett annat namn."
        )
    if len(names) > 1:
        raise UnknownReference(
            f"Flera hållplatser börjar så: {', '.join(names[:MOST_NAMES])}.",
            field=option,
            remedy="Skriv hela namnet.",
        )
    return Spot(names[0], float(stops.lat[rows[0]]), float(stops.lon[rows[0]]))


def _print_feed(reading: FeedReading) -> None:
    from skjuts.core.timetable.telling import tell_day

    read, stamp = reading.timetable, reading.timetable.stamp
    rows = [
        f"Tidtabell: {stamp.name}, {stamp.publisher or 'okänd'}, version {stamp.version or 'okänd'}.",
        f"Gäller {tell_day(stamp.first_day)} till {tell_day(stamp.last_day)}.",
        f"{len(read.stops)} hållplatser, {len(read.lines)} linjer, {len(read.trips)} turer.",
        f"{len(read.stop_times)} stopptider, {len(read.zone_services)} resor inom anropsområden.",
        f"Innehåll: sha256 {stamp.content_sha256}",
        *(["Detta är en demonstrationstidtabell: all trafik är påhittad."] if stamp.is_demonstration else []),
        *(f"Obs: {note}" for note in reading.notes),
    ]
    _print(rows)


def _print_answer(answer: VisitAnswer) -> None:
    stamp = answer.stamp
    rows = []
    for title, way in (("Dit", answer.outward), ("Hem", answer.homeward)):
        if way is not None:
            rows += _tell_way(title, way, answer.question.day)
    rows.append(
        f"Tidtabell: {stamp.name}, version {stamp.version or 'okänd'}, sha256 {stamp.content_sha256[:16]}…"
    )
    rows.append(f"Gångvägar: {answer.walks_from}.")
    if stamp.is_demonstration:
        rows.append("Detta är en demonstrationstidtabell: all trafik är påhittad.")
    _print(rows)


def _tell_way(title: str, way: WayAnswer, day: date) -> list[str]:
    from skjuts.core.timetable.telling import tell_journey, tell_leg

    if way.journey is not None:
        return [
            f"{title}: {tell_journey(way.journey)}",
            *(f"  {tell_leg(leg, day)}" for leg in way.journey.legs),
        ]
    verdict = "går inte" if way.is_possible is False else "går inte att avgöra"
    return [f"{title}: {verdict}", *(f"  {obstacle.sentence}" for obstacle in way.obstacles)]


def _print(rows: list[str]) -> None:
    console = answer_console()
    for row in rows:
        console.print(row, highlight=False, markup=False, soft_wrap=True)
