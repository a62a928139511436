"""The gateway's JSON, in both directions; what cannot be right is refused."""

from __future__ import annotations

from datetime import date

import msgspec

from skjuts.core.kernel.errors import UpstreamRefused
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.person_register import RegisterAddress, RegisterPerson, RegisterProtection


class Identity(msgspec.Struct, forbid_unknown_fields=True):
    """A number in a system (OID)."""

    system: str
    value: str


class Address(msgspec.Struct):
    """The address of registration."""

    street: str
    postal_code: str
    locality: str
    care_of: str = ""
    municipality_code: str = ""


class Person(msgspec.Struct):
    """A person as the gateway tells it."""

    identity: Identity
    given_name: str
    family_name: str
    born: date | None = None
    protection: RegisterProtection = RegisterProtection.NONE
    deceased_on: date | None = None
    address: Address | None = None


class Answer(msgspec.Struct):
    """An answer and the question that it is to."""

    asked: Identity
    person: Person | None


def write_question(identity: PersonIdentity) -> bytes:
    """The body of a question."""
    return msgspec.json.encode(Identity(identity.system, identity.value))


def read_question(body: bytes) -> PersonIdentity:
    """A question, on the register's side; raises `msgspec.ValidationError`."""
    asked = msgspec.json.decode(body, type=Identity)
    return PersonIdentity(asked.system, asked.value)


def write_answer(asked: PersonIdentity, person: RegisterPerson | None) -> bytes:
    """The body of an answer."""
    told = None if person is None else _tell(person)
    return msgspec.json.encode(Answer(Identity(asked.system, asked.value), told))


def read_answer(body: bytes, asked: PersonIdentity) -> RegisterPerson | None:
    """The person; raises `UpstreamRefused` when the answer is to another question or not whole."""
    try:
        answer = msgspec.json.decode(body, type=Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise UpstreamRefused("Personregistret svarade något som inte går att läsa.") from None
    if (answer.asked.system, answer.asked.value) != (asked.system, asked.value):
        raise UpstreamRefused("Personregistret svarade om någon annan.")
    return None if answer.person is None else _hear(answer.person)


def _tell(person: RegisterPerson) -> Person:
    return Person(
        identity=Identity(person.identity.system, person.identity.value),
        given_name=person.given_name,
        family_name=person.family_name,
        born=person.born,
        protection=person.protection,
        deceased_on=person.deceased_on,
        address=None
        if person.address is None
        else msgspec.convert(person.address, Address, from_attributes=True),
    )


def _hear(person: Person) -> RegisterPerson:
    if not person.given_name.strip() or not person.family_name.strip() or not person.identity.value:
        raise UpstreamRefused("Personregistret svarade utan namn eller nummer.")
    return RegisterPerson(
        identity=PersonIdentity(person.identity.system, person.identity.value),
        given_name=person.given_name.strip(),
        family_name=person.family_name.strip(),
        born=person.born,
        protection=person.protection,
        deceased_on=person.deceased_on,
        address=None if person.address is None else RegisterAddress(**msgspec.structs.asdict(person.address)),
    )
