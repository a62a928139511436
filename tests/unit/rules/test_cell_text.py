"""Cells as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules import Fact, Kind
from skjuts.core.rules.cell_text import Names, read_cell, write_cell
from skjuts.core.rules.cells import (
    ANYTHING,
    Bound,
    Cell,
    FactRef,
    Holds,
    Interval,
    Literal,
    OneOf,
    ParameterRef,
    Share,
)

MODE = Fact("mode", "färdsättet", Kind.CHOICE, {"bus": "buss", "taxi": "taxi", "lying": "liggande transport"})
CARE = Fact(
    "care",
    "vården",
    Kind.CHOICE,
    {"care": "vård eller behandling", "test": "provtagning", "or": "hälsa eller kost"},
)
NEEDS = Fact("needs", "behoven", Kind.CHOICES, {"watch": "tillsyn eller hjälp", "air": "syrgas"})
AIDS = Fact("aids", "hjälpmedlen", Kind.CHOICES, {"air": "syrgas", "chair": "rullstol"})
AGE = Fact("age", "åldern", Kind.INTEGER, unit=("år", "år"), least=0, most=120)
WAY = Fact("way", "avståndet", Kind.METRES, least=0)
DAY = Fact("day", "dagen", Kind.DATE)
CLOCK = Fact("clock", "avresan", Kind.CLOCK, least=0)
CAN = Fact("can", "kan åka buss", Kind.BOOL)
YES, NO = Literal(value=True), Literal(value=False)
NAMES = Names({"limit": Kind.METRES}, {"other": Kind.METRES, "age": Kind.INTEGER})


def least(value: object) -> Bound:
    """A closed bound."""
    return Bound(Literal(value))  # type: ignore[arg-type]


def beyond(value: object) -> Bound:
    """An open bound."""
    return Bound(Literal(value), is_closed=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "text", "cell"),
    [
        (MODE, "–", ANYTHING),
        (MODE, "", ANYTHING),
        (CAN, "ja", OneOf((YES,))),
        (CAN, "nej", OneOf((NO,))),
        (MODE, "buss", OneOf((Literal("bus"),))),
        (MODE, "Taxi eller liggande transport", OneOf((Literal("taxi"), Literal("lying")))),
        (MODE, "buss, taxi eller lying", OneOf((Literal("bus"), Literal("taxi"), Literal("lying")))),
        (MODE, "inte taxi", OneOf((Literal("taxi"),), is_negated=True)),
        (MODE, "varken buss eller taxi", OneOf((Literal("bus"), Literal("taxi")), is_negated=True)),
        (CARE, "vård eller behandling", OneOf((Literal("care"),))),
        (CARE, "Provtagning eller vård  eller behandling", OneOf((Literal("test"), Literal("care")))),
        (CARE, "hälsa eller kost, test eller care", OneOf((Literal("or"), Literal("test"), Literal("care")))),
        (CARE, "inte vård eller behandling", OneOf((Literal("care"),), is_negated=True)),
        (AGE, "20", OneOf((Literal(20),))),
        (AGE, "minst 20 år", Interval(least(20))),
        (AGE, "över 20", Interval(beyond(20))),
        (AGE, "under 75 år", Interval(None, beyond(75))),
        (AGE, "minst 20 och under 85 år", Interval(least(20), beyond(85))),
        (AGE, "mellan 20 och 85", Interval(least(20), least(85))),
        (WAY, "minst 5,1 mil", Interval(least(51_000))),
        (WAY, "högst 1 200 m", Interval(None, least(1200))),
        (WAY, "minst {limit}", Interval(Bound(ParameterRef("limit")))),
        (WAY, "under {other}", Interval(None, Bound(FactRef("other"), is_closed=False))),
        (WAY, "inte {limit}", OneOf((ParameterRef("limit"),), is_negated=True)),
        (DAY, "från och med 2021-05-01", Interval(least(date(2021, 5, 1)))),
        (DAY, "före 2021-05-01", Interval(None, beyond(date(2021, 5, 1)))),
        (
            DAY,
            "från och med 2021-05-01 och till och med 2021-06-01",
            Interval(least(date(2021, 5, 1)), least(date(2021, 6, 1))),
        ),
        (CLOCK, "före 05:00", Interval(None, beyond(5 * 3600))),
        (CLOCK, "senast kl. 23.00", Interval(None, least(23 * 3600))),
        (AIDS, "innehåller syrgas eller rullstol", Holds(("air", "chair"))),
        (AIDS, "innehåller syrgas och rullstol", Holds(("air", "chair"), Share.EVERY)),
        (AIDS, "saknar syrgas", Holds(("air",), Share.NONE)),
        (NEEDS, "innehåller tillsyn eller hjälp", Holds(("watch",))),
        (NEEDS, "innehåller syrgas eller tillsyn eller hjälp", Holds(("air", "watch"))),
        (NEEDS, "saknar tillsyn eller hjälp och syrgas", Holds(("watch", "air"), Share.NONE)),
        (AIDS, "tom", Holds((), Share.NONE)),
        (AIDS, "inte tom", Holds((), Share.SOME)),
    ],
)
def test_cell_when_written_by_a_person_then_means_what_it_says(fact: Fact, text: str, cell: Cell) -> None:
    """A case officer writes Swedish, with or without units, and is understood."""
    assert read_cell(text, fact, NAMES) == cell
    assert read_cell(write_cell(cell, fact), fact, NAMES) == cell


@pytest.mark.parametrize(
    ("fact", "text", "told"),
    [
        (MODE, "flyg", "finns inte bland valen"),
        (CARE, "vård eller vila", "”vård” finns inte bland valen"),
        (AGE, "minst tjugo", "ett tal som inte går att läsa"),
        (AGE, "minst 20 och minst 30", "inget villkor som går att läsa"),
        (AGE, "minst 30 och högst 20", "kan aldrig uppfyllas"),
        (AGE, "över 20 och under 20", "kan aldrig uppfyllas"),
        (AGE, "130", "är mer än 120 år"),
        (WAY, "minst 51", "en sträcka som inte går att läsa"),
        (WAY, "minst {lim}", "varken en parameter eller en uppgift"),
        (WAY, "minst {age}", "av slaget integer"),
        (CAN, "kanske", "ett ja eller nej"),
        (DAY, "före maj 2021", "ett datum som inte går att läsa"),
        (AIDS, "innehåller bår", "finns inte bland valen"),
    ],
)
def test_cell_when_it_cannot_be_read_then_says_why_and_what_to_write(
    fact: Fact, text: str, told: str
) -> None:
    """A cell that is guessed at is a rule that nobody decided."""
    with pytest.raises(InvalidField) as caught:
        read_cell(text, fact, NAMES)
    assert told in caught.value.message
    assert caught.value.remedy
