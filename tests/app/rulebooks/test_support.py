"""A unit asks, the support function answers, and the answer becomes everyone's."""

from __future__ import annotations

import datetime as dt

import pytest

from skjuts.apps.audit.models import Message
from skjuts.apps.registry.models import Cooperation, StaffMember
from skjuts.apps.rulebooks.models import SupportQuestion, SupportStatus
from skjuts.apps.rulebooks.presenters.support import show_figures, tell_most
from skjuts.apps.rulebooks.queries.support import (
    UNMEASURED,
    get_question,
    list_answered,
    list_earlier,
    list_handbook,
    list_queue,
    list_reliefs,
)
from skjuts.apps.rulebooks.services.answer import answer_question, release_question, take_question
from skjuts.apps.rulebooks.services.ask import ask_again, ask_question, withdraw_question
from skjuts.apps.rulebooks.services.publish_entry import publish_entry, revise_entry, withdraw_entry
from skjuts.apps.rulebooks.services.set_relief import set_relief
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role, Task
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import Conflict, InvalidField, InvalidTransition, NotAllowed
from skjuts.web.charts.bars import Bar
from tests.app.rulebooks.conftest import Desk
from tests.app.signed_in import OPENED, make_authority, make_person, make_unit

NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def ask(actor: Actor, title: str = "Räcker färdtjänsttillstånd?", now: dt.datetime = NOON) -> SupportQuestion:
    """Put a question."""
    return ask_question(
        actor=actor, topic="certificate", title=title, text="Hur gör vi?", page="training:page", now=now
    )


def answer(desk: Desk, question: SupportQuestion, now: dt.datetime = NOON + HOUR) -> SupportQuestion:
    """Answer it."""
    return answer_question(actor=desk.officer.actor, question_id=question.id, text="Ja, det räcker.", now=now)


def test_question_when_answered_then_the_whole_unit_sees_it(desk: Desk) -> None:
    """The colleague on the next shift need not ask again; another unit sees nothing."""
    StaffMember.objects.filter(id=desk.nurse.staff.id).update(email="nora@exempel.se")
    question = answer(desk, ask(desk.nurse.actor))
    seen = get_question(desk.colleague.actor, question.id)
    assert [one.signed for one in seen.messages.all()] == ["Stina Stöd, Sjukresefunktionen"]
    assert Message.objects.filter(key__startswith="support_answered").count() == 1
    with pytest.raises(NotAllowed):
        get_question(desk.stranger.actor, question.id)


def test_queue_when_questions_wait_then_the_oldest_is_first(desk: Desk) -> None:
    """Waiting time is what the unit feels. A taken question stays in sight, an answered one leaves."""
    late, early = ask(desk.nurse.actor, "Sen", NOON), ask(desk.nurse.actor, "Tidig", NOON - HOUR)
    take_question(actor=desk.officer.actor, question_id=late.id, now=NOON)
    assert [one.title for one in list_queue(desk.officer.actor, 10)[0]] == ["Tidig", "Sen"]
    answer(desk, early)
    assert list_queue(desk.officer.actor, 10)[1] == 1


def test_question_when_taken_then_nobody_else_takes_it(desk: Desk) -> None:
    """Two officers must not write the same answer; put back, it keeps its place."""
    question = ask(desk.nurse.actor)
    taken = take_question(actor=desk.officer.actor, question_id=question.id, now=NOON)
    assert taken.taken_signed == "Stina Stöd, Sjukresefunktionen"
    with pytest.raises(InvalidTransition):
        take_question(actor=desk.officer.actor, question_id=question.id, now=NOON)
    back = release_question(actor=desk.officer.actor, question_id=question.id, now=NOON + HOUR)
    assert (back.state, back.waiting_since, back.taken_by) == ("waiting", NOON, None)


def test_question_when_asked_again_then_waits_anew(desk: Desk) -> None:
    """A follow-up waits from its own moment; the first answer's time stands."""
    question = answer(desk, ask(desk.nurse.actor))
    later = NOON + 5 * HOUR
    with pytest.raises(NotAllowed):
        ask_again(actor=desk.colleague.actor, question_id=question.id, text="Och barn?", now=later)
    again = ask_again(actor=desk.nurse.actor, question_id=question.id, text="Och barn?", now=later)
    assert (again.state, again.waiting_since) == ("waiting", later)
    assert answer(desk, again, later + HOUR).first_answered_at == NOON + HOUR
    states = SupportStatus.objects.filter(question=question).values_list("state", flat=True)
    assert list(states) == ["waiting", "answered", "waiting", "answered"]


def test_question_when_withdrawn_then_out_of_the_queue(desk: Desk) -> None:
    """Only who asked takes it back, and only while it waits."""
    question = ask(desk.nurse.actor)
    with pytest.raises(NotAllowed):
        withdraw_question(actor=desk.colleague.actor, question_id=question.id, now=NOON)
    withdraw_question(actor=desk.nurse.actor, question_id=question.id, now=NOON)
    assert list_queue(desk.officer.actor, 10) == ([], 0)
    with pytest.raises(InvalidTransition):
        answer(desk, question)


@pytest.mark.parametrize("text", ["Gäller 19121212-1212?", "Patienten 121212+1212 undrar"])
def test_question_when_it_names_a_patient_then_refused(desk: Desk, text: str) -> None:
    """The support function needs no patient's number, and must not get one by mistake."""
    with pytest.raises(InvalidField, match="personnummer") as refusal:
        ask_question(actor=desk.nurse.actor, topic="fee", title="Fråga", text=text, page="", now=NOON)
    assert "1212" not in refusal.value.message
    question = answer(desk, ask(desk.nurse.actor))
    with pytest.raises(InvalidField, match="personnummer"):
        ask_again(actor=desk.nurse.actor, question_id=question.id, text=text, now=NOON)


def test_answer_when_by_anyone_else_then_refused(desk: Desk) -> None:
    """A colleague's guess is no answer of the authority."""
    question = ask(desk.nurse.actor)
    with pytest.raises(NotAllowed):
        answer_question(actor=desk.colleague.actor, question_id=question.id, text="Ja", now=NOON)


def test_earlier_answers_when_searched_then_found_by_form_of_word(desk: Desk) -> None:
    """Swedish endings are no obstacle: "ledsagares" finds "ledsagare"."""
    first = ask(desk.nurse.actor, "Får en ledsagare åka gratis?")
    answer(desk, first)
    second = ask(desk.nurse.actor, "Ledsagarens egenavgift")
    assert list_earlier(desk.officer.actor, "ledsagaren", apart_from=second.id) == [first]
    assert list_earlier(desk.nurse.actor, "ledsagaren", apart_from=second.id) == []


def test_handbook_when_published_then_everyone_at_the_authority_finds_it(desk: Desk) -> None:
    """One answer relieves every unit that would have asked."""
    question = answer(desk, ask(desk.nurse.actor))
    entry = publish_entry(
        actor=desk.officer.actor,
        question_id=question.id,
        topic="certificate",
        title="Räcker ett färdtjänsttillstånd?",
        answer="Ja, när resan går till vård.",
        now=NOON,
    )
    assert list_handbook(desk.stranger.actor, words="färdtjänsttillstånd") == [entry]
    assert list_handbook(desk.stranger.actor, topic="fee") == []
    elsewhere = make_person(Role.CARE_STAFF, unit=make_unit(make_authority("soder")))
    with acting(elsewhere.actor):
        assert list_handbook(elsewhere.actor) == []


def test_handbook_when_two_mend_the_same_then_the_second_is_told(desk: Desk) -> None:
    """Nobody's correction disappears."""
    question = answer(desk, ask(desk.nurse.actor))
    told = {"actor": desk.officer.actor, "topic": "fee", "title": "Rubrik", "now": NOON}
    entry = publish_entry(question_id=question.id, answer="Ja.", **told)
    revise_entry(entry_id=entry.id, revision=1, answer="Ja, oftast.", **told)
    with pytest.raises(Conflict):
        revise_entry(entry_id=entry.id, revision=1, answer="Nej.", **told)
    assert list(entry.revisions.values_list("answer", flat=True)) == ["Ja.", "Ja, oftast."]
    withdraw_entry(actor=desk.officer.actor, entry_id=entry.id, now=NOON)
    assert list_handbook(desk.nurse.actor) == []


def test_handbook_when_the_question_is_unanswered_then_nothing_to_publish(desk: Desk) -> None:
    """An entry leans on an answer that was given."""
    question = ask(desk.nurse.actor)
    with pytest.raises(InvalidTransition):
        publish_entry(
            actor=desk.officer.actor, question_id=question.id, topic="fee", title="R", answer="S", now=NOON
        )


def test_centre_when_it_serves_a_municipality_then_answers_behind_the_wall(desk: Desk) -> None:
    """The asker sees who answered, although the centre's people stand behind another authority's wall."""
    from skjuts.apps.registry.queries.acting import actor_of

    municipality = make_authority("kommunen", kind="municipality")
    asker = make_person(Role.CARE_STAFF, unit=make_unit(municipality))
    Cooperation.objects.create(
        operator=desk.officer.authority,
        authority=municipality,
        tasks=[Task.ASSESS],
        legal_basis="påhittat avtal",
        in_force_from=OPENED,
    )
    officer = actor_of(desk.officer.assignment, desk.officer.account.id, NOON.date())
    with acting(asker.actor):
        question = ask(asker.actor)
    with acting(officer):
        assert list_queue(officer, 10)[1] == 1
        take_question(actor=officer, question_id=question.id, now=NOON)
        answer_question(actor=officer, question_id=question.id, text="Ja.", now=NOON)
    with acting(asker.actor):
        seen = get_question(asker.actor, question.id)
        assert [one.signed for one in seen.messages.all()] == ["Stina Stöd, Sjukresefunktionen"]


def test_figures_when_counted_then_each_answer_by_the_value_of_its_day(desk: Desk) -> None:
    """Hours relieved rest on an assumption, dated and shown as one."""
    for wait in (1, 2, 9):
        answer(desk, ask(desk.nurse.actor), NOON + wait * HOUR)
    day = NOON + dt.timedelta(days=1)
    answer(desk, ask(desk.nurse.actor, now=day), day + HOUR)
    set_relief(
        actor=desk.admin.actor,
        minutes=30,
        in_force_from=day.date(),
        is_assumed=False,
        source="Mätning på tre enheter",
        now=NOON,
    )
    reliefs = list_reliefs(desk.admin.actor)
    shown = show_figures(
        list_answered(desk.admin.actor, NOON, NOON + dt.timedelta(days=9)), reliefs, day.date()
    )
    assert (shown.answered, shown.hours) == (4, (3 * UNMEASURED.minutes + 30) / 60)
    assert shown.median == "1 tim 30 min".replace(" ", "\u00a0", 1).replace("30 min", "30\u00a0min")
    assert shown.has_assumed
    assert not shown.relief.is_assumed
    with pytest.raises(NotAllowed):
        set_relief(
            actor=desk.officer.actor,
            minutes=9,
            in_force_from=day.date(),
            is_assumed=True,
            source="x",
            now=NOON,
        )


def test_most_asked_when_topics_are_level_then_none_is_called_the_most() -> None:
    """A chart's sentence is read without its bars."""
    level = [Bar("Intyg", 2), Bar("Ledsagare", 2), Bar("Annat", 1)]
    assert tell_most(level) == "Flest frågor gällde Intyg, Ledsagare (2 vardera)."
    assert tell_most(level[1:]) == "Flest frågor gällde Ledsagare (2)."
