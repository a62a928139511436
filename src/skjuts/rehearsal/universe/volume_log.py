"""Months of the access log by the half million, drawn and written by the database itself, then sealed."""

from __future__ import annotations

import datetime as dt

from django.db import connections

from skjuts.rehearsal.universe.volume_copy import OWNER

_READERS = """
create temp table volume_reader on commit drop as
select row_number() over (order by held.id) - 1 as n, held.authority_id, held.account_id, held.staff_id,
    held.id as assignment_id, held.unit_id
from registry_assignment held where held.authority_id = any (%(authorities)s) and held.account_id is not null
    and held.roles && array['care_staff', 'support_officer', 'case_officer', 'booking_agent']::varchar[]
"""
# A patient is read by staff of the own authority only: as many patients for each reader as there are.
_PATIENTS = """
create temp table volume_patient on commit drop as
select authority_id, id, row_number() over (partition by authority_id order by id) - 1 as n,
    count(*) over (partition by authority_id) as total
from registry_patient where authority_id = any (%(authorities)s);
create unique index on volume_patient (authority_id, n);
analyze volume_patient
"""
_ENTRIES = """
insert into audit_access (position, at, authority_id, actor_authority_id, account_id, staff_id, assignment_id,
    unit_id, patient_id, kind, subject_id, action, reason, context, request_id)
select (select audit_position()), drawn.at, drawn.authority_id, drawn.authority_id, drawn.account_id,
    drawn.staff_id, drawn.assignment_id, drawn.unit_id, patient.id, 'patient', null,
    (array['read', 'read', 'read', 'search', 'list', 'alter'])[1 + drawn.g %% 6], 'care',
    'booking:' || drawn.g, 'volume'
from (
    select g, reader.*,
     %(first)s::timestamptz + (%(span_s)s::float8 * g / %(entries)s) * interval '1 second' as at
    from generate_series(0, %(entries)s - 1) g
    join volume_reader reader
        on reader.n = abs(hashint8extended(g, %(seed)s) %% (select count(*) from volume_reader))
) drawn
join lateral (select max(total) as total from volume_patient
    where authority_id = drawn.authority_id and n = 0) size on true
join volume_patient patient on patient.authority_id = drawn.authority_id
    and patient.n = abs(hashint8extended(drawn.g, %(seed)s + 1) %% size.total)
order by drawn.g
"""


def write_month(
    authorities: list[int], first: dt.datetime, until: dt.datetime, entries: int, seed: int
) -> int:
    """Write the entries of a stretch of time, evenly spread, in order; inside a transaction of the owner."""
    told: dict[str, list[int] | dt.datetime | int] = {
        "authorities": authorities,
        "first": first,
        "span_s": int((until - first).total_seconds()),
        "entries": entries,
        "seed": seed,
    }
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select audit_ensure_months(%s, %s)", [first.date(), until.date()])
        cursor.execute(_READERS, told)
        for statement in _PATIENTS.split(";"):
            cursor.execute(statement, told)
        cursor.execute(_ENTRIES, told)
        return int(cursor.rowcount)
