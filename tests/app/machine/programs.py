"""Programs for tests: placed at a unit, with a key, calling over Django's client."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from skjuts.apps.registry.models import Authority, Unit
from skjuts.apps.registry.services.programs import Program
from skjuts.apps.tenancy.roles import Role
from skjuts.machine.keys import CALLS_A_MINUTE, issue_key
from skjuts.machine.models import ApiKey
from tests.app.signed_in import make_authority, make_unit


@dataclass(frozen=True, slots=True)
class Caller:
    """A program with its key."""

    row: ApiKey
    key: str
    unit: Unit

    @property
    def authority(self) -> Authority:
        """Whose unit it is at."""
        return self.unit.authority

    def get(self, path: str, **query: Any) -> HttpResponse:  # noqa: ANN401  (whatever a query may hold)
        """Ask."""
        return Client().get(path, query, headers=self.headers())

    def post(self, path: str, body: Any, *, idempotency_key: str | None = None) -> HttpResponse:  # noqa: ANN401
        """Send a body; text goes as it is."""
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        headers = self.headers() | {"Idempotency-Key": idempotency_key or str(uuid4())}
        return Client().post(path, content, content_type="application/json", headers=headers)

    def headers(self) -> dict[str, str]:
        """What lets it in."""
        return {"Authorization": f"Bearer {self.key}"}


def make_program(*roles: Role, unit: Unit | None = None, calls_a_minute: int = CALLS_A_MINUTE) -> Caller:
    """A program with these roles; authority and unit are new unless given."""
    place = unit or make_unit(make_authority())
    program = Program(
        name="Journalsystemet",
        hsa_id=f"SE0000000000-J{uuid4().hex[:8]}",
        authority=place.authority.slug,
        unit_hsa_id=place.hsa_id,
        roles=roles or (Role.CARE_STAFF,),
    )
    row, key = issue_key(
        program=program, label="prov", days=30, now=timezone.now(), calls_a_minute=calls_a_minute
    )
    return Caller(row, key, place)
