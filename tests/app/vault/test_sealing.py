"""Encrypted values: only with the key, only unchanged, only where they stand."""

from __future__ import annotations

import base64

import pytest
from django.core.exceptions import FieldError

from skjuts.apps.registry.models import PatientPhone
from skjuts.apps.vault import keyring
from skjuts.apps.vault.blind_index import blind_index
from skjuts.apps.vault.encrypted_columns import list_encrypted_columns
from skjuts.apps.vault.errors import Unreadable
from skjuts.apps.vault.sealing import seal, unseal

PLACE = "registry_patientphone.number"


def test_text_when_sealed_opens_in_its_place_and_never_looks_the_same() -> None:
    """Equal texts must not be told apart from different ones."""
    first, second = seal("+46701740605", place=PLACE), seal("+46701740605", place=PLACE)
    assert first != second
    assert unseal(first, place=PLACE) == unseal(second, place=PLACE) == "+46701740605"
    assert first.startswith(keyring.active().current[0] + ".")


def test_text_when_moved_to_another_column_does_not_open() -> None:
    """A door code must not be shown as a note because somebody swapped two columns."""
    with pytest.raises(Unreadable, match="fel plats"):
        unseal(seal("1234", place=PLACE), place="registry_patientaddress.door_code")


@pytest.mark.parametrize("at", [0, 11, 12, -1])
def test_text_when_a_bit_was_changed_does_not_open(at: int) -> None:
    """Tampering is found, in the nonce, the text and the tag."""
    key_id, body = seal("1234", place=PLACE).split(".")
    changed = bytearray(base64.b64decode(body))
    changed[at] ^= 1
    with pytest.raises(Unreadable):
        unseal(f"{key_id}.{base64.b64encode(changed).decode()}", place=PLACE)


@pytest.mark.parametrize("written", ["1234", "1.", "1.!!", "99." + "A" * 60])
def test_text_when_it_is_no_sealed_one_or_the_key_is_gone_says_so(written: str) -> None:
    """An error of ours, not a stack of somebody else's."""
    with pytest.raises(Unreadable):
        unseal(written, place=PLACE)


def test_blind_index_when_kinds_differ_differs() -> None:
    """The same digits as a phone and as an identity must not be joined."""
    assert blind_index("phone", "0701740605") == blind_index("phone", "0701740605")
    assert blind_index("phone", "0701740605") != blind_index("identity", "0701740605")
    assert len(blind_index("phone", "x")) == 16


def test_encrypted_field_when_asked_for_a_value_is_refused() -> None:
    """A filter that can never match would look like an empty register."""
    with pytest.raises(FieldError, match="blind index"):
        PatientPhone.objects.filter(number="+46701740605")


def test_columns_when_the_models_are_walked_are_all_there() -> None:
    """Rotation goes by this list; what it misses becomes unreadable."""
    places = {one.place for one in list_encrypted_columns()}
    assert {
        "registry_patientidentifier.value",
        "registry_patientphone.number",
        "registry_patientaddress.door_code",
        "registry_patientprofile.given_name",
        "registry_representative.value",
        "vault_attachment.name",
    } <= places
