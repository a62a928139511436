"""The crowd does what the bench says that it does, and the clock is not kind to the house."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from itertools import pairwise

import pytest

from benchmarks.load import generator
from benchmarks.load.generator import list_times, send_all
from benchmarks.load.mix import SHARES, THINK_S, Ask, Crowd, read_edit
from benchmarks.load.preparing import misspell

PERSON = {
    "role": "care_staff",
    "authority": 1,
    "unit": "u",
    "patients": ["p1", "p2"],
    "session": "s",
    "token": "t",
}
EDIT = '<input type="hidden" name="version" value="7"><input type="hidden" name="before" value="a&quot;b">'


def make_crowd(seed: int = 1) -> Crowd:
    """One person of each role, in one authority."""
    roles = ("care_staff", "unit_manager", "support_officer", "case_officer", "registrar", "booking_agent")
    people = [PERSON | {"role": role} for role in roles]
    return Crowd(people, {"1": ["Anna Ek"]}, {"1": {"id": "c", "pages": ["ett"]}}, random.Random(seed))


def test_mix_when_drawn_ten_thousand_times_has_the_shares() -> None:
    """Forty, thirty, twenty, ten: as the target was set."""
    crowd, kinds = make_crowd(), Counter[str]()
    for number in range(10_000):
        ask = crowd.draw(number / 60)
        if ask.opened:
            crowd.keep_open(number / 60, ask, EDIT)
        kinds["form" if ask.kind.startswith("form") else ask.kind] += 1
    # The API's share holds some searches too.
    assert kinds["list"] == pytest.approx(10_000 * SHARES["list"], rel=0.05)
    assert kinds["form"] == pytest.approx(10_000 * SHARES["form"], rel=0.05)
    assert kinds["search"] == pytest.approx(10_000 * 0.21, rel=0.06)
    assert kinds["course"] + kinds["api"] == pytest.approx(10_000 * 0.09, rel=0.1)


def test_patient_when_lately_opened_is_left_alone() -> None:
    """Whoever changes the same person in the same minute is told of the other: no fault of the house's."""
    crowd = make_crowd()
    drawn = Counter(crowd.draw(number / 60).path for number in range(2_000))
    assert [drawn[f"/patienter/{one}/andra/"] for one in PERSON["patients"]] == [1, 1]


def test_form_when_opened_is_saved_later_with_what_it_said() -> None:
    """Nobody saves within two seconds, and the version sent is the one that was shown."""
    crowd = make_crowd()
    opened = Ask(
        "form opened", "x", PERSON, "/x/", opened=lambda page: read_edit(page, PERSON, "en"), save_path="/x/"
    )
    crowd.keep_open(5.0, opened, EDIT)
    (due, saved) = crowd.open_forms[0]
    assert due == 5.0 + THINK_S
    assert saved.form is not None
    assert (saved.form["version"], saved.form["before"], saved.form["language"]) == ("7", 'a"b', "en")
    assert len(saved.form["idempotency_key"]) == 36


def test_form_when_the_page_shows_none_is_not_saved() -> None:
    """A page to give a reason on is no form to save."""
    crowd = make_crowd()
    opened = Ask("form opened", "x", PERSON, "/x/", opened=lambda page: read_edit(page, PERSON, "en"))
    crowd.keep_open(5.0, opened, "<p>Varför?</p>")
    assert not crowd.open_forms


def test_times_when_listed_are_as_many_as_the_rate_and_not_even() -> None:
    """People do not come like clockwork."""
    times = list_times(60.0, 100.0, random.Random(1))
    assert len(times) == pytest.approx(6000, rel=0.05)
    gaps = [after - before for before, after in pairwise(times)]
    assert max(gaps) > 5 * min(one for one in gaps if one > 0)
    assert times == sorted(times)


def test_names_when_misspelt_differ_by_a_letter_or_two() -> None:
    """The search is asked what people really write."""
    rng = random.Random(1)
    for name in ("Anna Ek", "Bo Å", "Märta Lindqvist"):
        for _ in range(50):
            assert abs(len(misspell(name, rng)) - len(name)) <= 1


def test_requests_when_the_house_stands_still_are_charged_from_their_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A house that answers one at a time may not look quick because the crowd waited for it."""
    slow_s = 0.05

    async def answer(_client: object, _ask: object, _crowd: object) -> tuple[int, str]:
        time.sleep(slow_s)  # noqa: ASYNC251  (everything stands still: that is the point)
        return 200, ""

    monkeypatch.setattr(generator, "_ask", answer)
    found = asyncio.run(send_all(make_crowd(), "http://127.0.0.1:9", [0.0] * 10))
    latencies = sorted(one.latency_s for one in found)
    assert len(found) == 10
    assert latencies[-1] >= 10 * slow_s
    assert all(one.took_s < 3 * slow_s for one in found)
