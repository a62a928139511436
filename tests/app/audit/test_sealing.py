"""Whatever is done to the log behind our back is found, and where it was done is named."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from skjuts.adapters.witness import FolderWitness, NoWitness
from skjuts.apps.audit.chain import Place
from skjuts.apps.audit.errors import BrokenChain
from skjuts.apps.audit.models import Checkpoint, Era, Seal
from skjuts.apps.audit.services.checkpoints import make_checkpoint
from skjuts.apps.audit.services.sealing import seal_entries
from skjuts.apps.audit.verdict import Fault, Verdict
from skjuts.apps.audit.verification import Stretch
from skjuts.apps.tenancy.scope import acting
from tests.app.audit.conftest import make_actor
from tests.app.audit.sealed_log import back_up, log, places, restore, sealed, tamper, verify

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def faults(verdict: Verdict) -> set[tuple[Fault, Place | None]]:
    """What was found, and where."""
    return {(one.fault, one.place) for one in verdict.findings}


def test_log_when_untouched_is_whole(outside: FolderWitness) -> None:
    """A verifier that always cries is no verifier."""
    sealed()
    verdict = verify(outside)
    assert verdict.is_whole
    assert (verdict.entries, verdict.seals) == (30, 3)
    assert verdict.witnessed is not None
    assert verdict.witnessed.entries == 30


def test_entry_when_edited_is_pointed_out(outside: FolderWitness) -> None:
    """1 of 7."""
    there = sealed()
    tamper("update audit_access set reason = 'booking' where id = %s", there[13].id)
    assert faults(verify(outside)) == {(Fault.CHANGED, there[13])}


def test_entry_when_deleted_is_missed_after_the_one_before_it(outside: FolderWitness) -> None:
    """2 of 7."""
    there = sealed()
    tamper("delete from audit_access where id = %s", there[13].id)
    assert faults(verify(outside)) == {(Fault.MISSING, there[12])}


def test_entries_when_they_change_places_are_pointed_out(outside: FolderWitness) -> None:
    """3 of 7. Their places are part of what is hashed."""
    there = sealed()
    one, other = there[3], there[5]
    tamper(
        "update audit_access set position = %s + %s - position, id = %s + %s - id where id in (%s, %s)",
        one.position,
        other.position,
        one.id,
        other.id,
        one.id,
        other.id,
    )
    assert faults(verify(outside)) == {(Fault.CHANGED, one), (Fault.CHANGED, other)}


def test_seals_when_they_change_places_break_the_chain(outside: FolderWitness) -> None:
    """3 of 7, for those who think of the seals too."""
    sealed()
    tamper("update audit_seal set sequence = case sequence when 2 then -3 else -2 end where sequence > 1")
    tamper("update audit_seal set sequence = -sequence where sequence < 0")
    assert Fault.SEAL_CHANGED in {one.fault for one in verify(outside).findings}


def test_entry_when_inserted_among_the_sealed_is_pointed_out(outside: FolderWitness) -> None:
    """4 of 7. Somebody invents an innocent reader."""
    there = sealed()
    planted = Place(there[13].position, there[13].id + 1_000_000)
    tamper(
        "insert into audit_access select %s, position, at, authority_id, actor_authority_id, account_id,"
        " staff_id, assignment_id, unit_id, patient_id, kind, subject_id, action, reason, context, request_id"
        " from audit_access where id = %s",
        planted.id,
        there[13].id,
    )
    assert faults(verify(outside)) == {(Fault.INSERTED, planted)}


def cut_tail() -> None:
    """Take away the last batch with its seal and its checkpoint."""
    tamper(
        "delete from audit_access where (position, id) >= (select upto_position, upto_id from audit_seal"
        " where sequence = 2)"
    )
    tamper("delete from audit_seal where sequence = 3")
    tamper("delete from audit_checkpoint where sequence = 3")


def test_tail_when_cut_with_its_seals_is_missed_by_the_witness(outside: FolderWitness) -> None:
    """5 of 7. The chain that is left agrees with itself."""
    sealed()
    cut_tail()
    verdict = verify(outside)
    assert [(one.fault, one.sequence) for one in verdict.findings] == [(Fault.CUT, 3)]
    assert verify(NoWitness()).is_whole, "which is why there must be a witness"


def test_tail_when_cut_and_grown_anew_disagrees_with_the_witness(outside: FolderWitness) -> None:
    """6 of 7. As many entries and seals as before, but not the same."""
    log(20)
    seal_entries(batch=10)
    make_checkpoint(now=timezone.now())
    log(10, first=20)
    seal_entries(batch=10)
    make_checkpoint(now=timezone.now())
    cut_tail()
    log(10, first=100)
    seal_entries(batch=10)
    with pytest.raises(BrokenChain):
        make_checkpoint(now=timezone.now())
    assert [(one.fault, one.sequence) for one in verify(outside).findings] == [(Fault.REGROWN, 3)]


def test_checkpoint_when_signed_over_a_regrown_chain_does_not_hide_the_older_one(
    outside: FolderWitness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the guard be got round, the witness still has what it was told before."""
    sealed()
    cut_tail()
    log(10, first=100)
    seal_entries(batch=10)
    monkeypatch.setattr("skjuts.apps.audit.services.checkpoints.require_agreement", lambda: None)
    make_checkpoint(now=timezone.now())
    verdict = verify(outside)
    assert verdict.witnessed is not None
    assert verdict.witnessed.chain == bytes(Seal.objects.get(sequence=3).chain)
    assert [(one.fault, one.sequence) for one in verdict.findings] == [(Fault.REGROWN, 3)]


def test_backup_when_an_old_one_is_restored_is_told_by_the_witness(outside: FolderWitness) -> None:
    """7 of 7. All that was logged since the backup is gone."""
    sealed()
    back_up()
    log(15, first=30)
    seal_entries(batch=10)
    make_checkpoint(now=timezone.now())
    restore()
    assert [(one.fault, one.sequence) for one in verify(outside).findings] == [(Fault.CUT, 4)]


def test_chain_when_sealed_anew_after_an_edit_disagrees_with_the_checkpoint(outside: FolderWitness) -> None:
    """Whoever can edit an entry can compute its digest; they cannot sign."""
    there = sealed()
    tamper("update audit_access set reason = 'booking' where id = %s", there[13].id)
    tamper("delete from audit_seal")
    seal_entries(batch=10)
    assert {(one.fault, one.sequence) for one in verify(outside).findings} == {(Fault.REGROWN, 3)}


def test_checkpoint_when_its_signature_is_another_s_is_forged(outside: FolderWitness) -> None:
    """A checkpoint that anybody could write would prove nothing."""
    sealed()
    tamper("update audit_checkpoint set entries = 29")
    assert (Fault.FORGED, None) in faults(verify(outside))


@pytest.mark.parametrize("batch", [1, 7, 30, 1000])
def test_batches_when_of_any_size_cover_every_entry_once(outside: FolderWitness, batch: int) -> None:
    """The seals' stretches lie edge to edge."""
    log(30)
    assert seal_entries(batch=batch) == 30
    assert sum(Seal.objects.values_list("entries", flat=True)) == 30
    assert verify(outside).is_whole
    assert seal_entries(batch=batch) == 0


def in_thread(work: Callable[[], None]) -> None:
    """Run on a connection of its own."""

    def run() -> None:
        work()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_transaction_when_it_stays_open_is_waited_for_and_not_missed(outside: FolderWitness) -> None:
    """An entry that is committed late must not fall between two seals."""
    actor = make_actor()
    log(3)
    with acting(actor):
        log(1, first=50)
        in_thread(lambda: log(5, first=3))
        sealed_meanwhile: list[int] = []
        in_thread(lambda: sealed_meanwhile.append(seal_entries()))
        assert sealed_meanwhile == [3], "what came after waits behind what is open"
    assert seal_entries() == 6
    assert verify(outside).is_whole
    assert len(places()) == 9


def test_sealers_when_two_work_at_once_seal_each_entry_once(outside: FolderWitness) -> None:
    """Two workers may both come to think of it."""
    log(40)
    threads = [
        threading.Thread(target=lambda: (seal_entries(batch=5), connections.close_all())) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_entries(batch=5)
    assert verify(outside).is_whole
    assert sum(Seal.objects.values_list("entries", flat=True)) == 40


def test_log_when_moved_to_a_server_that_counts_anew_goes_on_in_a_new_era(outside: FolderWitness) -> None:
    """A restored database must neither lose its order nor log below what is sealed."""
    sealed()
    # As seen from a server whose count is far lower than where the log came from.
    with connection.cursor() as cursor:
        cursor.execute("insert into audit_era (base) values (-1000000000)")
    with pytest.raises(OperationalError, match="new era"):
        log(1)
    assert seal_entries() == 0
    assert Era.objects.count() == 2
    log(5, first=30)
    assert seal_entries() == 5
    assert places() == sorted(places())
    assert verify(outside).is_whole


def test_stretch_when_asked_for_reads_only_its_own_entries(outside: FolderWitness) -> None:
    """A month can be verified without reading the years."""
    there = sealed()
    tamper("update audit_access set at = at - interval '20 days'")
    assert len(verify(outside).findings) == 30
    tamper("update audit_access set at = at + interval '20 days'")
    now = timezone.now()
    assert verify(outside, Stretch(first=now - dt.timedelta(hours=1))).entries == 30
    assert verify(outside, Stretch(first=now + dt.timedelta(hours=1))).entries == 0
    middle = Seal.objects.get(sequence=2)
    stretch = Stretch(first=middle.first_at, last=middle.last_at)
    assert verify(outside, stretch).entries == 10
    tamper("update audit_access set reason = 'x' where id = %s", there[11].id)
    assert faults(verify(outside, stretch)) == {(Fault.CHANGED, there[11])}
    assert verify(outside, Stretch(last=Seal.objects.get(sequence=1).last_at)).is_whole


def test_checkpoint_when_nothing_was_sealed_since_is_not_repeated(outside: FolderWitness) -> None:
    """A quiet night leaves one line."""
    assert make_checkpoint(now=timezone.now()) is False
    sealed()
    assert make_checkpoint(now=timezone.now()) is False
    assert Checkpoint.objects.count() == 1
    assert len(list(outside.read_backwards())) == 1


@pytest.mark.parametrize("table", ["audit_seal", "audit_checkpoint", "audit_era", "audit_event"])
def test_chain_when_the_application_would_change_it_is_refused(table: str) -> None:
    """The application writes the chain and cannot rewrite it."""
    with connection.cursor() as cursor:
        for right in ("update", "delete"):
            cursor.execute("select has_table_privilege('skjuts_app', %s, %s)", [table, right])
            assert cursor.fetchone() == (False,)
