"""A measure described before it starts, judged by rule, and never described again afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.forms.measures import MeasureForm
from skjuts.apps.insight.models import Measure, MeasureVerdict
from skjuts.apps.insight.presenters.measures import show_verdict
from skjuts.apps.insight.services.evaluate import ask_for_verdict, describe_measure
from skjuts.config.trips import HouseWarehouses
from skjuts.core.followup.months import month
from skjuts.core.kernel.errors import DuplicateId, NotAllowed
from skjuts.core.ports.trip_warehouses import trip_warehouses
from tests.app.insight.plans import NOON
from tests.app.insight.sending import send
from tests.app.signed_in import Person

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "Skärpta regler",
    "figure": "cost_per_trip",
    "dialysis": "without",
    "ramp": "2025-10: 0\n2025-11: 100",
    "has_trend": "",
    "direction": "1",
    "percent": "5",
}


def describe(person: Person, **changes: str) -> Measure:
    """A measure described by the form's own reading."""
    form = MeasureForm(TOLD | changes)
    assert form.is_valid(), form.errors
    return describe_measure(
        actor=person.actor, title=form.cleaned_data["title"], about="", question=form.question, now=NOON
    )


def test_measure_when_described_tells_what_could_be_seen_and_is_never_changed(
    warehouse: None, controller: Person
) -> None:
    """What is promised is agreed before the figures are seen."""
    made = send(controller, "new-measure", **TOLD)
    assert made.status_code == 302
    row = Measure.objects.get(title="Skärpta regler")
    assert row.foresight is not None
    assert row.foresight["fall_percent"] < 0 < row.foresight["rise_percent"]
    assert row.edition == "20261101"
    with pytest.raises(DatabaseError), transaction.atomic():
        Measure.objects.filter(id=row.id).update(title="annat")


@pytest.mark.parametrize(("promised", "warnings"), [("0,1", 1), ("95", 0), ("", 0)])
def test_measure_when_it_promises_less_than_can_be_seen_is_warned_of(
    warehouse: None, controller: Person, promised: str, warnings: int
) -> None:
    """A follow-up that cannot see what is promised says so before the measure begins, and only then."""
    row = describe(controller, percent=promised)
    page = controller.client.get(reverse("insight:measure", args=[row.id])).content.decode()
    assert page.count("är mindre än så") == warnings


def test_verdict_when_a_placebo_casts_doubt_is_said_once(warehouse: None, controller: Person) -> None:
    """The rank among made-up starts stands with the reasons, or beneath them, never in both places."""
    row = describe(controller)
    assert send(controller, "judge-measure", row.id).status_code == 302
    told = row.verdicts.get().result["placebos"]
    card = show_verdict(row.verdicts.get(), is_whole=False)
    doubting = MeasureVerdict(
        finding="not_distinguishable", edition="", program="", asked_at=NOON,
        result={"effect": None, "answers": [], "sentences": ["x", "nummer 2"], "placebos": "nummer 2"},
    )  # fmt: skip
    assert card.placebos == (told or "")
    assert show_verdict(doubting, is_whole=False).placebos == ""


def test_verdict_when_asked_for_is_kept_with_its_grid_and_what_it_rests_on(
    warehouse: None, controller: Person, leader: Person
) -> None:
    """A rise that was built into the trips is found, and every way of asking stands beside it."""
    row = describe(controller)
    assert send(controller, "judge-measure", row.id).status_code == 302
    verdict = row.verdicts.get()
    low, value, high = verdict.result["effect"]["percent"]
    assert low <= value <= high
    assert value == pytest.approx(6.9, abs=2.5)
    assert len(verdict.result["answers"]) > 4
    assert verdict.edition == "20261101"
    page = leader.client.get(reverse("insight:measure", args=[row.id])).content.decode()
    for word in ("Känslighet", "Som det blev", "20261101"):
        assert word in page, word
    paper = leader.client.get(reverse("insight:measure-pdf", args=[row.id]))
    assert paper.content.startswith(b"%PDF")


def test_verdict_when_asked_for_again_stands_beside_the_first(warehouse: None, controller: Person) -> None:
    """An answer that one does not like is not replaced by another."""
    row = describe(controller)
    for _ in range(2):
        ask_for_verdict(actor=controller.actor, measure_id=row.id, now=NOON)
    assert row.verdicts.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        MeasureVerdict.objects.filter(measure=row).delete()


def test_verdict_when_the_time_before_is_too_short_is_a_description_only(
    warehouse: None, controller: Person
) -> None:
    """Ten months before say nothing of cause."""
    row = describe(controller, ramp="2024-09: 100", title="För tidigt")
    verdict = ask_for_verdict(actor=controller.actor, measure_id=row.id, now=NOON)
    assert verdict.finding == "description_only"
    page = controller.client.get(reverse("insight:measure", args=[row.id])).content.decode()
    assert "Enbart beskrivning" in page


def test_measure_when_written_after_it_began_says_so(warehouse: None, controller: Person) -> None:
    """Whoever chose the question may have seen the answer."""
    late = describe(controller)
    early = describe(controller, ramp="2027-01: 100", title="Nästa år")
    pages = [
        controller.client.get(reverse("insight:measure", args=[one.id])).content.decode()
        for one in (late, early)
    ]
    assert ["hade börjat" in page for page in pages] == [True, False]


def test_measure_when_no_trips_are_read_in_is_kept_without_foresight(
    controller: Person, tmp_path: Path
) -> None:
    """A plan may be written first and the history read in later; a verdict cannot."""
    with trip_warehouses.holding(HouseWarehouses(tmp_path)):
        row = describe(controller)
        assert row.foresight is None
        with pytest.raises(NoTrips):
            ask_for_verdict(actor=controller.actor, measure_id=row.id, now=NOON)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ramp", "i våras: 50"),
        ("ramp", "2026-13: 50"),
        ("ramp", "2026-03: 150"),
        ("ramp", "2026-05: 50\n2026-03: 100"),
        ("ramp", "2026-03: 50\n2026-05: 0"),
        ("percent", "mycket"),
        ("title", ""),
    ],
)
def test_form_when_it_cannot_be_read_is_mended_and_nothing_is_kept(
    controller: Person, field: str, value: str
) -> None:
    """A ramp that nobody can read is no agreement."""
    answer = send(controller, "new-measure", **(TOLD | {field: value}))
    assert answer.status_code == 422
    assert not Measure.objects.exists()


def test_form_when_dialysis_is_both_with_and_control_is_mended() -> None:
    """What is measured cannot also be what it is compared with."""
    form = MeasureForm(TOLD | {"dialysis": "with", "has_control": "on"})
    assert not form.is_valid()
    assert "has_control" in form.errors


def test_form_when_read_gives_months_shares_and_a_signed_promise() -> None:
    """A fall of six is minus six, whichever way it is written."""
    form = MeasureForm(TOLD | {"direction": "-1", "percent": "6,5 %", "ramp": "2026-03: 0\n2026-10; 100 %"})
    assert form.is_valid()
    assert form.question.ramp == ((month(2026, 3), 0.0), (month(2026, 10), 1.0))
    assert form.question.percent == -6.5


def test_leader_when_describing_is_refused_and_a_title_is_used_once(
    warehouse: None, controller: Person, leader: Person
) -> None:
    """Whoever answers for a measure does not write down how it is judged."""
    describe(controller)
    with pytest.raises(DuplicateId):
        describe(controller)
    with pytest.raises(NotAllowed):
        describe(leader, title="Egen")
