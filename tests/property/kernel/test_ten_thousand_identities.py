"""Ten thousand numbers as people write and mistype them, each with the answer that its maker knows (goal I1).

Made without the parser: dates from the calendar, check digits by the textbook. Sources: Skatteverket SKV 704
(personal numbers), SKV 707 (coordination numbers); Inera, Nationellt ReservID. All numbers are drawn by
chance from a fixed seed and stand for nobody.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import IdentitySystem, parse_person_identity

TODAY = date(2027, 3, 1)
CASES = 10_000
SEED = 704
LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody writes, and what must come of it: system and value, or None for a refusal."""

    kind: str
    text: str
    system: str | None = None
    value: str = ""


def luhn(text: str) -> int:
    """The check digit by the textbook; a letter counts by its ASCII number (Nationellt ReservID)."""
    total = 0
    for place, sign in enumerate(reversed(text)):
        number = int(sign) if sign.isdigit() else ord(sign)
        total += sum(map(int, str(number * 2 if place % 2 == 0 else number)))
    return -total % 10


def born_before(draw: random.Random, *, least_days: int = 0, most_years: int = 130) -> date:
    """A day of birth in the past."""
    return TODAY - timedelta(days=draw.randint(least_days, most_years * 365))


def personal(draw: random.Random, born: date) -> str:
    """A whole number of twelve digits."""
    stem = f"{born:%y%m%d}{draw.randint(1, 999):03}"
    return f"{born:%Y}{stem[2:]}{luhn(stem)}"


def coordination(draw: random.Random, born: date) -> str:
    """The same with sixty added to the day."""
    stem = f"{born:%y%m}{born.day + 60:02}{draw.randint(0, 999):03}"
    return f"{born:%Y}{stem[2:]}{luhn(stem)}"


def whole(draw: random.Random) -> Case:
    """Twelve digits, with or without a hyphen and spaces."""
    value = personal(draw, born_before(draw, most_years=125))
    text = draw.choice([value, f"{value[:8]}-{value[8:]}", f" {value[:8]} {value[8:]} "])
    return Case("whole", text, IdentitySystem.PERSONAL_NUMBER, value)


def short(draw: random.Random) -> Case:
    """Ten digits: at most 99 years old."""
    value = personal(draw, born_before(draw, most_years=99))
    text = draw.choice([value[2:], f"{value[2:8]}-{value[8:]}", f"{value[2:8]}\u2013{value[8:]}"])
    return Case("short", text, IdentitySystem.PERSONAL_NUMBER, value)


def hundred(draw: random.Random) -> Case:
    """Ten digits with a plus: a hundred years or more."""
    value = personal(draw, born_before(draw, least_days=100 * 366, most_years=125))
    return Case("hundred", f"{value[2:8]}+{value[8:]}", IdentitySystem.PERSONAL_NUMBER, value)


def settled(draw: random.Random) -> Case:
    """A coordination number."""
    value = coordination(draw, born_before(draw, most_years=99))
    return Case("coordination", draw.choice([value, value[2:]]), IdentitySystem.COORDINATION_NUMBER, value)


def wrong_check(draw: random.Random) -> Case:
    """A check digit that is another."""
    value = personal(draw, born_before(draw))
    return Case("wrong check", value[:-1] + str((int(value[-1]) + draw.randint(1, 9)) % 10))


def swapped(draw: random.Random) -> Case:
    """Two neighbours changed places; 0 and 9 are the pair that Luhn's method lets through."""
    while True:
        value = personal(draw, born_before(draw))
        place = draw.randint(8, 10)
        pair = value[place : place + 2]
        if pair[0] != pair[1] and set(pair) != {"0", "9"}:
            return Case("swapped", value[:place] + pair[::-1] + value[place + 2 :])


def unborn(draw: random.Random) -> Case:
    """A birth in the future."""
    born = TODAY + timedelta(days=draw.randint(1, 72 * 365))
    make = draw.choice([personal, coordination])
    return Case("unborn", make(draw, born))


def no_such_day(draw: random.Random) -> Case:
    """The thirtieth of February, the thirteenth month, and a leap day without a leap year."""
    day = draw.choice(["0230", "0431", "1301", "0000", "0132", "0100"])
    stem = f"{draw.randint(30, 99):02}{day}{draw.randint(1, 999):03}"
    return Case("no such day", f"19{stem}{luhn(stem)}")


def no_serial(draw: random.Random) -> Case:
    """Birth number 000 is given to nobody."""
    stem = f"{born_before(draw, most_years=80):%y%m%d}000"
    return Case("no serial", f"19{stem}{luhn(stem)}" if int(stem[:2]) > 30 else f"{stem}{luhn(stem)}")


def odd_length(draw: random.Random) -> Case:
    """A digit too many or too few."""
    value = personal(draw, born_before(draw))
    return Case("odd length", draw.choice([value[:-1], value + "0", value[1:], value[4:]]))


def other_signs(draw: random.Random) -> Case:
    """Letters, other alphabets' digits, and signs that only look like nothing."""
    value = personal(draw, born_before(draw))
    arabic = value.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    spoiled = [f"{value[:6]}O{value[7:]}", arabic, value + "\0", f"{value[:8]}/{value[8:]}", f"\u202e{value}"]
    return Case("other signs", draw.choice(spoiled))


def reserve(draw: random.Random) -> Case:
    """A national reserve number with a birth date; its century is moved by threes."""
    born = born_before(draw, most_years=99)
    century = draw.choice(range(22 + (born.year // 100 - 19), 99, 3))
    serial = "".join(draw.choices(LETTERS, k=2)) + draw.choice(LETTERS + "0123456789")
    stem = f"{century}{born:%y%m%d}{serial}"
    value = f"{stem}{luhn(stem)}"
    return Case("reserve", draw.choice([value, value.lower()]), IdentitySystem.NATIONAL_RESERVE_NUMBER, value)


def unborn_reserve(draw: random.Random) -> Case:
    """A reserve number whose century stands for the next one."""
    born = TODAY + timedelta(days=draw.randint(1, 72 * 365))
    century = draw.choice(range(22 + (born.year // 100 - 19), 99, 3))
    stem = f"{century}{born:%y%m%d}{draw.choice(LETTERS)}{draw.choice(LETTERS)}1"
    return Case("unborn reserve", f"{stem}{luhn(stem)}")


def wrong_reserve(draw: random.Random) -> Case:
    """The same with another check digit."""
    value = reserve(draw).value
    return Case("wrong reserve", value[:-1] + str((int(value[-1]) + draw.randint(1, 9)) % 10))


MAKERS: tuple[Callable[[random.Random], Case], ...] = (
    whole,
    short,
    hundred,
    settled,
    reserve,
    wrong_check,
    swapped,
    unborn,
    no_such_day,
    no_serial,
    odd_length,
    other_signs,
    wrong_reserve,
    unborn_reserve,
)


def judge(case: Case) -> str:
    """What is wrong with the answer to a case, '' when nothing is."""
    try:
        found = parse_person_identity(case.text, on=TODAY)
    except InvalidField as refused:
        repeats = case.text in refused.message + refused.remedy
        return "repeated" if repeats else ("refused" if case.system else "")
    if case.system is None:
        return "let in"
    return "" if (found.system, found.value) == (case.system, case.value) else "read as another"


def test_every_number_when_written_as_people_do_gets_the_answer_that_its_maker_knows() -> None:
    """Let in wrongly, two patients become one; refused wrongly, somebody stands without a trip."""
    draw = random.Random(SEED)
    cases = [draw.choice(MAKERS)(draw) for _ in range(CASES)]
    wrong = Counter((case.kind, fault) for case in cases if (fault := judge(case)))
    assert not wrong, wrong
    assert min(Counter(case.kind for case in cases).values()) > CASES / len(MAKERS) / 2
