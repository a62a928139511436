"""Fills the outbox's channels for a worker under test."""

from __future__ import annotations

import json
import os
import urllib.request
from urllib.error import URLError

from django.apps import AppConfig

from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage, channels


class HttpChannel:
    """Posts each message to the receiver, with its id."""

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, message: OutgoingMessage) -> None:
        """Hand it over."""
        request = urllib.request.Request(  # noqa: S310  (the test's own receiver)
            self.address,
            data=json.dumps(dict(message.content)).encode(),
            headers={"Idempotency-Key": str(message.id)},
        )
        try:
            with urllib.request.urlopen(request, timeout=10):  # noqa: S310
                return
        except (URLError, OSError) as error:
            raise UpstreamUnavailable from error


class EffectsConfig(AppConfig):
    """No rows of its own."""

    name = "tests.system.audit.effects"
    label = "effects"

    def ready(self) -> None:
        """Join the receiver."""
        channels.fill({"http": HttpChannel(os.environ["RECEIVER"])})
