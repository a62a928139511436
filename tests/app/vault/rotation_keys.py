"""Keyrings for tests: the test run's own key, and the same with a newer one added."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from django.conf import settings

from skjuts.apps.vault import keyring
from skjuts.apps.vault.keyring import Keyring
from skjuts.config.secrets import Secrets


def with_newer_key() -> Secrets:
    """The keys of this run and one more, which is the current one."""
    held: Secrets = settings.SECRETS
    return replace(held, fields={**held.fields, "newer": os.urandom(32)}, fields_current="newer")


@contextmanager
def using(keys: Secrets) -> Iterator[None]:
    """Let this process have these keys."""
    ring = Keyring(keys, lambda: keys)
    with patch.object(keyring, "active", lambda: ring):
        yield
