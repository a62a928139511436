"""Forms of follow-up as a browser sends them."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse

from tests.app.signed_in import Person


def send(person: Person, name: str, *args: object, **told: object) -> HttpResponse:
    """A form sent to an address of the app, by its name."""
    return person.client.post(
        reverse(f"insight:{name}", args=args), {"idempotency_key": str(uuid.uuid4()), **told}
    )
