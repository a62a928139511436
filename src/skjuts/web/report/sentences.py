"""What the page says in words about a rider: why this vehicle, how long, with whom, why not."""

from __future__ import annotations

from collections.abc import Iterator

from skjuts.core.planning.explain import (
    Change,
    Lookup,
    NearestMiss,
    Ride,
    RiderExplanation,
    UnservedExplanation,
)
from skjuts.core.planning.problem import ReferenceSide
from skjuts.web.report.units import Units

MOST_CO_RIDERS = 6

SIDES = {
    ReferenceSide.ARRIVE_BY: "Framme",
    ReferenceSide.READY_AT: "Hämtas",
    ReferenceSide.WILL_CALL: "Hämtas (tiden är en prognos)",
}


def tell_price(units: Units, told: RiderExplanation) -> Iterator[str]:
    """Why this vehicle, in amounts."""
    ride, together = told.ride, "" if len(told.linked) == 1 else ", utresa och återresa tillsammans"
    if told.added_ore is None:
        yield f"Resan hör till turens fasta början och kan inte flyttas från {ride.vehicle}."
    elif told.run_riders == len(told.linked):
        yield f"Ensam på turen, som kostar {units.money(told.run_ore)}{together}."
    elif told.added_ore <= 0:
        yield f"Resan ryms på turen utan att den blir dyrare{together}."
    else:
        yield f"Turen kostar {units.money(told.added_ore)} mer med resenären än utan{together}."
    yield from _tell_elsewhere(units, told)
    if told.alone is not None:
        where = "samma fordon" if told.alone.vehicle == ride.vehicle else told.alone.vehicle
        price = units.money(told.alone.price_ore)
        yield f"Att åka ensam hade kostat {price} i det billigaste fordonet ({where}){together}."


def _tell_elsewhere(units: Units, told: RiderExplanation) -> Iterator[str]:
    if told.elsewhere is not None:
        price, vehicle = units.money(told.elsewhere.price_ore), told.elsewhere.vehicle
        yield f"Bästa andra plats på de turer som kör närmast: {vehicle}, {price} mer för den turen."
    elif len(told.linked) == 1:
        yield "Ingen av de andra turer som kör närmast har plats för resan inom reglerna."


def tell_time(units: Units, told: RiderExplanation) -> Iterator[str]:
    """How long aboard, against the direct journey and the limit; and on time or not."""
    ride = told.ride
    limit = "" if ride.limit_s is None else f" Längst tillåtet: {units.minutes(ride.limit_s)}."
    way = tell_detour(units, ride)
    if ride.detour_s >= units.least_told_s:
        way += f" än raka vägen, som tar {units.minutes(ride.direct_s)}"
    yield f"Ombord {units.minutes(ride.ride_s)}, {way}.{limit}"
    reference = told.request.reference
    chosen = ride.dropoff_s if reference is ReferenceSide.ARRIVE_BY else ride.pickup_s
    late = "i tid" if not ride.late_s else f"{units.minutes(ride.late_s)} sent, inom toleransen"
    yield f"{SIDES[reference]} {units.clock(chosen)}, senast {units.clock(ride.due_s)}: {late}."
    if (promised := told.request.promised) is not None:
        yield f"Lovad hämtning {units.clock(promised.earliest_s)}–{units.clock(promised.latest_s)}: hålls."


def tell_detour(units: Units, ride: Ride) -> str:
    """How much longer than the direct journey, in a few words."""
    is_direct = ride.detour_s < units.least_told_s
    return "raka vägen" if is_direct else f"{units.minutes(ride.detour_s)} längre"


def tell_company(units: Units, told: RiderExplanation) -> str:
    """Who shares the vehicle."""
    co_riders = told.ride.co_riders
    if told.request.ride_alone:
        return "Åker ensam enligt beslut."
    if not co_riders:
        return "Delar inte fordonet med någon."
    named = ", ".join(
        f"{c.request} ({units.clock(c.from_s)}–{units.clock(c.until_s)})" for c in co_riders[:MOST_CO_RIDERS]
    )
    more = len(co_riders) - MOST_CO_RIDERS
    return f"Delar fordon med {named}{f' och {more} till' if more > 0 else ''}."


def tell_miss(units: Units, told: UnservedExplanation) -> str:
    """What would have had to be different."""
    if told.lacking:
        return f"Inget fordon med plats har: {', '.join(told.lacking)}."
    if told.vehicles_able == 0:
        return "Inget fordon i planen rymmer resan, ens tomt."
    if told.nearest_miss is None:
        return "Ingen enskild ändring som prövats hade räckt; resan behöver fler fordon eller andra tider."
    miss = told.nearest_miss
    price = units.money(miss.price_ore)
    return f"{_CHANGES[miss.change].format(amount=units.minutes(miss.amount_s))} {miss.vehicle} för {price}."


_CHANGES = {
    Change.NOTHING: "Plats finns: resan kan köras av",
    Change.WINDOW: "Med {amount} större tidsfönster åt båda håll hade resan kunnat köras av",
    Change.RIDE_TIME: "Utan gränsen för tid ombord hade resan kunnat köras av",
    Change.SHIFT: "Med {amount} längre pass i båda ändar hade resan kunnat köras av",
    Change.BREAK: "Utan rast i passet hade resan kunnat köras av",
    Change.RIDE_ALONE: "Utan kravet på ensamåkning hade resan kunnat köras av",
    Change.MIXING: "Om resenären fått dela fordon med alla hade resan kunnat köras av",
    Change.WAIT: "Om fordonet inte behövt vänta på återresan hade resan kunnat köras av",
    Change.QUALIFICATION: "Utan kravet på särskild behörighet hade resan kunnat köras av",
}


def tell_remedy(miss: NearestMiss | None, *, is_possible: bool) -> str:
    """What a planner can do about an unserved ride."""
    if not is_possible:
        return "Beställ ett fordon med rätt utrustning utanför planen."
    return _REMEDIES[miss.change] if miss is not None else "Beställ ett fordon till, eller boka om resan."


_REMEDIES = {
    Change.NOTHING: "Planera om med längre söktid, eller höj resans prioritet.",
    Change.WINDOW: "Fråga vårdenheten eller resenären om en annan tid.",
    Change.RIDE_TIME: "Beställ ett eget fordon, eller boka om resan.",
    Change.SHIFT: "Fråga entreprenören om ett längre pass.",
    Change.BREAK: "Flytta rasten i samråd med entreprenören.",
    Change.RIDE_ALONE: "Pröva om beslutet om ensamåkning måste gälla i dag.",
    Change.MIXING: "Beställ ett eget fordon.",
    Change.WAIT: "Dela upp resan i utresa och återresa.",
    Change.QUALIFICATION: "Beställ ett fordon med rätt behörighet.",
}


def tell_window(units: Units, lookup: Lookup, request_id: str) -> str:
    """When a rider wants to travel."""
    request = lookup.get_request(request_id)
    window = request.pickup_window
    if request.reference is ReferenceSide.ARRIVE_BY:
        window = request.dropoff_window
    return f"{SIDES[request.reference]} {units.clock(window.earliest_s)}–{units.clock(window.latest_s)}"
