"""Keys let programs in as long as they hold, and nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from skjuts.apps.registry.models import Account, Assignment
from skjuts.apps.registry.services.programs import Program
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.machine.errors import GuardedProgram
from skjuts.machine.keys import PREFIX, digest_of, find_key, issue_key, read_roles, revoke_key
from skjuts.machine.models import ApiKey
from tests.app.machine.programs import make_program
from tests.app.signed_in import make_person

pytestmark = pytest.mark.django_db

UNITS = "/api/v1/units"


def test_key_when_made_is_kept_as_a_digest_only() -> None:
    """Whoever reads the table cannot call with it."""
    caller = make_program()
    row = ApiKey.objects.get(pk=caller.row.pk)
    assert caller.key.startswith(PREFIX)
    assert bytes(row.digest) == digest_of(caller.key)
    assert caller.key not in {str(value) for value in vars(row).values()}


def test_program_when_it_calls_is_let_in_to_its_own_authority() -> None:
    """Its reach is that of its assignment, by the same wall as people's."""
    caller, other = make_program(), make_program()
    answer = caller.get(UNITS)
    assert answer.status_code == 200
    assert {one["authority_id"] for one in answer.json()["items"]} == {caller.authority.id}
    assert caller.get(f"{UNITS}/{other.unit.id}").status_code == 404


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer skj_fel", "Basic YTpi", "skj_", "Bearer å"])
def test_key_when_it_is_none_of_ours_is_refused(header: str) -> None:
    """Without telling whether it ever was one."""
    answer = Client().get(UNITS, headers={"Authorization": header.encode().decode("latin-1")})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "input.unknown_key"


def test_key_when_revoked_expired_or_closed_is_refused() -> None:
    """From the next call on."""
    now = timezone.now()
    revoked, expired, closed = make_program(), make_program(), make_program()
    revoke_key(key_id=revoked.row.id, now=now)
    ApiKey.objects.filter(pk=expired.row.pk).update(expires_at=now - dt.timedelta(seconds=1))
    Account.objects.filter(pk=closed.row.account_id).update(is_active=False)
    for one in (revoked, expired, closed):
        assert find_key(one.key, now=now) is None
        assert one.get(UNITS).status_code == 401


def test_program_when_its_assignment_has_ended_gets_nothing() -> None:
    """A registrar ends a program like a person, without knowing of keys."""
    caller = make_program()
    with entering(authorities=[caller.authority.id]):
        Assignment.objects.filter(account_id=caller.row.account_id).update(suspended_at=timezone.now())
    answer = caller.get(UNITS)
    assert (answer.status_code, answer.json()["code"]) == (403, "no_assignment")


def test_key_when_a_session_comes_along_acts_as_the_program() -> None:
    """Two identities in one call would let each borrow the other's rights."""
    person = make_person(Role.AUTHORITY_ADMIN)
    caller = make_program(Role.CARE_STAFF)
    answer = person.client.get(UNITS, headers=caller.headers())
    assert {one["authority_id"] for one in answer.json()["items"]} == {caller.authority.id}


@pytest.mark.parametrize("role", [Role.AUTHORITY_ADMIN, Role.PROTECTED_DESK, Role.LOG_REVIEWER])
def test_key_when_asked_for_a_guarding_role_is_not_made(role: Role) -> None:
    """A leaked key must not open protected persons or the log."""
    with pytest.raises(GuardedProgram):
        make_program(role)


def test_key_when_the_unit_is_unknown_leaves_nothing_behind() -> None:
    """No account without a place."""
    caller = make_program()
    program = Program(
        name="x", hsa_id="SE0", authority=caller.authority.slug, unit_hsa_id="SE-finns-inte", roles=()
    )
    before = Account.objects.count()
    with pytest.raises(NotFound, match="Enheten SE-finns-inte finns inte"):
        issue_key(program=program, label="x", days=1, now=timezone.now())
    assert Account.objects.count() == before


def test_role_when_unknown_is_named_with_the_known_ones() -> None:
    """The command is typed by hand."""
    with pytest.raises(NotFound, match="Rollen doktor finns inte") as told:
        read_roles(["care_staff", "doktor"])
    assert "care_staff" in told.value.remedy


def test_program_when_it_calls_too_often_is_told_when_to_go_on() -> None:
    """One program's loop must not slow everybody's pages."""
    caller = make_program(calls_a_minute=3)
    found = [caller.get(UNITS) for _ in range(5)]
    # A new minute may begin between two calls, which gives three more.
    assert [one.status_code for one in found[:3]] == [200, 200, 200]
    refused = [one for one in found if one.status_code == 429]
    assert refused
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert refused[0].json()["code"] == "input.too_many_calls"


def test_program_when_it_gets_a_second_key_stays_the_same_in_the_log() -> None:
    """Keys change; who did it does not."""
    now = timezone.now()
    unit = make_program().unit
    program = Program(
        name="x",
        hsa_id="SE0000000000-ETT",
        authority=unit.authority.slug,
        unit_hsa_id=unit.hsa_id,
        roles=(Role.CARE_STAFF,),
    )
    first, _ = issue_key(program=program, label="gammal", days=10, now=now)
    second, key = issue_key(program=program, label="ny", days=20, now=now)
    assert first.account_id == second.account_id
    with entering(authorities=[unit.authority_id]):
        (held,) = Assignment.objects.filter(account_id=second.account_id)
    assert held.valid_to == localdate(second.expires_at)
    assert Client().get(UNITS, headers={"Authorization": f"Bearer {key}"}).status_code == 200


def test_program_when_its_number_is_a_persons_is_not_placed() -> None:
    """A key must not act in somebody's name."""
    nurse = make_person(Role.CARE_STAFF)
    program = Program(
        name="x",
        hsa_id=nurse.staff.hsa_id,
        authority=nurse.authority.slug,
        unit_hsa_id=nurse.unit.hsa_id,
        roles=(Role.CARE_STAFF,),
    )
    with pytest.raises(InvalidField, match="hör till en person"):
        issue_key(program=program, label="x", days=1, now=timezone.now())
