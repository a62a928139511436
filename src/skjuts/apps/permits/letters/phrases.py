"""Words that letters share: travel modes, kinds of permit and conditions, in each form. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import dates

from skjuts.apps.permits.letters.text import Form
from skjuts.apps.permits.terms import Aid, Direction, Seat, Terms
from skjuts.web.formatting import LOCALES, format_date

SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one form. `modes`: what one does, after "you may"."""

    kinds: Mapping[str, str]
    modes: Mapping[str, str]
    directions: Mapping[Direction, str]
    seats: Mapping[Seat, str]
    brings: Mapping[Aid, str]
    also: str
    period: str
    period_open: str
    season: str
    trips: tuple[str, str]
    escorts: tuple[str, str]
    alone: str
    door: str
    sits: str
    bringing: str
    longest: str
    goes: str
    reserved: str

    def modes_of(self, modes: tuple[str, ...]) -> str:
        """What one may do, in one phrase."""
        return self.join([self.modes[one] for one in modes])

    def join(self, words: list[str]) -> str:
        """Words with a comma between, and the last one's own word before it."""
        return f" {self.also} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


_SEATS = {
    Seat.FRONT: "i framsätet",
    Seat.REAR: "i baksätet",
    Seat.TWO_SEATS: "på två säten",
    Seat.NEAR_DOOR: "nära dörren",
    Seat.LYING: "liggande",
}
_BRINGS = {
    Aid.CRUTCHES: "kryckor eller käpp",
    Aid.WALKER: "rollator",
    Aid.FOLDING_WHEELCHAIR: "hopfällbar rullstol",
    Aid.WHEELCHAIR: "rullstol",
    Aid.ELECTRIC_WHEELCHAIR: "elrullstol",
    Aid.SCOOTER: "elscooter",
    Aid.STRETCHER: "bår",
    Aid.STAIR_CLIMBER: "trappklättrare",
    Aid.OXYGEN: "syrgas",
    Aid.ASSISTANCE_DOG: "assistanshund",
    Aid.CHILD_SEAT: "bilbarnstol",
}
_KINDS = {"patient_trip": "sjukresa", "paratransit": "färdtjänst", "national_paratransit": "riksfärdtjänst"}
SWEDISH = Phrases(
    kinds=_KINDS,
    modes={
        "walk": "gå till vården",
        "public_transport": "åka buss eller tåg",
        "private_car": "åka egen bil",
        "patient_shuttle_line": "åka med sjukreselinjen",
        "feeder_taxi": "åka anslutningstaxi till bussen eller tåget",
        "shared_taxi": "åka taxi tillsammans med andra",
        "wheelchair_vehicle": "åka specialfordon med plats för rullstol",
        "taxi_alone": "åka taxi utan andra resenärer",
        "boat_taxi": "åka båttaxi",
        "special_terrain": "åka terrängfordon",
        "stretcher_transport": "åka liggande på bår",
        "scheduled_flight": "åka reguljärt flyg",
    },
    directions={
        Direction.TO_CARE: "till vården",
        Direction.FROM_CARE: "från vården",
        Direction.BETWEEN_CARE: "mellan vårdgivare",
    },
    seats=_SEATS,
    brings=_BRINGS,
    also="och",
    period="Du får resa från och med den {first} till och med den {last}.",
    period_open="Du får resa från och med den {first}, tills vidare.",
    season="Det gäller varje år från den {first} till den {last}.",
    trips=("Du får göra en enkel resa.", "Du får göra {count} enkla resor."),
    escorts=("Du får ha med dig en ledsagare.", "Du får ha med dig {count} ledsagare."),
    alone="Du åker utan andra resenärer.",
    door="Föraren hämtar och lämnar dig vid dörren.",
    sits="Du sitter {seats}.",
    bringing="Du får ta med {aids}.",
    longest="Resan får ta högst {minutes} minuter.",
    goes="Resorna går {ways}.",
    reserved="Beslutet kan ändras om reglerna eller ditt behov ändras.",
)
EASY = Phrases(
    kinds=_KINDS,
    modes={
        **SWEDISH.modes,
        "shared_taxi": "åka taxi med andra",
        "wheelchair_vehicle": "åka en bil med plats för rullstol",
        "taxi_alone": "åka taxi utan andra",
        "feeder_taxi": "åka taxi till bussen eller tåget",
        "patient_shuttle_line": "åka en buss till sjukhuset",
        "special_terrain": "åka en bil för terräng",
        "stretcher_transport": "åka liggande",
        "scheduled_flight": "åka flyg",
    },
    directions={**SWEDISH.directions, Direction.BETWEEN_CARE: "mellan olika vård"},
    seats=_SEATS,
    brings=_BRINGS,
    also="och",
    period="Du får resa från den {first} till den {last}.",
    period_open="Du får resa från den {first}.",
    season="Det gäller från den {first} till den {last} varje år.",
    trips=("Du får resa en gång.", "Du får resa {count} gånger."),
    escorts=("En person får åka med för att hjälpa dig.", "{count} personer får åka med för att hjälpa dig."),
    alone="Ingen annan åker med i bilen.",
    door="Du blir hämtad vid din dörr.",
    sits="Du sitter {seats}.",
    bringing="Du får ta med {aids}.",
    longest="Resan tar högst {minutes} minuter.",
    goes="Du åker {ways}.",
    reserved="Vi kan ändra det här om ditt behov ändras.",
)
ENGLISH = Phrases(
    kinds={
        "patient_trip": "a patient trip",
        "paratransit": "paratransit",
        "national_paratransit": "national paratransit",
    },
    modes={
        "walk": "walk to your care",
        "public_transport": "go by bus or train",
        "private_car": "go by your own car",
        "patient_shuttle_line": "go by the patient shuttle line",
        "feeder_taxi": "go by taxi to the bus or train",
        "shared_taxi": "go by taxi together with others",
        "wheelchair_vehicle": "go by a vehicle with room for a wheelchair",
        "taxi_alone": "go by taxi without other passengers",
        "boat_taxi": "go by boat taxi",
        "special_terrain": "go by a terrain vehicle",
        "stretcher_transport": "travel lying on a stretcher",
        "scheduled_flight": "go by scheduled flight",
    },
    directions={
        Direction.TO_CARE: "to care",
        Direction.FROM_CARE: "from care",
        Direction.BETWEEN_CARE: "between care providers",
    },
    seats={
        Seat.FRONT: "in the front seat",
        Seat.REAR: "in the back seat",
        Seat.TWO_SEATS: "on two seats",
        Seat.NEAR_DOOR: "near the door",
        Seat.LYING: "lying down",
    },
    brings={
        Aid.CRUTCHES: "crutches or a stick",
        Aid.WALKER: "a walker",
        Aid.FOLDING_WHEELCHAIR: "a folding wheelchair",
        Aid.WHEELCHAIR: "a wheelchair",
        Aid.ELECTRIC_WHEELCHAIR: "an electric wheelchair",
        Aid.SCOOTER: "a mobility scooter",
        Aid.STRETCHER: "a stretcher",
        Aid.STAIR_CLIMBER: "a stair climber",
        Aid.OXYGEN: "oxygen",
        Aid.ASSISTANCE_DOG: "an assistance dog",
        Aid.CHILD_SEAT: "a child seat",
    },
    also="and",
    period="You may travel from {first} up to and including {last}.",
    period_open="You may travel from {first}, until further notice.",
    season="This holds from {first} to {last} every year.",
    trips=("You may make one one-way trip.", "You may make {count} one-way trips."),
    escorts=("One escort may travel with you.", "{count} escorts may travel with you."),
    alone="You travel without other passengers.",
    door="The driver meets you and leaves you at the door.",
    sits="You sit {seats}.",
    bringing="You may bring {aids}.",
    longest="The ride may take at most {minutes} minutes.",
    goes="The trips go {ways}.",
    reserved="The decision may be changed if the rules or your needs change.",
)
PHRASES = {Form.SWEDISH: SWEDISH, Form.EASY: EASY, Form.ENGLISH: ENGLISH}
LEAP_YEAR = 2024


def tell_day(day: dt.date, form: Form) -> str:
    """A day in running text."""
    return format_date(day, form.language)


def tell_terms(terms: Terms, form: Form) -> Iterator[str]:
    """The conditions of a permit, a sentence each: when, how often, with whom, how."""
    words = PHRASES[form]
    yield from _tell_time(terms, words, form)
    if terms.directions:
        ways = [words.directions[one] for one in Direction if one in terms.directions]
        yield words.goes.format(ways=words.join(ways))
    if terms.escorts:
        yield _count(words.escorts, terms.escorts)
    if terms.ride_alone and "taxi_alone" not in terms.travel_modes:
        yield words.alone
    if terms.door_to_door:
        yield words.door
    if terms.seats:
        yield words.sits.format(seats=words.join([words.seats[one] for one in Seat if one in terms.seats]))
    if terms.aids:
        yield words.bringing.format(aids=words.join([words.brings[one] for one in Aid if one in terms.aids]))
    if terms.longest_ride_s:
        yield words.longest.format(minutes=terms.longest_ride_s // SECONDS_PER_MINUTE)
    if terms.reserves_change:
        yield words.reserved


def _tell_time(terms: Terms, words: Phrases, form: Form) -> Iterator[str]:
    if terms.valid_from and terms.valid_to:
        yield words.period.format(first=tell_day(terms.valid_from, form), last=tell_day(terms.valid_to, form))
    elif terms.valid_from:
        yield words.period_open.format(first=tell_day(terms.valid_from, form))
    if terms.season:
        first, last = (_tell_month_day(one, form) for one in terms.season)
        yield words.season.format(first=first, last=last)
    if terms.trips:
        yield _count(words.trips, terms.trips)


def _count(forms: tuple[str, str], count: int) -> str:
    return forms[count != 1].format(count=count)


def _tell_month_day(day: int, form: Form) -> str:
    return dates.format_date(dt.date(LEAP_YEAR, *divmod(day, 100)), "d MMMM", locale=LOCALES[form.language])
