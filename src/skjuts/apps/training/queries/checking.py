"""The open check of a certificate of training: through a function of the database, past the wall."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """All that an open check tells. `hsa_suffix`: the last four signs of the holder's HSA-id."""

    course: str
    version: str
    authority: str
    hsa_suffix: str
    issued_at: dt.datetime
    valid_to: dt.date


def find_certificate(code: str) -> CheckedCertificate | None:
    """Find a certificate by the code on it, as people write it: any case, with or without hyphens."""
    written = "".join(sign for sign in code.upper() if sign.isalnum())
    with connection.cursor() as cursor:
        cursor.execute("select * from check_training_certificate(%s)", [written])
        row = cursor.fetchone()
    return CheckedCertificate(*row) if row else None
