"""The matrix of rights: every address, method and role, in every relation to what the address is about.

What is not declared in rights.toml fails here. What one may not see looks like what is not there.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from skjuts.apps.registry.models import Assignment
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from tests.app.rights import books as _books  # noqa: F401  (declares its builders)
from tests.app.rights import certificates as _certificates  # noqa: F401  (declares its builders)
from tests.app.rights import claims as _claims  # noqa: F401  (declares its builders)
from tests.app.rights import courses as _courses  # noqa: F401  (declares its builders)
from tests.app.rights import insight as _insight  # noqa: F401  (declares its builders)
from tests.app.rights import letters as _letters  # noqa: F401  (declares its builders)
from tests.app.rights import log as _log  # noqa: F401  (declares its builders)
from tests.app.rights import matters as _matters  # noqa: F401  (declares its builders)
from tests.app.rights import patients as _patients  # noqa: F401  (declares its builders)
from tests.app.rights import programs as _programs  # noqa: F401  (declares its builders)
from tests.app.rights import registers  # noqa: F401  (declares its builders)
from tests.app.rights import support as _support  # noqa: F401  (declares its builders)
from tests.app.rights.objects import BUILDERS, MISSING, RELATIONS
from tests.app.rights.table import EVERY_METHOD, SAFE, Relation, Row, list_addresses, read_table
from tests.app.rights.world import World, make_everybody, make_world
from tests.app.signed_in import make_person

pytestmark = pytest.mark.django_db

TABLE = read_table()
ADDRESSES = list_addresses()
LISTED = [TABLE[name] for name in ADDRESSES if name in TABLE]
CLOSED = [row for row in LISTED if row.opening == "assigned"]
TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
"""A masked token against forged requests; it differs from page to page."""


@pytest.fixture(scope="module", autouse=True)
def silence() -> Iterator[None]:
    """Thousands of refusals on purpose need no line each."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:  # noqa: ANN401
    """Two regions, a municipality and one person a role; made once, every test rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def nothing_there() -> dict[tuple[Role, str, str], tuple[int, bytes]]:
    """What a role is told where there is nothing, asked once by method and path; the world stands still."""
    return {}


def ask(client: Client, method: str, path: str) -> HttpResponse:
    """One request, whatever it does taken back afterwards."""
    with transaction.atomic():
        answer = client.generic(method, path, headers={"Idempotency-Key": str(uuid.uuid4())})
        answer.content  # noqa: B018  (rendered before the way back)
        transaction.set_rollback(True)
    return answer


def is_let_in(answer: HttpResponse) -> bool:
    """Whether the view did its work, even if it then found something to mend."""
    location = answer.headers.get("Location", "")
    is_sent_away = location.startswith(("/logga-in/", "/uppdrag/valj/"))
    return answer.status_code not in {401, 403, 404} and answer.status_code < 500 and not is_sent_away


def same_page(answer: HttpResponse) -> tuple[int, bytes]:
    """What of an answer may not differ between forbidden and missing."""
    return answer.status_code, TOKEN.sub(b"", answer.content)


def relations_of(row: Row) -> tuple[Relation | None, ...]:
    """In which relations the address can be asked for; None for a list."""
    return RELATIONS[row.object] if row.object else (None,)


def path_of(row: Row, world: World, relation: Relation | None) -> str:
    """The address of an object in a relation, or of the list."""
    return reverse(row.name, kwargs=BUILDERS[row.object](world, relation) if relation else None)


def missing_path(row: Row) -> str:
    """The address of an object that is not there."""
    return reverse(row.name, kwargs=MISSING[row.object])


def test_addresses_when_walked_are_all_declared() -> None:
    """A new page without a declared right does not land."""
    assert [name for name in ADDRESSES if name not in TABLE] == []


def test_declarations_when_walked_all_have_an_address() -> None:
    """A page that is gone leaves no right behind."""
    assert [name for name in TABLE if name not in ADDRESSES] == []


@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.name)
def test_rights_when_every_role_asks_are_as_declared(
    row: Row, world: World, nothing_there: dict[tuple[Role, str, str], tuple[int, bytes]]
) -> None:
    """Nobody gets in whom the table does not name; whom it names gets in; forbidden looks like missing."""
    paths = {relation: path_of(row, world, relation) for relation in relations_of(row)}
    nowhere = missing_path(row) if row.object else "/api/v1/finns-inte" if row.is_api else "/finns-inte/"
    wrong = []
    for role, person in world.people.items():
        for method in row.methods:
            if (role, method, nowhere) not in nothing_there:
                nothing_there[role, method, nowhere] = same_page(ask(person.client, method, nowhere))
            for relation, path in paths.items():
                answer, missing = ask(person.client, method, path), nothing_there[role, method, nowhere]
                is_right = is_let_in(answer) if row.lets_in(role, relation) else same_page(answer) == missing
                if not is_right:
                    wrong.append(f"{method} {role} {relation or ''}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("row", [row for row in LISTED if row.object], ids=lambda row: row.name)
def test_missing_when_anybody_asks_is_not_found(row: Row, world: World) -> None:
    """An id that nobody has leads nowhere, for those who may see everything as well."""
    everybody = make_everybody(world)
    found = {method: ask(everybody.client, method, missing_path(row)).status_code for method in row.methods}
    assert set(found.values()) == {404}, found


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row.name)
def test_anonymous_when_asking_are_sent_to_sign_in(row: Row, world: World) -> None:
    """Only what is declared open to anyone answers somebody who has not signed in."""
    path = path_of(row, world, Relation.OWN_UNIT if row.object else None)
    for method in row.methods:
        answer = ask(Client(), method, path)
        if row.opening == "anyone":
            assert not answer.headers.get("Location", "").startswith("/logga-in/?next="), method
        elif row.is_api:
            assert answer.status_code == 401, method
        else:
            assert answer.headers["Location"].startswith("/logga-in/"), method


@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.name)
def test_suspended_when_asking_is_shown_that_nothing_is_in_force(row: Row, world: World) -> None:
    """A right that is taken away is gone at the next click."""
    person = make_person(*Role, unit=world.own_unit)
    with entering(authorities=[world.home.id]):
        Assignment.objects.filter(pk=person.assignment.pk).update(suspended_at="2026-01-02T00:00Z")
    path = path_of(row, world, Relation.OWN_UNIT if row.object else None)
    for method in row.methods:
        answer = ask(person.client, method, path)
        if row.is_api:
            assert answer.status_code == 403
        else:
            assert answer.headers["Location"].startswith("/uppdrag/valj/")


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row.name)
def test_methods_when_not_declared_are_refused(row: Row, world: World) -> None:
    """No address does something by a method that nobody has thought of."""
    everybody = make_everybody(world)
    path = path_of(row, world, Relation.OWN_UNIT if row.object else None)
    undeclared = [method for method in EVERY_METHOD if method not in row.methods]
    found = {method: ask(everybody.client, method, path).status_code for method in undeclared}
    assert set(found.values()) <= {405}, found


@pytest.mark.parametrize(
    "row", [row for row in LISTED if set(row.methods) - SAFE and not row.csrf], ids=lambda row: row.name
)
def test_forged_requests_when_unsafe_are_refused(row: Row, world: World) -> None:
    """Every unsafe address asks for the session's token."""
    person = make_everybody(world)
    client = Client(enforce_csrf_checks=True)
    client.cookies = person.client.cookies
    path = path_of(row, world, Relation.OWN_UNIT if row.object else None)
    for method in sorted(set(row.methods) - SAFE):
        assert ask(client, method, path).status_code == 403, method
