"""A restored backup cuts the log: somebody answers for it, and everything else is still found."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings as told_settings
from django.utils import timezone

from skjuts.adapters.witness import FolderWitness
from skjuts.apps.audit.errors import BrokenChain, NothingLost, OtherFaults
from skjuts.apps.audit.losses import Loss
from skjuts.apps.audit.models import AcceptedLoss, Checkpoint
from skjuts.apps.audit.queries.standing import read_log_standing
from skjuts.apps.audit.services.accepting_loss import accept_loss, describe_loss
from skjuts.apps.audit.services.checkpoints import make_checkpoint
from skjuts.apps.audit.services.sealing import seal_entries
from skjuts.apps.audit.signing import Signer
from skjuts.apps.audit.verdict import Fault
from skjuts.config.key_changes import renew_signing_key
from skjuts.config.secrets import read_secrets
from skjuts.core.kernel.errors import InvalidField
from tests.app.audit.sealed_log import back_up, log, places, restore, sealed, tamper, verify

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WHO, WHY = "SE2321000000-P001", "Disken gick sönder; kopian från natten lades tillbaka"


def describe(outside: FolderWitness, *, by: str = WHO, reason: str = WHY) -> Loss:
    """What somebody would answer for now."""
    return describe_loss(verify(outside), accepted_by=by, reason=reason, now=timezone.now())


def lose_fifteen(outside: FolderWitness) -> None:
    """A night's backup put back: three seals are left, and fifteen entries are gone."""
    sealed()
    back_up()
    log(15, first=30)
    seal_entries(batch=10)
    make_checkpoint(now=timezone.now())
    restore()


def go_on(*, first: int = 100) -> bool:
    """Log, seal and witness as every day."""
    log(5, first=first)
    seal_entries(batch=10)
    return make_checkpoint(now=timezone.now())


def test_log_when_somebody_answers_for_a_loss_goes_on_and_tells_of_it(outside: FolderWitness) -> None:
    """Before, no checkpoint is signed over the cut; after, the log lives, and the loss is named each time."""
    lose_fifteen(outside)
    with pytest.raises(BrokenChain):
        make_checkpoint(now=timezone.now())
    accepted = accept_loss(describe(outside))
    assert (accepted.first, accepted.head, accepted.entries_at_most) == (4, 3, 15)
    assert go_on()
    verdict = verify(outside)
    assert verdict.is_whole
    assert [(one.accepted_by, one.reason, one.entries_at_most) for one in verdict.losses] == [(WHO, WHY, 15)]
    assert verdict.witnessed is not None
    assert verdict.witnessed.entries == 35
    assert read_log_standing(outside).witnessed_at == verdict.witnessed.made_at


def test_log_when_it_grew_before_somebody_answered_goes_on_too(outside: FolderWitness) -> None:
    """The house opens after a restore, and the operator reads the alarm an hour later."""
    lose_fifteen(outside)
    log(40, first=200)
    seal_entries(batch=10)
    assert {one.fault for one in verify(outside).findings} == {Fault.REGROWN}
    accept_loss(describe(outside))
    assert go_on()
    assert verify(outside).is_whole


def test_loss_when_accepted_forgives_no_later_cut(outside: FolderWitness) -> None:
    """One restored backup is no licence to cut: neither below it nor above."""
    lose_fifteen(outside)
    accept_loss(describe(outside))
    go_on()
    tamper("delete from audit_seal where sequence > 2")
    assert [(one.fault, one.sequence) for one in verify(outside).findings] == [(Fault.CUT, 3)]


def test_loss_when_nobody_signed_it_forgives_nothing(outside: FolderWitness) -> None:
    """Whoever owns the database can write the row; they cannot sign it."""
    lose_fifteen(outside)
    forged = replace(describe(outside), key_id=Signer.of_settings().key_id, signature=b"x" * 64)
    told = {name: getattr(forged, name) for name in Loss.__dataclass_fields__}
    AcceptedLoss.objects.create(**told)
    assert {one.fault for one in verify(outside).findings} == {Fault.FORGED, Fault.CUT}


def test_loss_when_the_database_forgot_it_is_remembered_by_the_witness(outside: FolderWitness) -> None:
    """The same backup put back a second time has never heard of the first."""
    lose_fifteen(outside)
    accept_loss(describe(outside))
    tamper("truncate audit_accepted_loss")
    assert go_on()
    verdict = verify(outside)
    assert verdict.is_whole
    assert len(verdict.losses) == 1


def test_loss_when_there_is_none_or_something_worse_is_not_accepted(outside: FolderWitness) -> None:
    """The word is for a cut: an edited entry is a crime that no backup explains."""
    sealed()
    with pytest.raises(NothingLost):
        describe(outside)
    tamper("update audit_access set reason = 'booking' where id = %s", places()[3].id)
    with pytest.raises(OtherFaults):
        describe(outside)
    assert not AcceptedLoss.objects.exists()


@pytest.mark.parametrize(("by", "reason"), [("Karin", WHY), (WHO, " "), (WHO, "x" * 401)])
def test_loss_when_nobody_or_nothing_is_named_is_not_accepted(
    outside: FolderWitness, by: str, reason: str
) -> None:
    """Who answers, and why, are what an auditor reads years later."""
    lose_fifteen(outside)
    with pytest.raises(InvalidField):
        describe(outside, by=by, reason=reason)


def test_checkpoints_when_the_signing_key_is_changed_hold_under_both_keys(
    outside: FolderWitness, settings: object, tmp_path: Path
) -> None:
    """What was signed stays signed, and the worker needs no restart."""
    path = tmp_path / "keys.json"
    path.write_text(Path(told_settings.ENVIRONMENT.secrets_path).read_text())
    path.chmod(0o600)
    settings.READ_SECRETS = partial(read_secrets, path)  # type: ignore[attr-defined]
    sealed()
    before = Signer.of_settings().key_id
    renew_signing_key(path)
    after = Signer.of_settings().key_id
    assert verify(outside).is_whole
    held = path.read_text()
    path.write_text(json.dumps(json.loads(held) | {"signed_before": []}))
    assert {one.fault for one in verify(outside).findings} == {Fault.FORGED}
    path.write_text(held)
    assert go_on()
    assert {one.key_id for one in Checkpoint.objects.all()} == {before, after}
    assert verify(outside).is_whole
