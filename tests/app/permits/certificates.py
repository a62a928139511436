"""A nurse who may certify today, and what a browser sends for her certificate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.permits.models import Certificate
from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.roles import Role
from tests.app.permits.world import World
from tests.app.signed_in import Person, make_person

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
WHOLE = {
    "purpose": "care",
    "care_region": "home",
    "care_place": "nearest",
    "residence": "resident",
    "walking_limit_m": "100",
    "can_be_remote": "no",
    "can_be_by_team": "no",
    "can_be_nearer": "no",
    "boards_steps": "no",
    "sits_upright": "yes",
    "finds_way": "yes",
    "can_transfer": "yes",
    "is_confused": "no",
    "can_go_by_car": "no",
    "rides_with_others": "yes",
    "escorts": "0",
    "is_infectious": "no",
    "care_on_the_way": "none",
    "directions": ["to_care", "from_care"],
    "validity": "single",
    "travel_mode": "shared_taxi",
    "stated_reason": "function",
}


@dataclass(frozen=True, slots=True)
class Certifier:
    """A nurse of the ward with the right to certify from now on, and a patient of hers."""

    person: Person
    patient: Patient

    @property
    def client(self) -> Client:
        """Her browser."""
        return self.person.client

    def send(self, name: str, *arguments: object, **told: object) -> HttpResponse:
        """Send a form with a key of its own."""
        sent = {"idempotency_key": str(uuid4()), **told}
        return self.client.post(reverse(f"permits:{name}", args=arguments), sent)  # type: ignore[return-value]

    def read(self, name: str, *arguments: object, **query: str) -> str:
        """The text of a page that opens."""
        answer = self.client.get(reverse(f"permits:{name}", args=arguments), query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def begin(self) -> Certificate:
        """Begin on the patient's page."""
        answer = self.send("certificate-begin", self.patient.id)
        assert answer.status_code == 302
        return Certificate.objects.get(patient=self.patient, state="draft", issuer=self.person.assignment)

    def hidden(self, draft: Certificate) -> dict[str, str]:
        """What the form of the draft sends along unseen."""
        found = dict(HIDDEN.findall(self.read("certificate-draft", draft.id)))
        return {name: found[name] for name in ("version", "before", "known")}

    def write(self, draft: Certificate, **told: object) -> HttpResponse:
        """Open the form, write into it and save."""
        day = {"visit_day": f"{timezone.localdate():%Y-%m-%d}", "care_unit": str(draft.unit_id)}
        return self.send("certificate-draft", draft.id, **self.hidden(draft), **{**WHOLE, **day, **told})

    def issue(self, draft: Certificate) -> HttpResponse:
        """Confirm the summary."""
        page = self.read("certificate-review", draft.id)
        return self.send("certificate-review", draft.id, version=dict(HIDDEN.findall(page))["version"])


def make_certifier(world: World, *kinds: str) -> Certifier:
    """Trained and delegated this minute, for all kinds unless some are named."""
    now, today = timezone.now(), timezone.localdate()
    person = make_person(Role.CARE_STAFF, unit=world.ward.unit, given_name="Nina")
    world.ward.take_test(person, now=now)
    world.ward.delegate(
        person, *kinds, valid_from=today, valid_to=today.replace(year=today.year + 1), now=now
    )
    return Certifier(person, world.patient())
