"""How tests send a page's form."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client


def send(client: Client, address: str, **data: Any) -> HttpResponse:  # noqa: ANN401
    """Send a form as a page does: with a key that tells a second sending from a second wish."""
    return client.post(address, {"idempotency_key": str(uuid.uuid4()), **data})
