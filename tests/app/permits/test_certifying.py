"""A nurse certifies: drafts, the right at the moment of use, what never changes, and ward rounds."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from django.db import IntegrityError, transaction

from skjuts.apps.audit.models import AccessEntry, Event
from skjuts.apps.permits.errors import CaseChanged, IncompleteCertificate, MayNotCertify
from skjuts.apps.permits.models import Application, Certificate, CertificateStatus
from skjuts.apps.permits.services.certify import (
    begin_certificate,
    copy_certificate,
    discard_draft,
    issue_certificate,
    issue_round,
    save_draft,
    withdraw_certificate,
)
from skjuts.apps.permits.terms import Aid, CertificateContent, EscortReason
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.services.patients import protect_patient
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import InvalidField, InvalidTransition, NotAllowed
from tests.app.permits.world import ANNA, NEED, NOON, TODAY, World
from tests.app.registry.patients.people import SIV
from tests.app.signed_in import make_person, make_unit

change = msgspec.structs.replace


def test_certificate_when_issued_then_opens_an_application_that_rests_on_it(world: World) -> None:
    """The nurse's one act starts the officer's clock; nobody types it again."""
    certificate, application = world.certify()
    assert (certificate.state, application.state) == ("issued", "received")
    assert application.papers.get().certificate_id == certificate.id
    assert application.received_on == TODAY
    assert Event.objects.filter(name="certificate.issued", aggregate_id=certificate.id).count() == 1
    assert AccessEntry.objects.filter(context=f"certificate:{certificate.id}").exists()


def test_draft_when_begun_again_then_is_the_same_one(world: World) -> None:
    """Autosave keeps one row, however often the page is opened."""
    patient = world.patient()
    drafts = [begin_certificate(actor=world.ward.nurse.actor, patient_id=patient.id, now=NOON) for _ in "ab"]
    assert drafts[0].id == drafts[1].id


def test_draft_when_saved_past_another_save_then_refused(world: World) -> None:
    """Two open pages do not overwrite one another."""
    actor = world.ward.nurse.actor
    draft = begin_certificate(actor=actor, patient_id=world.patient().id, now=NOON)
    told = {"actor": actor, "certificate_id": draft.id, "version": draft.version, "now": NOON}
    save_draft(**told, content=NEED)
    with pytest.raises(CaseChanged):
        save_draft(**told, content=CertificateContent())


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (change(NEED, is_infectious=None), "is_infectious"),
        (change(NEED, escorts=1), "escort_reason"),
        (change(NEED, aids=frozenset({Aid.OXYGEN})), "oxygen_dl_per_min"),
        (change(NEED, directions=frozenset()), "directions"),
    ],
)
def test_certificate_when_something_is_missing_then_not_issued(
    world: World, content: CertificateContent, missing: str
) -> None:
    """The draft stays, and the page is told which field."""
    with pytest.raises(IncompleteCertificate) as caught, transaction.atomic():
        world.certify(content)
    assert missing in caught.value.missing


def test_certificate_when_the_escort_is_not_delegated_then_refused(world: World) -> None:
    """Each kind of need is a right of its own, asked when it is used."""
    nurse = make_person(Role.CARE_STAFF, unit=world.ward.unit)
    world.ward.take_test(nurse)
    world.ward.delegate(nurse, "trip")
    world.certify(by=nurse)
    with pytest.raises(MayNotCertify) as caught:
        world.certify(change(NEED, escorts=1, escort_reason=EscortReason.HELP_ON_THE_WAY), by=nurse)
    assert (caught.value.kind, caught.value.hindrance) == ("escort", "no_delegation")


def test_certificate_when_the_right_has_ended_then_refused_at_issuing(world: World) -> None:
    """A right that held when the draft was begun is asked again."""
    untrained = make_person(Role.CARE_STAFF, unit=world.ward.unit)
    with pytest.raises(MayNotCertify):
        world.certify(by=untrained)


def test_issued_certificate_when_written_to_then_the_database_refuses(world: World) -> None:
    """What was attested stays as it was, whatever a program does."""
    certificate, _ = world.certify()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.id).update(trips=99)
    with pytest.raises(InvalidTransition):
        save_draft(
            actor=world.ward.nurse.actor,
            certificate_id=certificate.id,
            version=certificate.version,
            content=NEED,
            now=NOON,
        )


def test_certificate_when_withdrawn_then_keeps_its_steps(world: World) -> None:
    """Who took it back, when and why stands beside who issued it."""
    certificate, _ = world.certify()
    withdraw_certificate(
        actor=world.ward.head.actor, certificate_id=certificate.id, reason="Fel patient valdes.", now=NOON
    )
    states = CertificateStatus.objects.filter(certificate=certificate).values_list("state", flat=True)
    assert set(states) == {"draft", "issued", "withdrawn"}


def test_certificate_when_it_supersedes_another_then_both_remain(world: World) -> None:
    """A later certificate never rewrites an older one."""
    first, _ = world.certify()
    actor = world.ward.nurse.actor
    draft = copy_certificate(actor=actor, certificate_id=first.id, now=NOON)
    content = change(NEED, trips=4)
    draft = save_draft(actor=actor, certificate_id=draft.id, version=draft.version, content=content, now=NOON)
    issue_certificate(
        actor=actor,
        certificate_id=draft.id,
        version=draft.version,
        now=NOON,
        today=TODAY,
        supersedes_id=first.id,
    )
    assert Certificate.objects.get(pk=first.id).state == "superseded"
    assert Application.objects.count() == 1


def test_copy_when_made_then_brings_abilities_and_no_days(world: World) -> None:
    """Nothing is asked twice, and no old day slips through."""
    first, _ = world.certify()
    draft = copy_certificate(actor=world.ward.nurse.actor, certificate_id=first.id, now=NOON)
    content = CertificateContent.decode(draft.content)
    assert (content.walking_limit_m, content.valid_to, content.trips) == (100, None, None)


def test_draft_when_discarded_then_is_empty(world: World) -> None:
    """Health that was never attested is not kept."""
    actor = world.ward.nurse.actor
    draft = begin_certificate(actor=actor, patient_id=world.patient().id, now=NOON)
    save_draft(actor=actor, certificate_id=draft.id, version=1, content=NEED, now=NOON)
    discard_draft(actor=actor, certificate_id=draft.id, now=NOON)
    assert Certificate.objects.get(pk=draft.id).content == "{}"


def test_round_when_one_is_not_finished_then_the_others_are_issued(world: World) -> None:
    """A ward round does not stop at the one who needs another question."""
    actor = world.ward.nurse.actor
    first, second = (
        begin_certificate(actor=actor, patient_id=world.patient(one).id, now=NOON) for one in (ANNA, SIV)
    )
    first = save_draft(actor=actor, certificate_id=first.id, version=1, content=NEED, now=NOON)
    drafts = [(first.id, first.version), (second.id, second.version)]
    answers = issue_round(actor=actor, drafts=drafts, now=NOON, today=TODAY)
    assert [type(one.trouble) for one in answers] == [type(None), IncompleteCertificate]


def test_certificate_when_read_from_another_unit_then_is_not_there(world: World) -> None:
    """A certificate is the unit's own until it is released to a matter."""
    certificate, _ = world.certify()
    stranger = make_person(Role.CARE_STAFF, unit=make_unit(world.ward.authority, "Avdelning 9"))
    with pytest.raises(NotAllowed):
        copy_certificate(actor=stranger.actor, certificate_id=certificate.id, now=NOON)


def test_certificate_when_the_patient_becomes_protected_then_is_gone_from_the_ward(world: World) -> None:
    """The database moves every row behind the desk in the same statement."""
    certificate, application = world.certify()
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    assert not Certificate.objects.filter(pk=certificate.id).exists()
    assert not Application.objects.filter(pk=application.id).exists()
    with pytest.raises(NotAllowed):
        begin_certificate(actor=world.ward.nurse.actor, patient_id=world.patient().id, now=NOON)


def test_certificate_when_its_last_day_has_been_then_refused(world: World) -> None:
    """Nobody certifies the past."""
    yesterday = TODAY - dt.timedelta(days=1)
    with pytest.raises(InvalidField):
        world.certify(change(NEED, valid_from=yesterday, valid_to=yesterday))
