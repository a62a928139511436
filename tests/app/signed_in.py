"""People for tests: an authority, a unit, somebody with roles there, and a browser that is signed in as them.

    nurse = make_person(Role.CARE_STAFF)
    page = nurse.client.get("/")

Everything is made inside the test's transaction; names are invented.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from skjuts.apps.registry.models import Account, Assignment, Authority, StaffMember, Unit
from skjuts.apps.registry.queries.acting import actor_of
from skjuts.apps.registry.services.admit import BACKEND
from skjuts.apps.registry.session_store import SessionStore
from skjuts.apps.registry.sessions import CHOSEN, SessionStamps, write_stamps
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering

OPENED = dt.date(2026, 1, 1)
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts: rows, actor, and a browser with their session."""

    account: Account
    staff: StaffMember
    assignment: Assignment
    unit: Unit
    authority: Authority
    actor: Actor
    client: Client


def make_authority(slug: str = "", *, kind: str = "region") -> Authority:
    """An authority; without a slug, a new one."""
    name = slug or f"huvudman-{next(_numbers)}"
    found = Authority.objects.filter(slug=name).first()
    return found or Authority.objects.create(slug=name, name=name.title(), kind=kind, opened_on=OPENED)


def make_unit(authority: Authority, name: str = "", *, kind: str = "care") -> Unit:
    """A unit of an authority."""
    number = next(_numbers)
    with entering(authorities=[authority.id]):
        return Unit.objects.create(
            authority=authority,
            kind=kind,
            name=name or f"Enhet {number}",
            hsa_id=f"SE0000000000-U{number}",
            opened_on=OPENED,
        )


def make_person(
    *roles: Role,
    authority: Authority | None = None,
    unit: Unit | None = None,
    given_name: str = "Påhittad",
    family_name: str = "",
    valid_to: dt.date | None = None,
) -> Person:
    """Somebody with these roles at a unit, signed in; authority and unit are new unless given."""
    home = authority or (unit.authority if unit else make_authority())
    place = unit or make_unit(home)
    number = next(_numbers)
    hsa_id = f"SE0000000000-P{number}"
    account = Account.objects.create(issuer="https://test.invalid", subject=hsa_id, hsa_id=hsa_id)
    with entering(authorities=[home.id], account_id=account.id):
        staff = StaffMember.objects.create(
            authority=home,
            account=account,
            hsa_id=hsa_id,
            given_name=given_name,
            family_name=family_name or f"Person{number}",
        )
    assignment = give_assignment(staff, place, *roles, valid_to=valid_to)
    actor = actor_of(assignment, account.id, timezone.localdate())
    return Person(account, staff, assignment, place, home, actor, sign_in(account, assignment))


def give_assignment(
    staff: StaffMember, unit: Unit, *roles: Role, valid_to: dt.date | None = None, commission: str = ""
) -> Assignment:
    """One assignment more for somebody."""
    with entering(authorities=[unit.authority_id]):
        return Assignment.objects.create(
            authority_id=unit.authority_id,
            staff=staff,
            account=staff.account,
            unit=unit,
            roles=list(roles or (Role.CARE_STAFF,)),
            commission_hsa_id=commission,
            valid_from=OPENED,
            valid_to=valid_to,
        )


def sign_in(
    account: Account, assignment: Assignment | None = None, *, began_at: dt.datetime | None = None
) -> Client:
    """A browser with a session of the account, as a sign-in leaves it."""
    now = began_at or timezone.now()
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    write_stamps(session, SessionStamps(began_at=now, used_at=now, assurance="loa3", issuer=account.issuer))
    if assignment:
        session[CHOSEN] = str(assignment.id)
    session.create()
    client = Client()
    client.cookies["session"] = str(session.session_key)
    return client
