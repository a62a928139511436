"""Three alternatives for assessment and booking: what the inquiry allows, and what kronor would add."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from skjuts.core.followup import alternatives
from skjuts.core.followup.alternatives import (
    AnswerTerms,
    BadAlternative,
    Comparison,
    Estimate,
    Question,
    Terms,
    WorkTerms,
    check_deadline,
    compare,
    count_posts,
    find_break_even,
    find_seats,
    list_seats,
    read_alternatives,
    service_level,
    waiting_probability,
    write_ranks,
)

FILE = Path(alternatives.__file__).parent / "booking_2019" / "alternatives.toml"
TERMS = Terms(years=5, rate=0.03)
ANSWER = AnswerTerms(handling_s=240, answer_s=20, target=0.8)
AMOUNTS = """
[alternative.amounts]
staff_ore = {staff}
it_ore = 0
premises_ore = 0
contract_ore = {contract}
per_contact_ore = {each}
transition_ore = {transition}
benefits_ore = 0
build_up_months = {months}
jobs_in_county = [4, 5, 6]
"""


@pytest.fixture(scope="module")
def question() -> Question:
    """The question as it ships."""
    return read_alternatives(FILE.read_bytes())


@pytest.fixture(scope="module")
def answered(question: Question) -> Comparison:
    """Its answer."""
    return compare(question, TERMS, seed=1)


@pytest.mark.parametrize(("load", "seats"), [(2, 4), (3, 5), (5, 8), (10, 14), (15, 19), (20, 25)])
def test_seats_when_four_of_five_are_answered_in_twenty_seconds_then_are_the_published(
    load: float, seats: int
) -> None:
    """Calls of four minutes: the table that any textbook of call centres prints."""
    assert find_seats(load, 240, 20, 0.8) == seats
    assert service_level(load, seats - 1, 240, 20) < 0.8


def test_seats_when_two_desks_answer_as_one_then_three_are_saved() -> None:
    """5 and 10 erlang need 8 + 14 seats apart and 19 together: why a larger centre is steadier."""
    apart, together = [find_seats(load, 240, 20, 0.8) for load in (5, 10)], find_seats(15, 240, 20, 0.8)
    assert sum(apart) - together == 3


def test_waiting_when_seats_are_as_many_as_the_load_then_everybody_waits() -> None:
    """A queue that only grows. And one seat at half load: every second call waits."""
    assert waiting_probability(5, 5) == 1
    assert waiting_probability(0.5, 1) == pytest.approx(0.5)
    assert waiting_probability(0, 3) == 0


def test_posts_when_the_day_is_known_then_seats_follow_its_hours() -> None:
    """75 calls an hour are 5 erlang: 8 seats; ten such hours, 250 days, 1 440 hours worked a post."""
    seats = list_seats([0] * 7 + [75] * 10 + [0] * 7, ANSWER)
    assert seats == tuple([0] * 7 + [8] * 10 + [0] * 7)
    assert count_posts(seats, WorkTerms(1600, 0.1, 250)) == pytest.approx(8 * 10 * 250 / 1440)


def test_inquiry_when_it_has_no_amounts_then_the_answer_is_ordinal_only(answered: Comparison) -> None:
    """No kronor are made up: alternative 3 stands first by the source's own words, and gaps are listed."""
    assert answered.values == answered.swings == ()
    assert [one.alternative.id for one in answered.placings] == ["3", "2", "1"]
    assert answered.placings[0].beats == ("1", "2")
    assert answered.texts[0].startswith("Bara rangordning")
    assert "kostnaden i dag per år" in answered.missing
    assert any("Alternativ 2" in one and "personal per år" in one for one in answered.missing)


def test_inquiry_when_a_supplier_may_change_then_continuity_is_told(answered: Comparison) -> None:
    """Only the alternative with a procured centre runs that risk."""
    said = [one for one in answered.texts if "ny leverantör kan komma" in one]
    assert len(said) == 1
    assert said[0].startswith("Alternativ 1")


def test_inquiry_when_gates_are_read_then_law_has_its_source(question: Question) -> None:
    """Cooperation rests on an agreement under the local government act."""
    third = question.alternatives[2]
    assert "kommunallagen (2017:725) 9 kap. 37 §" in third.gates[0].source
    assert "avtalssamverkan" in third.gates[0].text
    assert "kostnad 1" in write_ranks(third)


def test_deadline_when_two_contracts_are_near_then_the_right_one_rules(question: Question) -> None:
    """The booking centre's contract ends in autumn 2020; 14 June 2020 is when other driving begins."""
    deadline = check_deadline(question, question.alternatives[2], date(2019, 4, 1))
    assert deadline.contract is not None
    assert deadline.contract.id == "booking"
    assert deadline.latest_decision is None
    assert deadline.is_late is None
    assert any("2020-06-14" in one and "annat avtal" in one for one in deadline.texts)
    assert any("12 månader innan" in one for one in deadline.texts)


def priced(*amounts: dict[str, object], more: str = "") -> Question:
    """Alternatives a, b, … with amounts; building takes some months."""
    text = f'title = "påhittat"\nsource = "påhittat"\ntoday_ore = 1000\ncontacts = 100\n{more}'
    text += '[[contract]]\nid = "c"\nname = "Avtalet"\nservice = "booking"\nends = 2031-01-01\nsource = "x"\n'
    for letter, one in zip("abc", amounts, strict=False):
        text += f'[[alternative]]\nid = "{letter}"\nname = "{letter}"\nassessment = "own"\nbooking = "own"\n'
        text += 'waits_for = "c"\n' + AMOUNTS.format(
            **{"staff": 0, "contract": 0, "each": 0, "transition": 0, "months": 0, **one}
        )
    return read_alternatives(text.encode())


def test_present_value_when_amounts_are_certain_then_is_counted_by_hand() -> None:
    """100 a year for five years at 3 % is 457.97; with 50 now and half a year of today's 1 000: 1 007.97."""
    answer = compare(priced({"staff": 100, "transition": 50, "months": 6}, {"staff": 300}), TERMS, seed=1)
    first, second = answer.values
    assert first.middle_ore == first.low_ore == round(50 + 500 + 457.97)
    assert second.middle_ore == round(3 * 457.97)
    assert first.cheapest_share == 1
    assert "a: 4 till 6 årsarbetare i länet." in answer.texts


def test_present_value_when_an_input_is_a_span_then_the_answer_is_one() -> None:
    """The same seed gives the same ends, the likeliest lies between them, and the swing names the input."""
    spread = priced({"staff": [80, 100, 160]}, {"staff": 110})
    answer = compare(spread, TERMS, seed=7)
    assert answer == compare(spread, TERMS, seed=7)
    first = answer.values[0]
    assert first.low_ore < first.middle_ore < first.high_ore
    assert 0 < first.cheapest_share < 1
    assert [(one.alternative, one.name) for one in answer.swings] == [("a", "staff_ore")]
    assert answer.swings[0].width_ore == pytest.approx(80 * TERMS.annuity, abs=1)


def test_break_even_when_one_has_posts_and_the_other_a_price_then_is_a_volume() -> None:
    """1 000 kr a year of posts against 4 kr a call: 250 calls a year."""
    both = priced({"staff": 1000}, {"each": 4})
    assert find_break_even(both, "a", "b", TERMS, most=10_000) == pytest.approx(250)
    assert find_break_even(both, "a", "b", TERMS, most=100) is None


def test_amounts_when_one_alternative_lacks_one_then_nobody_gets_kronor() -> None:
    """Half a calculation favours whoever left most out."""
    text = priced({"staff": 1}, {"staff": 2})
    bare = text.alternatives[1].__class__(
        **{
            **{name: getattr(text.alternatives[1], name) for name in text.alternatives[1].__slots__},
            "amounts": {"staff_ore": Estimate(1, 1, 1)},
        }
    )
    answer = compare(
        Question(
            text.title,
            text.source,
            (text.alternatives[0], bare),
            text.contracts,
            text.today_ore,
            text.contacts,
        ),
        TERMS,
        seed=1,
    )
    assert answer.values == ()
    assert "b: it-stöd per år" in answer.missing


def test_deadline_when_building_takes_long_then_the_last_day_to_decide_is_told() -> None:
    """Six months before 1 January 2031, counted by the longest estimate."""
    question = priced({"months": [3, 4, 6]})
    deadline = check_deadline(question, question.alternatives[0], date(2030, 8, 1))
    assert deadline.latest_decision == date(2030, 7, 3)
    assert deadline.is_late
    assert check_deadline(question, question.alternatives[0], date(2030, 7, 1)).is_late is False


def test_estimates_when_drawn_then_follow_the_triangle() -> None:
    """A quarter of the luck lies below the likeliest at a quarter of the width; ends are never passed."""
    luck = np.linspace(0, 1, 100_001)
    drawn = Estimate(0, 1, 4).draw(luck)
    assert drawn.min() == 0
    assert drawn.max() == 4
    assert (drawn < 1).mean() == pytest.approx(0.25, abs=1e-4)
    assert drawn.mean() == pytest.approx(5 / 3, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "[[",
        'title = "t"\nsource = "s"',
        'title = "t"\nsource = "s"\ntoday_ore = [3, 2, 1]\n[[alternative]]\n',
        FILE.read_text("utf-8").replace('waits_for = "booking"', 'waits_for = "annat"', 1),
        FILE.read_text("utf-8").replace('criterion = "cost"', 'criterion = "price"', 1),
        FILE.read_text("utf-8").replace("rank = 3", "rank = 0", 1),
        FILE.read_text("utf-8").replace("ends = [2020-09-01, 2020-11-30]", "ends = [2020-09-01]"),
    ],
)
def test_form_when_something_is_wrong_then_is_refused(text: str) -> None:
    """A comparison of misread alternatives is worse than none."""
    with pytest.raises(BadAlternative):
        read_alternatives(text.encode())
