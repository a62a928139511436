"""Probes and the operator's page: cheap, honest when the database is gone, and closed to others."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connections
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from skjuts.apps.tenancy.roles import Role
from skjuts.config.site import health, health_page
from skjuts.config.site.health import ProbeDoor, Schema
from skjuts.config.site.metrics_house import Heap, HouseFigures
from tests.app.signed_in import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh_schema(monkeypatch: pytest.MonkeyPatch) -> Schema:
    """A process that has not yet asked for its migrations."""
    found = Schema()
    monkeypatch.setattr(health, "SCHEMA", found)
    monkeypatch.setattr(health_page, "SCHEMA", found)
    return found


def test_ready_when_asked_again_costs_one_short_question(
    fresh_schema: Schema, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Load balancers ask every second."""
    assert Client().get("/health/ready").json() == {"status": "ok"}
    assert fresh_schema.is_current
    with django_assert_num_queries(1):
        assert Client().get("/health/ready").status_code == 200


def test_ready_when_a_migration_is_missing_says_how_many(
    fresh_schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new program over old tables takes no traffic, and asks again until they are there."""
    monkeypatch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [object(), object()]
    )
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "fel", "part": "migrations", "waiting": 2})
    assert not fresh_schema.is_current


def test_probes_when_the_database_is_gone_tell_life_from_readiness(
    fresh_schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is killed for its database's fault makes an outage longer."""

    def gone(*_: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(connections["default"], "cursor", gone)
    assert Client().get("/health/live").status_code == 200
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["part"]) == (503, "database")


def test_probe_when_it_comes_by_number_and_plain_is_answered() -> None:
    """Probes know no host name, and there is no redirect to TLS for them."""
    request = RequestFactory().get("/health/live", headers={"Host": "10.0.0.7:8000"})
    assert ProbeDoor(lambda _request: pytest.fail("went on inside"))(request).status_code == 200
    posted = RequestFactory().post("/health/live")
    assert ProbeDoor(lambda _request: pytest.fail("went on inside"))(posted).status_code == 405


def test_details_when_no_worker_is_there_warn_but_serve() -> None:
    """Pages work without a worker; somebody has to know all the same."""
    answer = Client().get("/health/details")
    parts = answer.json()["parts"]
    assert answer.status_code == 200
    assert {name: part["status"] for name, part in parts.items()} == {
        "database": "ok",
        "migrations": "ok",
        "keys": "ok",
        "worker": "varning",
        "sealing": "ok",
    }


def test_details_when_the_key_file_is_gone_are_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next restart would leave every encrypted field unreadable."""
    monkeypatch.setattr(health, "can_read_keys", lambda: False)
    assert Client().get("/health/details").status_code == 503


def test_page_when_an_operator_opens_it_says_what_to_do() -> None:
    """A red lamp without a next step is decoration."""
    operator = make_person(Role.SYSTEM_ADMIN)
    page = operator.client.get("/drift/").content.decode()
    assert "Starta skjuts worker" in page
    assert "Driftläge" in page


def test_page_when_a_nurse_asks_is_not_there() -> None:
    """How the house is doing is the operators' business."""
    assert make_person(Role.CARE_STAFF).client.get("/drift/").status_code == 404


def test_parts_when_all_is_well_ask_for_nothing() -> None:
    """Whoever sees remedies every day stops reading them."""
    well = HouseFigures(
        jobs={"todo": Heap(3, 1.0)},
        workers=1,
        heartbeat_age_s=4.0,
        backup_age_s=3600.0,
        restored_age_s=86_400.0,
    )
    assert [one for one in health_page.list_parts(well) if one.remedy] == []


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (HouseFigures(heartbeat_age_s=61.0), "Jobbprocess"),
        (HouseFigures(jobs={"todo": Heap(3, 400.0)}), "Jobbkö"),
        (HouseFigures(jobs={"failed": Heap(1, 0.0)}), "Jobbkö"),
        (HouseFigures(messages={"dead": Heap(1, 5.0)}), "Utgående meddelanden"),
        (HouseFigures(messages={"waiting": Heap(1, 700.0)}), "Utgående meddelanden"),
        (HouseFigures(deliveries={"parked": Heap(2, 5.0)}), "Händelser mellan delarna"),
        (HouseFigures(seal_lag_s=301.0), "Åtkomstlogg"),
        (HouseFigures(backup_age_s=27 * 3600.0), "Säkerhetskopia"),
        (HouseFigures(restored_age_s=91 * 86_400.0), "Prov av säkerhetskopia"),
    ],
)
def test_part_when_behind_says_what_to_do(told: HouseFigures, name: str) -> None:
    """Each of these has its own remedy."""
    (part,) = (one for one in health_page.list_parts(told) if one.name == name)
    assert part.remedy.endswith(".")
    assert part.status.colour in {"warning", "danger"}
