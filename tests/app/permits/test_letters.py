"""Letters: each event gives its own, once; what is kept is what was sent; the desk keeps its own."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

import pytest

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.models import AccessEntry, Event, Message
from skjuts.apps.audit.services.sending import send_message
from skjuts.apps.permits import handlers
from skjuts.apps.permits.letters.text import Form, LetterText
from skjuts.apps.permits.models import Decision, Letter
from skjuts.apps.permits.presenters.letters import show_letter
from skjuts.apps.permits.queries.letters import find_sending, list_unsent
from skjuts.apps.permits.services.change_decision import change_decision, last_review_day, revoke_permit
from skjuts.apps.permits.services.decide import Considered
from skjuts.apps.permits.services.handle import ask_completion
from skjuts.apps.permits.services.letters import (
    announce_decisions,
    give_notice,
    hand_over,
    open_letter,
    preview_decision,
    remind_of_renewal,
)
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.services.patients import NewAddress, add_address, protect_patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.kernel.errors import Conflict, InvalidField, NotAllowed
from skjuts.core.ports.messages import OutgoingMessage, channels
from tests.app.permits.world import NOON, REASONS, TODAY, World
from tests.app.signed_in import make_person

DAY = dt.timedelta(days=1)


def give_address(world: World) -> None:
    """The patient lives somewhere, whatever the register says."""
    world.patient().addresses.all().delete()
    home = NewAddress(
        kind="registered",
        street="Påhittade gatan 1",
        postal_code="83100",
        locality="Östersund",
        valid_from=TODAY,
    )
    add_address(world.ward.nurse.actor, world.patient().id, new=home)


def hear(world: World, name: str) -> None:
    """Let permits hear of every event of this name, as the delivery does: without the desk's reach."""
    heard = {
        "decision.made": handlers.write_decision_letter,
        "application.completion_asked": handlers.write_completion_letter,
        "permit.revoked": handlers.write_revocation_letter,
        "decision.changed": handlers.write_change_letter,
        "registry.patient_protected": handlers.recall_unsent_letters,
    }[name]
    for event in Event.objects.filter(name=name):
        with entering(authorities=[world.ward.authority.id]):
            heard(EventRow.of(event))


def decide(world: World, **considered: object) -> Decision:
    """A decision from certificate on."""
    _, application = world.certify()
    world.assess(application)
    return world.decide(application, **considered)


def read(letter: Letter) -> LetterText:
    """What it says."""
    return LetterText.decode(letter.content)


def test_decision_when_heard_of_then_its_letter_is_kept_and_in_the_outbox_once(world: World) -> None:
    """The applicant gets the decision, and gets it once, however often the event is delivered."""
    give_address(world)
    decision = decide(world)
    hear(world, "decision.made")
    hear(world, "decision.made")
    letter = Letter.objects.get()
    assert (letter.kind, letter.route, letter.decision_id) == ("decision", "outbox", decision.id)
    assert letter.signed == decision.signed
    message = Message.objects.get(channel="letter")
    sent = json.loads(message.payload or "")
    assert sent["digest"] == letter.digest
    assert "Påhittade gatan 1" in sent["html"]
    assert 'lang="sv"' in sent["html"]


def test_letter_when_read_then_outcome_rule_reasons_decider_and_review_stand_in_it(world: World) -> None:
    """A decision that cannot be understood cannot be contested."""
    give_address(world)
    decision = decide(world)
    hear(world, "decision.made")
    swedish = read(Letter.objects.get()).parts[0]
    said = "\n".join(swedish.lines)
    assert swedish.lead == "Du får sjukresa: du får åka taxi tillsammans med andra."
    for told in (REASONS, "1991:419", "laglighetsprövning", "tre veckor", decision.signed, "punkt 4.2"):
        assert told in said
    assert "handläggare" in said


def test_letter_when_the_patient_speaks_another_language_then_english_comes_too(world: World) -> None:
    """FL 13 §: who has not mastered Swedish is to be understood all the same."""
    patient = world.patient()
    patient.profiles.update(language="ar")
    decide(world)
    hear(world, "decision.made")
    assert [one.form for one in read(Letter.objects.get()).parts] == list(Form)


def test_letter_when_the_officer_departs_from_the_rules_then_only_the_officer_is_quoted(world: World) -> None:
    """Reasons of rules that point the other way would make the letter say two things."""
    decide(
        world, outcome="denied", override="exceptional", override_text="Den sökande har ändrat sig i allt."
    )
    hear(world, "decision.made")
    said = "\n".join(read(Letter.objects.get()).parts[0].lines)
    assert REASONS in said
    assert "Så är regeln." not in said


def test_letter_when_facts_are_of_illness_then_they_are_left_out(world: World) -> None:
    """What the ward attested about infection is nothing for an envelope."""
    decide(world)
    hear(world, "decision.made")
    said = Letter.objects.get().content.lower()
    assert "smitt" not in said
    assert "förvirr" not in said


def test_letter_when_there_is_no_address_then_a_person_hands_it_over(world: World) -> None:
    """A letter to nowhere would be printed and lost; now it waits in a list."""
    world.patient().addresses.all().delete()
    decide(world)
    hear(world, "decision.made")
    letter = Letter.objects.get()
    assert letter.route == "no_address"
    assert not Message.objects.filter(channel="letter").exists()
    officer = world.officer.actor
    hand_over(actor=officer, letter_id=letter.id, way="given", on=TODAY, now=NOON, today=TODAY)
    with pytest.raises(Conflict):
        hand_over(actor=officer, letter_id=letter.id, way="given", on=TODAY, now=NOON, today=TODAY)


def test_letter_when_the_person_is_protected_then_only_the_desk_sees_it_and_nothing_is_sent(
    world: World,
) -> None:
    """An address in the hands of a print service is an address too many."""
    give_address(world)
    decide(world)
    desk = make_person(Role.PROTECTED_DESK, unit=world.officer.assignment.unit)
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    hear(world, "decision.made")
    assert not Letter.objects.exists()
    assert not Message.objects.filter(channel="letter").exists()
    with acting(desk.actor):
        letter = Letter.objects.get()
        assert letter.route == "desk"
        assert "Påhittade gatan" not in letter.content
        opened = open_letter(actor=desk.actor, letter_id=letter.id, today=TODAY)
        assert opened.is_whole


def test_letter_when_opened_then_it_is_logged_and_others_are_kept_out(world: World) -> None:
    """A letter says more of a person than most pages do."""
    decide(world)
    hear(world, "decision.made")
    letter = Letter.objects.get()
    opened = open_letter(actor=world.officer.actor, letter_id=letter.id, today=TODAY)
    assert opened.is_whole
    assert opened.text.digest == letter.digest
    assert AccessEntry.objects.filter(context=f"letter:{letter.id}").count() == 1
    with pytest.raises(NotAllowed):
        open_letter(actor=world.agent.actor, letter_id=letter.id, today=TODAY)


def test_completion_when_asked_then_the_letter_asks_in_the_rule_books_own_words(world: World) -> None:
    """One asks for what the rules need, as the book puts it."""
    _, application = world.certify()
    world.assess(application)
    ask_completion(
        actor=world.officer.actor,
        application_id=application.id,
        version=world.version(application),
        facts=["timetable_fits"],
        text="Skriv vilken dag du ska dit.",
        answer_by=TODAY + 14 * DAY,
        now=NOON,
        today=TODAY,
    )
    hear(world, "application.completion_asked")
    said = "\n".join(read(Letter.objects.get(kind="completion")).parts[0].lines)
    assert "Passar bussen?" in said
    assert "Skriv vilken dag du ska dit." in said


def test_revocation_when_heard_of_then_one_letter_tells_it_with_its_ground(world: World) -> None:
    """Two events tell of it; the reader gets one letter."""
    permit = world.permit(reserves_change=True)
    revoke_permit(
        actor=world.officer.actor,
        permit_id=permit.id,
        ground="reserved",
        reasons=REASONS,
        now=NOON,
        today=TODAY,
    )
    for name in ("decision.changed", "permit.revoked"):
        hear(world, name)
    letter = Letter.objects.get()
    assert letter.kind == "revocation"
    assert "förvaltningslagen 37 § andra stycket" in "\n".join(read(letter).parts[0].lines)


def test_improvement_when_heard_of_then_the_letter_says_so(world: World) -> None:
    """A change to one's advantage is good to know of."""
    permit = world.permit()
    change_decision(
        actor=world.officer.actor,
        decision_id=permit.decision_id,
        verb="improved",
        ground="new_facts",
        reasons=REASONS,
        now=NOON,
        today=TODAY,
    )
    hear(world, "decision.changed")
    assert read(Letter.objects.get()).title == "Ändrat beslut"


def test_notice_when_given_then_the_holder_may_answer_before_anybody_decides(world: World) -> None:
    """FL 25 §: nobody is decided against unheard."""
    permit = world.permit(reserves_change=True)
    told = {"permit_id": permit.id, "reasons": REASONS, "now": NOON, "today": TODAY}
    officer, answer_by = world.officer.actor, TODAY + 14 * DAY
    give_notice(actor=officer, ground="reserved", answer_by=answer_by, **told)
    assert read(Letter.objects.get(kind="notice")).parts[0].lead.startswith("Vi överväger att återkalla")
    with pytest.raises(Conflict):
        give_notice(actor=officer, ground="reserved", answer_by=answer_by, **told)
    with pytest.raises(InvalidField):
        give_notice(actor=officer, ground="clerical", answer_by=answer_by, **told)


def test_reminder_when_a_permit_soon_ends_then_its_holder_is_told_once(world: World) -> None:
    """A permit that ends unnoticed ends in a missed visit."""
    permit = world.permit(valid_to=TODAY + 20 * DAY)
    at = {"authority_id": world.ward.authority.id, "now": NOON, "today": TODAY}
    assert remind_of_renewal(**at) == 1
    assert remind_of_renewal(**at) == 0
    assert Letter.objects.get().permit_id == permit.id


def test_preview_when_asked_for_then_it_says_what_the_letter_would_say_and_keeps_nothing(
    world: World,
) -> None:
    """The officer reads what the applicant will read, before it cannot be taken back."""
    give_address(world)
    _, application = world.certify()
    world.assess(application)
    considered = Considered(outcome="granted", reasons=REASONS, terms=world.terms())
    shown = preview_decision(
        actor=world.officer.actor, application_id=application.id, considered=considered, now=NOON, today=TODAY
    )
    assert not Letter.objects.exists()
    world.decide(application)
    hear(world, "decision.made")
    sent = read(Letter.objects.get())
    assert [one.lead for one in shown.parts[:2]] == [one.lead for one in sent.parts]
    assert shown.parts[0].sections == sent.parts[0].sections
    assert len(shown.parts) == 3


def test_announcement_when_noted_then_the_last_day_of_review_is_known(world: World) -> None:
    """KL 13:5: three weeks from the day on which the adjusted minutes were announced."""
    decision = decide(world)
    assert last_review_day(decision) is None
    on = TODAY + 6 * DAY
    span = {"first": TODAY, "last": TODAY, "on": on, "now": NOON, "today": on}
    assert announce_decisions(actor=world.officer.actor, **span) == 1
    assert announce_decisions(actor=world.officer.actor, **span) == 0
    assert last_review_day(decision) is not None
    with pytest.raises(InvalidField):
        announce_decisions(actor=world.officer.actor, **{**span, "on": TODAY - DAY})


def test_handlers_when_the_app_is_ready_then_they_hear_of_their_events() -> None:
    """A handler that nobody imports writes no letter."""
    from skjuts.apps.audit.subscriptions import handlers_of

    assert "permits.write_decision_letter" in handlers_of("decision.made")
    assert "permits.write_revocation_letter" in handlers_of("permit.revoked")


def test_letter_id_when_unknown_then_there_is_no_such_letter(world: World) -> None:
    """Guessing addresses finds nothing."""
    with pytest.raises(NotAllowed):
        open_letter(actor=world.officer.actor, letter_id=UUID(int=4), today=TODAY)


class Printer:
    """A print service that remembers what it was given."""

    def __init__(self) -> None:
        self.printed: list[str] = []

    def send(self, message: OutgoingMessage) -> None:
        """Print."""
        self.printed.append(message.key)


def test_letter_when_its_reader_is_protected_before_it_is_printed_then_it_stays_in(world: World) -> None:
    """The address on it is the very thing that must not leave; whoever is at the printer is not the desk."""
    give_address(world)
    decide(world)
    hear(world, "decision.made")
    message = Message.objects.get(channel="letter")
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    printer = Printer()
    with channels.holding({"letter": printer}):
        send_message(message_id=message.id)
    message.refresh_from_db()
    assert printer.printed == []
    assert (message.state, message.payload) == ("dropped", None)


def test_letter_when_its_reader_is_protected_then_the_desk_finds_it_in_its_tray(world: World) -> None:
    """A letter that was stopped is handed over by those who may know where the person lives."""
    give_address(world)
    decide(world)
    hear(world, "decision.made")
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    hear(world, "registry.patient_protected")
    assert Message.objects.get(channel="letter").state == "dropped"
    desk = make_person(Role.PROTECTED_DESK, unit=world.officer.assignment.unit)
    assert list(list_unsent(world.officer.actor)) == []
    with acting(desk.actor):
        letter = list_unsent(desk.actor).get()
        assert letter.route == "outbox"
        shown = show_letter(
            open_letter(actor=desk.actor, letter_id=letter.id, today=TODAY), find_sending(letter)
        )
        assert shown.may_hand_over
        assert any("Använd inte adressen" in fact.note for fact in shown.facts)
        hand_over(actor=desk.actor, letter_id=letter.id, way="forwarded", on=TODAY, now=NOON, today=TODAY)
        assert list(list_unsent(desk.actor)) == []


def test_letter_when_its_reader_is_not_protected_then_it_is_printed(world: World) -> None:
    """The guard holds back the protected alone."""
    give_address(world)
    decide(world)
    hear(world, "decision.made")
    message = Message.objects.get(channel="letter")
    printer = Printer()
    with channels.holding({"letter": printer}):
        send_message(message_id=message.id)
    assert printer.printed == [message.key]
