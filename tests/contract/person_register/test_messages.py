"""The gateway's JSON: what cannot be right is refused, in our words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.adapters.person_register.messages import read_answer, read_question, write_answer, write_question
from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.core.kernel.identifiers import IdentitySystem, PersonIdentity
from skjuts.core.ports.person_register import RegisterAddress, RegisterPerson, RegisterProtection

ASKED = PersonIdentity(IdentitySystem.PERSONAL_NUMBER, "194503129807")
NAMES = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)
ADDRESSES = st.builds(RegisterAddress, st.text(), st.text(), st.text(), st.text(), st.text())
PEOPLE = st.builds(
    RegisterPerson,
    identity=st.just(ASKED),
    given_name=NAMES,
    family_name=NAMES,
    born=st.none() | st.dates(),
    protection=st.sampled_from(RegisterProtection),
    deceased_on=st.none() | st.dates(min_value=dt.date(1900, 1, 1)),
    address=st.none() | ADDRESSES,
)


@given(person=st.none() | PEOPLE)
def test_answer_when_written_and_read_is_the_same(person: RegisterPerson | None) -> None:
    """Nothing is lost on the way."""
    assert read_answer(write_answer(ASKED, person), ASKED) == person
    assert read_question(write_question(ASKED)) == ASKED


@given(body=st.binary(max_size=300))
def test_answer_when_it_is_anything_else_is_refused(body: bytes) -> None:
    """A proxy's error page, half a body, or noise."""
    with pytest.raises(UpstreamRefused):
        read_answer(body, ASKED)


@pytest.mark.parametrize(
    "person",
    [
        '{"identity": {"system": "1.2", "value": "1"}, "given_name": "", "family_name": "B"}',
        '{"identity": {"system": "1.2", "value": "1"}, "given_name": "A"}',
        '{"identity": {"system": "1.2", "value": "1"}, "given_name": "A", "family_name": "B", "born": 1}',
        '{"identity": {"system": "1.2", "value": ""}, "given_name": "A", "family_name": "B"}',
        '"Anna"',
    ],
)
def test_person_when_half_told_is_refused(person: str) -> None:
    """A person without a name, or with a protection that we do not know, is nobody."""
    body = f'{{"asked": {{"system": "{ASKED.system}", "value": "{ASKED.value}"}}, "person": {person}}}'
    with pytest.raises(UpstreamRefused):
        read_answer(body.encode(), ASKED)
