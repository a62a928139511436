"""The SQL of tables that Django cannot make: the partitioned access log, and walls by account."""

from __future__ import annotations

from skjuts.apps.audit.house import WHOLE_HOUSE
from skjuts.apps.tenancy.row_security import OWN_AUTHORITIES

ACCESS_LOG = f"""
create sequence audit_access_id;

create function audit_position() returns bigint language plpgsql volatile as $$
-- The order in which entries are sealed: the transaction's number, plus what earlier servers counted.
declare
    found bigint;
    sealed bigint;
begin
    select pg_current_xact_id()::text::bigint
        + coalesce((select base from audit_era order by id desc limit 1), 0) into found;
    select upto_position into sealed from audit_seal order by sequence desc limit 1;
    if found < sealed then
        raise exception 'the access log was moved to another server and has no new era yet'
            using errcode = 'object_not_in_prerequisite_state', hint = 'start a worker: the sealer begins one';
    end if;
    return found;
end $$;

create table audit_access (
    id bigint not null default nextval('audit_access_id'),
    position bigint not null default audit_position(),
    at timestamptz not null default clock_timestamp(),
    authority_id bigint not null,
    actor_authority_id bigint not null,
    account_id uuid not null,
    staff_id uuid not null,
    assignment_id uuid not null,
    unit_id uuid not null,
    patient_id uuid,
    kind varchar(40) not null,
    subject_id uuid,
    action varchar(10) not null,
    reason varchar(200) not null check (reason <> ''),
    context varchar(80) not null,
    request_id varchar(64) not null,
    primary key (at, id)
) partition by range (at);
alter sequence audit_access_id owned by audit_access.id;
create index audit_access_order on audit_access (position, id);
create index audit_access_patient on audit_access (authority_id, patient_id, at) where patient_id is not null;

alter table audit_access enable row level security;
create policy authority_wall on audit_access using ({OWN_AUTHORITIES}) with check ({OWN_AUTHORITIES});
create policy own_rows on audit_access for select using ({WHOLE_HOUSE});
revoke update, delete, truncate on audit_access from skjuts_app;

create function audit_ensure_months(first_day date, last_day date) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
-- Partitions for the months of these days, made beside the table and attached: readers never wait.
declare
    month timestamp := date_trunc('month', first_day);
    part text;
    made integer := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit_ensure_months', 3));
    while month <= last_day loop
        part := 'audit_access_' || to_char(month, 'YYYY_MM');
        if to_regclass('public.' || part) is null then
            execute format('create table public.%I (like public.audit_access including defaults'
                ' including constraints including indexes)', part);
            -- What goes past the parent goes past its wall.
            execute format('revoke all on public.%I from skjuts_app', part);
            execute format('alter table public.audit_access attach partition public.%I'
                ' for values from (%L) to (%L)', part, month at time zone 'UTC',
                (month + interval '1 month') at time zone 'UTC');
            made := made + 1;
        end if;
        month := month + interval '1 month';
    end loop;
    return made;
end $$;
revoke execute on function audit_ensure_months(date, date) from public;
grant execute on function audit_ensure_months(date, date) to skjuts_app;
select audit_ensure_months((now() - interval '1 month')::date, (now() + interval '24 months')::date);
"""  # noqa: S608  (conditions of our own, no input)
DROP_ACCESS_LOG = """
drop table audit_access;
drop function audit_ensure_months(date, date);
drop function audit_position();
"""

MESSAGE_NUMBERS = "create sequence audit_message_number"
DROP_MESSAGE_NUMBERS = "drop sequence audit_message_number"

NOBODY = "00000000-0000-0000-0000-000000000000"
"""The account of those who have not signed in."""

KEPT = "interval '7 days'"
"""How long an answer is kept; the house may not take a younger one away."""

ANSWERS = f"""
alter table audit_stored_answer enable row level security;
create policy own_answers on audit_stored_answer
    using (account_id = coalesce((select tenancy_account()), '{NOBODY}'))
    with check (account_id = coalesce((select tenancy_account()), '{NOBODY}'));
create policy house_reads on audit_stored_answer for select using ({WHOLE_HOUSE});
create policy house_clears on audit_stored_answer for delete
    using ({WHOLE_HOUSE} and created_at < now() - {KEPT});
"""
DROP_ANSWERS = """
drop policy house_clears on audit_stored_answer;
drop policy house_reads on audit_stored_answer;
drop policy own_answers on audit_stored_answer;
alter table audit_stored_answer disable row level security;
"""
