"""The kinds of the workshop: what they answer, what they leave open, and what they refuse."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from skjuts.apps.insight.models import Scenario
from skjuts.apps.insight.scenarios.kinds import get_kind
from skjuts.apps.insight.scenarios.sections import Figure, Section, list_figures
from skjuts.apps.insight.services.run_scenario import make_scenario
from tests.app.insight.plans import NOON
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db


def fill(kind: str, **changes: str) -> dict[str, str]:
    """A kind's form as it stands when it is opened, with changes."""
    told = {}
    for bound in get_kind(kind).form():
        value = bound.value()
        names = getattr(bound.field.widget, "widgets_names", None)
        if names:
            parts = bound.field.widget.decompress(value)
            told |= {f"{bound.html_name}{name}": part for name, part in zip(names, parts, strict=True)}
        elif value is not None and value is not False:
            told[bound.html_name] = "on" if value is True else str(value)
    return told | {"title": f"Prov {uuid.uuid4()}"} | changes


def make(person: Person, kind: str, **changes: str) -> Scenario:
    """A scenario of a kind, by its form."""
    told = fill(kind, **changes)
    told["idempotency_key"] = str(uuid.uuid4())
    answer = person.client.post(reverse("insight:new-scenario", args=[kind]), told)
    assert answer.status_code == 302, answer.content.decode()
    return Scenario.objects.get(title=told["title"])


def sections_of(row: Scenario) -> list[Section]:
    """The sections of an answer."""
    return list(get_kind(row.kind).show(answer_of(row), row.inputs))


def answer_of(row: Scenario) -> Any:  # noqa: ANN401 - as it is kept
    """The answer as it is kept."""
    return row.runs.get().answer


def figures_of(row: Scenario) -> dict[str, Figure]:
    """Its figures by key."""
    return {one.key: one for one in list_figures(sections_of(row))}


def missing_of(row: Scenario) -> list[str]:
    """What it says is missing."""
    return [one for section in sections_of(row) for one in section.missing]


def test_alternatives_when_opened_are_the_inquirys_three_and_ordinal_only(controller: Person) -> None:
    """The source has no kronor, so there are none; alternative 3 stands first and the gaps are listed."""
    row = make(controller, "alternativ")
    figures = figures_of(row)
    assert [figures[f"place_{one}"].least for one in "123"] == [3, 2, 1]
    assert not any(key.startswith("cost_") for key in figures)
    assert "kostnaden i dag per år" in missing_of(row)
    assert any(quote.startswith("Bara rangordning") for one in sections_of(row) for quote in one.quotes)
    page = controller.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
    assert "kommunallagen (2017:725) 9 kap. 37 §" in page
    assert "flest möjligheter" in page


def test_alternatives_when_somebody_else_does_the_work_lose_what_the_source_said_of_them(
    controller: Person,
) -> None:
    """A controller tries an alternative that the inquiry never had, and the order does not pretend."""
    row = make(controller, "alternativ", a3_assessment="own")
    page = controller.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
    assert "Alternativ 3, ändrat: bedömning egen regi, beställning samarbete med en annan region" in page
    assert "är inte vad utredningen beskrev" in page
    assert "Alternativ 2: bedömning och beställningscentral i egen regi" in page
    assert "flest möjligheter" not in page
    assert answer_of(row)["order"][-1][1] == "3"


def test_alternatives_when_every_krona_is_given_are_valued(controller: Person) -> None:
    """One million of staff a year over five years at no interest is five million."""
    amounts: dict[str, Any] = {}
    for number, staff in ((1, 3000), (2, 2000), (3, 1000)):
        amounts |= {
            f"a{number}_{name}_least": "0"
            for name in ("it", "premises", "contract", "per_contact", "transition", "benefits", "build_up")
        }
        amounts[f"a{number}_staff_least"] = str(staff)
    row = make(
        controller, "alternativ", rate_percent_least="0", rate_percent_most="0", today_least="1500",
        contacts_least="1000", **amounts,
    )  # fmt: skip
    figures = figures_of(row)
    assert (figures["cost_3"].least, figures["cost_3"].most) == (5000, 5000)
    assert figures["cost_1"].least == 15000
    assert "Årsarbetare" not in " ".join(missing_of(row))


def test_alternatives_when_calls_are_known_are_staffed_by_the_published_table(controller: Person) -> None:
    """75 calls of four minutes are 5 erlang, for which the textbook has 8 seats; 150 are 10, with 14."""
    row = make(controller, "alternativ", calls_an_hour_least="75", calls_an_hour_most="150")
    seats = figures_of(row)["seats"]
    assert (seats.least, seats.most) == (8, 14)


def test_desk_hours_when_opened_say_what_was_never_stated(controller: Person) -> None:
    """At 21:00 between 71.6 and 75.7 per cent, 1 642.5 hours more, 65.5 to 80 bookings; and the warnings."""
    row = make(controller, "oppettider")
    figures = figures_of(row)
    assert (figures["share"].text, figures["hours"].text) == ("71,6 – 75,7", "1\u202f642,5")
    assert figures["bookings"].text == "65,5 – 80,0"
    assert figures["density_added"].text == "6,36"
    assert not figures["cost"].is_known
    quotes = [quote for one in sections_of(row) for quote in one.quotes]
    assert any("33 % tätare" in one for one in quotes)
    assert any("flygambulansens fasta kostnader" in one for one in quotes)
    assert "vad en bemannad timme kostar" in missing_of(row)


def test_desk_hours_when_hourly_alarms_are_known_end_where_the_next_costs_more(controller: Person) -> None:
    """An hour costs 500 kr; an alarm met is worth 300: two an hour pay until 22, one an hour does not."""
    hourly = " ".join(["1"] * 7 + ["4"] * 10 + ["2"] * 5 + ["1"] * 2)
    row = make(
        controller, "oppettider", hourly=hourly, hour_kr_least="500", worth_kr_least="300", end="17.00"
    )
    sentences = [one for section in sections_of(row) for one in section.sentences]
    assert any("till kl. 22:00" in one for one in sentences)
    assert figures_of(row)["cost"].least == pytest.approx(4 * 365 * 0.5)


def test_bill_when_inputs_are_missing_is_not_assessed_and_never_nothing(controller: Person) -> None:
    """As the review of 2026 had it: unknown is not zero kronor."""
    row = make(controller, "flygambulans")
    figures = figures_of(row)
    assert [figures[one].text for one in ("invoice_ore", "alone_ore", "all_ore", "system_ore")] == [
        "inte bedömd"
    ] * 4
    assert "förbundets intäkter" in figures["invoice_ore"].note
    page = controller.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
    assert "inte bedömd" in page
    assert "0 tkr" not in page


def test_bill_when_the_key_follows_past_use_saves_more_after_the_lag(controller: Person) -> None:
    """Half of the key follows the use of two years before."""
    row = make(
        controller, "flygambulans", income_mkr_least="100", region_hours_least="600", cut_hours_least="120",
        federation_hours_least="6000", federation_hours_most="6000", key_percent_least="10",
        fixed_percent_least="75", fixed_percent_most="75", past_use_percent_least="50",
    )  # fmt: skip
    years = answer_of(row)["years"]
    assert years[0] == years[1] == [132_928_571, 132_928_571]
    assert years[2][0] > years[1][0]


def test_light_care_when_transfers_are_unknown_frees_nothing_that_can_be_told(controller: Person) -> None:
    """And the rule stands: care on the way never goes by taxi."""
    row = make(controller, "lattvard")
    figures = figures_of(row)
    assert not figures["nurse_freed"].is_known
    assert (figures["nurse_cost"].least, figures["nurse_cost"].most) == (2336, 4380)
    assert "antal transporter med lätt vårdbehov" in missing_of(row)
    assert any("taxi" in quote for one in sections_of(row) for quote in one.quotes)
    known = figures_of(make(controller, "lattvard", transfers_least="200", transfers_most="300"))
    assert (known["nurse_freed"].least, known["nurse_freed"].most) == (240, 1200)
    assert known["attendants_freed"].most == 720


def test_line_when_trips_are_read_in_moves_those_who_fit_and_tells_the_net(
    warehouse: None, controller: Person
) -> None:
    """The warehouse has trips of one municipality; a line from another has nobody to move."""
    answer = controller.client.post(
        reverse("insight:new-scenario", args=["linje"]),
        fill("linje", area="2305") | {"idempotency_key": str(uuid.uuid4())},
    )
    assert answer.status_code == 422
    assert "Inga resor" in answer.content.decode()


def test_light_care_when_stations_are_told_counts_the_preparedness_by_hand(controller: Person) -> None:
    """Two areas of 8 766 calls, half the time busy: one unit each covers half, and both in one place less."""
    told = {
        "busy_percent": "50", "stations": "A; 2\nB; 0", "areas": "Norr; 8766; A\nSyd; 8766; B",
        "transfers_least": "100", "transfers_most": "100",
        "hours_each_least": "1", "hours_each_most": "1",
    }  # fmt: skip
    row = make(controller, "lattvard", **told)
    figures = figures_of(row)
    assert figures["covered"].least == pytest.approx(37.5)
    assert figures["covered_best"].least == pytest.approx(50.0)
    readiness = answer_of(row)["readiness"]
    assert readiness["stations"] == [["A", 2, 1, pytest.approx(0.25)], ["B", 0, 1, None]]
    assert readiness["met_an_hour"] == [pytest.approx(0.125)] * 2
    assert figures["nurse_met"].least == pytest.approx(80 * 0.125)
    page = controller.client.get(reverse("insight:scenario", args=[row.id])).content.decode()
    assert "Missade larm på 100 transporter" in page


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("flygambulans", "income_mkr_least", "många"),
        ("flygambulans", "fixed_percent_most", "120"),
        ("flygambulans", "fixed_percent_least", "95"),
        ("flygambulans", "cut_hours_least", "-5"),
        ("oppettider", "hourly", "1 2 3"),
        ("oppettider", "share_percent_least", ""),
        ("oppettider", "longer_end", "16.00"),
        ("linje", "stops_km", "40 80"),
        ("linje", "stops_km", "långt"),
        ("alternativ", "a1_booking", "kommunen"),
        ("egna-bilar", "speed_kmh_least", "5"),
        ("lattvard", "title", ""),
        ("lattvard", "stations", "Östersund, 3"),
        ("lattvard", "stations", "Östersund; 3"),
        ("lattvard", "areas", "Krokom; 900; Mora"),
    ],
)
def test_form_when_it_cannot_be_so_is_mended_and_nothing_is_kept(
    controller: Person, kind: str, field: str, value: str
) -> None:
    """Ends in order, shares within a hundred, stops in order."""
    told = fill(kind, **{field: value, "idempotency_key": str(uuid.uuid4())})
    if field == "share_percent_least":
        told["share_percent_most"] = ""
    answer = controller.client.post(reverse("insight:new-scenario", args=[kind]), told)
    assert answer.status_code == 422
    assert not Scenario.objects.exists()


def test_line_when_people_travel_that_way_tells_riders_cost_and_net(
    warehouse: None, controller: Person
) -> None:
    """12 taxi trips a month to hospital and 6 to dialysis; two runs every weekday, full or not."""
    kind = get_kind("linje")
    inputs: dict[str, Any] = {
        "area": "2380", "stops_km": "150 30", "leaves": "06:00", "returns": "15:00", "capacity": 16,
        "run_kr": {"least": 1000, "most": 2000}, "most_to_stop_km": 15, "most_wait_minutes": 240,
        "speed_kmh": {"least": 70, "most": 70},
    }  # fmt: skip
    made = make_scenario(
        actor=controller.actor, asked=kind.ask(kind.read(inputs)), title="Linje", changed_from=None,
        now=NOON, today=NOON.date(),
    )  # fmt: skip
    answer, figures = answer_of(made), figures_of(made)
    assert answer["trips"] == 12 * 18
    assert 500 < answer["runs"] <= 524
    assert answer["line_ore"] == [answer["runs"] * 1000_00, answer["runs"] * 2000_00]
    assert 0 < answer["moved"][0] <= answer["moved"][1] < answer["trips"]
    assert answer["net_ore"][0] == answer["avoided_ore"][0] - answer["line_ore"][1]
    assert figures["net"].most is not None
    assert figures["net"].most < 0
    assert made.versions["trips"] == "20261101"
