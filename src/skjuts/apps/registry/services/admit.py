"""Let in a person whom an identity provider vouches for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import login
from django.db import connection, transaction
from django.http import HttpRequest

from skjuts.apps.registry.models import Account
from skjuts.apps.registry.sessions import SessionStamps, write_stamps
from skjuts.apps.registry.sign_in_errors import (
    AccountClosed,
    ForeignHsaId,
    HsaIdMissing,
    HsaIdTaken,
    WeakAssurance,
)

BACKEND = "skjuts.apps.registry.account_backend.AccountBackend"


@dataclass(frozen=True, slots=True)
class Vouched:
    """What an identity provider says of a person, once its signature has been checked."""

    issuer: str
    subject: str
    hsa_id: str
    assurance: str
    commission_hsa_id: str = ""


@dataclass(frozen=True, slots=True)
class Trust:
    """What we accept from the provider: levels of assurance, and whose people it may vouch for."""

    assurance: tuple[str, ...]
    hsa_prefixes: tuple[str, ...] = ()


def require_trust(vouched: Vouched, trust: Trust) -> None:
    """Refuse weak sign-ins, and people whom this provider may not vouch for."""
    if vouched.assurance not in trust.assurance:
        raise WeakAssurance
    if not vouched.hsa_id:
        raise HsaIdMissing
    if trust.hsa_prefixes and not vouched.hsa_id.startswith(trust.hsa_prefixes):
        raise ForeignHsaId


@transaction.atomic
def admit(*, vouched: Vouched, trust: Trust) -> Account:
    """The person's account, made at the first sign-in and joined to their staff rows everywhere."""
    require_trust(vouched, trust)
    account, _made = Account.objects.get_or_create(
        issuer=vouched.issuer, subject=vouched.subject, defaults={"hsa_id": ""}
    )
    if not account.is_active:
        raise AccountClosed
    if account.hsa_id != vouched.hsa_id:
        _give_hsa_id(account, vouched.hsa_id)
    with connection.cursor() as cursor:
        cursor.execute("select registry_join_account(%s)", [account.id])
    return account


def begin_session(request: HttpRequest, account: Account, vouched: Vouched, now: dt.datetime) -> None:
    """A new session under a new key; whatever the browser carried before is left behind."""
    request.session.flush()
    login(request, account, backend=BACKEND)
    stamps = SessionStamps(
        began_at=now,
        used_at=now,
        assurance=vouched.assurance,
        issuer=vouched.issuer,
        commission_hsa_id=vouched.commission_hsa_id,
    )
    write_stamps(request.session, stamps)


def _give_hsa_id(account: Account, hsa_id: str) -> None:
    """Two accounts may not claim the same HSA-id. Who works for two employers has two, one at a time here."""
    if Account.objects.filter(hsa_id=hsa_id).exists():
        raise HsaIdTaken
    account.hsa_id = hsa_id
    account.save(update_fields=["hsa_id"])
