"""Sessions in Django's own table, read and written in one journey each.

Every page begins with this question and many end with this answer. Django builds a model and a query each
time, and wraps the one row that it writes in a transaction of its own: three journeys instead of one.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DjangoSessionStore
from django.db import connection
from django.utils import timezone

READ = "select session_data from django_session where session_key = %s and expire_date > %s"
WRITE = "update django_session set session_data = %s, expire_date = %s where session_key = %s"


class SessionStore(DjangoSessionStore):
    """The store that `SESSION_ENGINE` names."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, when it has ended."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0])
        return held

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (Django's signature)
        """Write it; raises `UpdateError` when it has ended meanwhile and may not come to life again."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        data = self.encode(dict(self.items()))
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [data, self.get_expiry_date(), self.session_key])
            if cursor.rowcount != 1:
                raise UpdateError
