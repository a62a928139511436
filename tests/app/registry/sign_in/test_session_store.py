"""Sessions as rows: what is written is read again, and what has ended stays ended."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from skjuts.apps.registry.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> SessionStore:
    """A session that has been begun."""
    store = SessionStore()
    store["mark"] = "first"
    store.create()
    return store


def test_session_when_saved_again_holds_what_was_written_last(kept: SessionStore) -> None:
    """The next request reads it from the row, not from the memory of this one."""
    again = SessionStore(kept.session_key)
    again["mark"] = "second"
    again.save()
    assert SessionStore(kept.session_key).get("mark") == "second"


def test_session_when_its_time_is_over_is_empty_and_has_no_key(kept: SessionStore) -> None:
    """A key that somebody kept opens nothing, and is never used for a new session."""
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    late = SessionStore(kept.session_key)
    assert late.get("mark") is None
    assert late.session_key is None


def test_session_when_ended_meanwhile_does_not_come_to_life_by_being_saved(kept: SessionStore) -> None:
    """Whoever signs out in one tab is out, however late the other tab's page comes back."""
    slow = SessionStore(kept.session_key)
    slow["mark"] = "late"
    kept.delete()
    with pytest.raises(UpdateError):
        slow.save()
    assert not Session.objects.exists()
