"""Whom a sign-in lets in, and to which rows it joins them."""

from __future__ import annotations

import pytest

from skjuts.apps.registry.models import Account, Assignment, StaffMember
from skjuts.apps.registry.services.admit import Trust, Vouched, admit
from skjuts.apps.registry.sign_in_errors import (
    AccountClosed,
    ForeignHsaId,
    HsaIdMissing,
    HsaIdTaken,
    WeakAssurance,
)
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from tests.app.signed_in import give_assignment, make_authority, make_unit

pytestmark = pytest.mark.django_db

LOA3 = "http://id.sambi.se/loa/loa3"
TRUST = Trust((LOA3,))
ISSUER = "https://idp.test.invalid"


def vouch(
    hsa_id: str = "SE0000000000-X1", *, subject: str = "s1", issuer: str = ISSUER, acr: str = LOA3
) -> Vouched:
    """What a provider says."""
    return Vouched(issuer=issuer, subject=subject, hsa_id=hsa_id, assurance=acr)


def employ(slug: str, hsa_id: str) -> StaffMember:
    """Somebody in an authority's register who has never signed in."""
    unit = make_unit(make_authority(slug))
    with entering(authorities=[unit.authority_id]):
        staff = StaffMember.objects.create(
            authority_id=unit.authority_id, hsa_id=hsa_id, given_name="Ny", family_name="Anställd"
        )
    give_assignment(staff, unit, Role.CARE_STAFF)
    return staff


def accounts_of(staff: StaffMember) -> tuple[object, object]:
    """The account on the staff row and on its assignment."""
    with entering(authorities=[staff.authority_id]):
        row = StaffMember.objects.get(pk=staff.pk)
        return row.account_id, Assignment.objects.get(staff=row).account_id


def test_first_sign_in_joins_the_person_in_every_authority() -> None:
    """One HSA-id may work for two regions."""
    rows = [employ(slug, "SE0000000000-X1") for slug in ("ett", "tva")]
    stranger = employ("tre", "SE0000000000-X2")
    account = admit(vouched=vouch(), trust=TRUST)
    assert [accounts_of(row) for row in rows] == [(account.id, account.id)] * 2
    assert accounts_of(stranger) == (None, None)


def test_second_sign_in_finds_the_same_account() -> None:
    """Issuer and subject are the key; nothing else is."""
    assert admit(vouched=vouch(), trust=TRUST) == admit(vouched=vouch(), trust=TRUST)
    assert Account.objects.filter(issuer=ISSUER).count() == 1


def test_subject_when_another_issuer_uses_the_same_is_somebody_else() -> None:
    """Subjects are unique within an issuer only."""
    one = admit(vouched=vouch("SE0000000000-X1"), trust=TRUST)
    other = admit(vouched=vouch("SE0000000000-X2", issuer="https://annan.test.invalid"), trust=TRUST)
    assert one != other


def test_hsa_id_when_it_belongs_to_another_account_is_refused() -> None:
    """A second provider cannot claim a person."""
    admit(vouched=vouch(), trust=TRUST)
    with pytest.raises(HsaIdTaken):
        admit(vouched=vouch(issuer="https://annan.test.invalid"), trust=TRUST)


def test_person_with_two_employments_keeps_the_rows_of_both() -> None:
    """One HSA-id at a time, all assignments."""
    first, second = employ("ett", "SE0000000000-X1"), employ("tva", "SE0000000000-X2")
    account = admit(vouched=vouch("SE0000000000-X1"), trust=TRUST)
    assert admit(vouched=vouch("SE0000000000-X2"), trust=TRUST) == account
    assert [accounts_of(row) for row in (first, second)] == [(account.id, account.id)] * 2


def test_row_when_another_account_holds_it_is_not_taken_over() -> None:
    """A registrar releases it first."""
    staff = employ("ett", "SE0000000000-X1")
    holder = Account.objects.create(issuer=ISSUER, subject="gammal", hsa_id="SE0000000000-X9")
    with entering(authorities=[staff.authority_id]):
        StaffMember.objects.filter(pk=staff.pk).update(account=holder)
    admit(vouched=vouch(), trust=TRUST)
    assert accounts_of(staff)[0] == holder.id


@pytest.mark.parametrize(
    ("vouched", "trust", "refusal"),
    [
        (vouch(acr="http://id.sambi.se/loa/loa2"), TRUST, WeakAssurance),
        (vouch(acr=""), TRUST, WeakAssurance),
        (vouch(""), TRUST, HsaIdMissing),
        (vouch(), Trust((LOA3,), ("SE1111111111-",)), ForeignHsaId),
    ],
)
def test_sign_in_when_it_is_not_to_be_trusted_makes_no_account(
    vouched: Vouched, trust: Trust, refusal: type[Exception]
) -> None:
    """A weak sign-in, a nameless one, and a provider that speaks for others' people."""
    with pytest.raises(refusal):
        admit(vouched=vouched, trust=trust)
    assert not Account.objects.filter(issuer=ISSUER).exists()


def test_account_when_closed_stays_closed() -> None:
    """Signing in again does not open it."""
    account = admit(vouched=vouch(), trust=TRUST)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    with pytest.raises(AccountClosed):
        admit(vouched=vouch(), trust=TRUST)
