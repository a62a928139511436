"""Organisation numbers, as authorities have them."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidField

NUMBER_LENGTH = 10


def read_organisation_number(text: str) -> str:
    """The ten digits of what somebody wrote; raises `InvalidField`."""
    digits = "".join(one for one in text if one in "0123456789")
    if len(digits) != NUMBER_LENGTH:
        raise InvalidField(
            "Organisationsnumret ska ha tio siffror.",
            field="organisation_number",
            remedy="Skriv det som 232100-0000.",
        )
    return digits
