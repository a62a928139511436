"""`skjuts audit` as an operator runs it: verify, status, retry, the public key, and answering for a loss."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from typer.testing import CliRunner

from skjuts.adapters.witness import FolderWitness
from skjuts.apps.audit.errors import UnknownDelivery
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.models import AcceptedLoss, Message
from skjuts.apps.audit.services import enqueue_message
from skjuts.apps.audit.signing import Signer
from skjuts.apps.tenancy.scope import entering
from skjuts.cli.audit import make_audit
from skjuts.core.kernel.errors import InvalidField, UnreadableInput
from tests.app.audit.conftest import NORTH
from tests.app.audit.sealed_log import back_up, log, places, restore, sealed, tamper

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def run(*words: str) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(make_audit(lambda: None), list(words), catch_exceptions=False)


def test_verify_when_the_log_is_whole_says_so_and_ends_with_zero(outside: FolderWitness) -> None:
    """A timer looks at the code, a person at the sentences."""
    sealed()
    done = run("verify")
    assert done.exit_code == 0
    assert "30 poster i 3 förseglingar" in done.output
    assert "Loggen är hel." in done.output


def test_verify_when_an_entry_was_changed_names_it_and_ends_with_one(outside: FolderWitness) -> None:
    """In words, and as JSON for a program."""
    sealed()
    changed = places()[13]
    tamper("update audit_access set reason = 'booking' where id = %s", changed.id)
    told = run("verify")
    assert told.exit_code == 1
    assert f"försegling 2, post {changed.id} (läge {changed.position}): posten är ändrad." in told.output
    found = json.loads(run("verify", "--json").stdout)
    assert found["is_whole"] is False
    assert found["findings"] == [
        {"fault": "changed", "seal": 2, "position": changed.position, "id": changed.id}
    ]
    assert (found["entries"], found["losses"]) == (30, [])


def test_verify_when_asked_for_days_before_the_log_reads_nothing(outside: FolderWitness) -> None:
    """A stretch is a stretch of days."""
    sealed()
    assert json.loads(run("verify", "--to", "2020-01-01", "--json").stdout)["entries"] == 0
    with pytest.raises(InvalidField):
        run("verify", "--from", "i går")


def test_verify_when_a_key_file_is_no_key_is_refused(outside: FolderWitness, tmp_path: Path) -> None:
    """Not verified with a key that nobody meant."""
    path = tmp_path / "nyckel"
    path.write_text("ff" * 31)
    with pytest.raises(UnreadableInput):
        run("verify", "--key", str(path))
    path.write_text(run("public-key").stdout)
    assert bytes.fromhex(path.read_text().strip()) == Signer.of_settings().public
    assert run("verify", "--key", str(path)).exit_code == 0


def test_status_when_asked_tells_of_seals_witness_and_what_is_stuck(outside: FolderWitness) -> None:
    """One screen for the person on call."""
    sealed()
    log(2, first=50)
    dead = make_dead()
    told = run("status").output
    assert "Förseglade poster: 30" in told
    assert "Oförseglade poster: 2" in told
    assert "Vittnets senaste kontrollpunkt: 20" in told
    assert str(dead) in told


def test_retry_when_one_is_named_or_all_gives_the_dead_new_tries(outside: FolderWitness) -> None:
    """What a person has mended goes on; what cannot be mended is dropped, by name alone."""
    first, second, third = make_dead(), make_dead(), make_dead()
    assert "1 försöks igen" in run("retry", str(first)).output
    assert state_of(first) == "waiting"
    with pytest.raises(InvalidField):
        run("retry", "--drop")
    run("retry", str(second), "--drop")
    assert state_of(second) == "dropped"
    run("retry")
    assert state_of(third) == "waiting"
    with pytest.raises(UnknownDelivery):
        run("retry", str(uuid4()))


def test_loss_when_tried_and_then_accepted_ends_the_alarm(outside: FolderWitness) -> None:
    """The whole way that an operator goes after a restore."""
    sealed()
    back_up()
    sealed(10)
    restore()
    assert "bekräfta förlusten med skjuts audit accept-loss" in run("verify").output
    words = ("accept-loss", "--by", "SE2321000000-P001", "--reason", "Disken [gick] sönder")
    assert "Skulle bekräftas" in run(*words, "--dry-run").output
    assert not AcceptedLoss.objects.exists()
    assert "högst 10 poster" in run(*words).output
    verdict = run("verify")
    assert verdict.exit_code == 0
    assert "SE2321000000-P001 svarar för den" in verdict.output
    assert "Disken [gick] sönder" in verdict.output


def make_dead() -> UUID:
    """A message that nobody takes."""
    key = str(uuid4())
    with entering(authorities=[NORTH]):
        enqueue_message(channel="sms", key=key, authority_id=NORTH, payload={})
        Message.objects.filter(key=key).update(state="dead", failure="UpstreamRefused")
        return Message.objects.get(key=key).id


def state_of(message_id: UUID) -> str:
    """How the message stands."""
    with whole_house():
        return Message.objects.get(pk=message_id).state
