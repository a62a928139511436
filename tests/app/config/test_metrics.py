"""What is counted, who may read it, and that nobody can be named by it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.services import Access, enqueue_message, record_access
from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.config.site.metrics_folder import clear_dead_processes, is_alive
from skjuts.config.site.metrics_house import find_backup_age, find_restored_age, read_house
from tests.app.signed_in import make_person

pytestmark = pytest.mark.django_db

NOBODY = 4_194_304
"""A process number above what Linux gives."""


TOKEN = "en-hemlighet-for-prov"  # noqa: S105  (a test's own)
WATCHED = replace(settings.ENVIRONMENT, metrics_token=TOKEN)


def test_metrics_when_read_on_the_machine_tell_routes_and_heaps() -> None:
    """The figures that the alarms stand on are there by these names."""
    person = make_person(Role.CARE_STAFF)
    person.client.get("/")
    text = Client().get("/metrics").content.decode()
    assert re.search(r'skjuts_request_seconds_count\{method="GET",route="registry:start"\} [1-9]', text)
    assert re.search(r'skjuts_answers_total\{method="GET",route="registry:start",status="200"\} [1-9]', text)
    assert re.search(r'skjuts_request_queries_sum\{method="GET",route="registry:start"\} [1-9]', text)
    for name in ("skjuts_workers", "skjuts_seal_lag_seconds", "skjuts_logged_a_minute", "skjuts_build"):
        assert f"\n{name}" in text, name


def test_metrics_when_asked_from_elsewhere_are_not_there() -> None:
    """Figures about the house are for those who watch it."""
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 404
    assert Client(headers={"X-Forwarded-For": "127.0.0.1"}).get("/metrics").status_code == 404
    assert Client(REMOTE_ADDR="192.0.2.7").get("/health/details").status_code == 404


@override_settings(ENVIRONMENT=WATCHED)
def test_metrics_when_the_token_is_told_answer_from_elsewhere() -> None:
    """Prometheus mostly runs on another machine."""
    right = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.7"}
    wrong = {"Authorization": "Bearer en-annan", "X-Forwarded-For": "192.0.2.7"}
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics", headers=right).status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics", headers=wrong).status_code == 404


def test_metrics_when_an_address_holds_a_number_do_not_repeat_it() -> None:
    """Whatever somebody writes into an address bar stays out of labels."""
    Client().get("/19121212-1212/?q=Tolvan")
    text = Client().get("/metrics").content.decode()
    assert "1212-1212" not in text
    assert "Tolvan" not in text
    assert 'route="none"' in text


def test_house_when_something_waits_tells_how_much_and_how_long() -> None:
    """Queue, outbox and seal: three ways to fall behind unseen."""
    person = make_person(Role.CARE_STAFF)
    with acting(person.actor):
        enqueue_message(channel="mail", key="prov", authority_id=person.authority.id, payload={"till": "x"})
        record_access(
            person.actor,
            action=Access.LIST,
            authority_id=person.authority.id,
            reason="prov",
            context="",
        )
    told = read_house(now_s=0.0)
    assert told.messages["waiting"].count == 1
    assert told.jobs["todo"].count >= 1
    assert told.seal_lag_s > 0
    assert told.logged_a_minute >= 1
    assert told.heartbeat_age_s is None


def test_house_when_a_worker_has_told_of_itself_gives_its_age() -> None:
    """A worker that is silent is the commonest reason that nothing leaves."""
    with whole_house(), connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (clock_timestamp() - interval '100 s')"
        )
    told = read_house(now_s=0.0)
    assert told.workers == 1
    assert told.heartbeat_age_s == pytest.approx(100, abs=30)


def test_backup_when_several_are_there_is_as_old_as_the_newest_whole_one(tmp_path: Path) -> None:
    """A broken copy from tonight must not hide that the last whole one is from Monday."""
    assert find_backup_age(None, 0.0) is None
    assert find_backup_age(tmp_path, 0.0) is None
    write_manifest(tmp_path / "20260101T000000Z", "2026-01-01T00:00:00Z")
    write_manifest(tmp_path / "20260102T000000Z", "2026-01-02T00:00:00Z")
    (tmp_path / "20260103T000000Z").mkdir()
    (tmp_path / "20260103T000000Z" / "manifest.json").write_text("{", encoding="utf-8")
    noon = 1767355200.0  # 2026-01-02 12:00 UTC
    assert find_backup_age(tmp_path, noon) == 12 * 3600
    assert find_restored_age(tmp_path, noon) is None


def write_manifest(folder: Path, taken_at: str) -> None:
    """A backup as far as its manifest goes."""
    folder.mkdir()
    told = {
        "form": 1,
        "name": folder.name,
        "taken_at": taken_at,
        "program": "0",
        "postgres": 18,
        "keys": [],
        "tables": {},
        "files": {},
        "bytes": 0,
    }
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")


def test_counts_when_a_process_has_died_lose_its_gauges_only(tmp_path: Path) -> None:
    """A dead process has no connections, but what it answered was answered."""
    assert not is_alive(NOBODY)
    for name in (f"gauge_livesum_{NOBODY}.db", f"counter_{NOBODY}.db", "gauge_livesum_1.db"):
        (tmp_path / name).touch()
    clear_dead_processes(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {f"counter_{NOBODY}.db", "gauge_livesum_1.db"}


def test_patients_when_counted_are_nowhere_in_the_figures() -> None:
    """No label carries an id."""
    person = make_person(Role.CARE_STAFF)
    with acting(person.actor):
        patient = Patient.objects.create(authority_id=person.authority.id, created_at="2026-01-01T00:00:00Z")
    person.client.get(f"/patienter/{patient.id}/")
    assert str(patient.id) not in Client().get("/metrics").content.decode()
