"""Whose assignments begin a request, in one question."""

from __future__ import annotations

from django.db import migrations

# Runs as the tables' owner: unit and authority lie outside a person's own rows, and every request asks this
# before any authority is entered. It gives the rows of one account alone.
FIND_ACTING = """
create function registry_find_acting(asking uuid, on_day date) returns table (
    id uuid, authority_id bigint, authority_name text, unit_id uuid, unit_name text, staff_id uuid,
    given_name text, family_name text, roles text[], commission_hsa_id text, valid_to date, reach jsonb
)
language sql stable security definer set search_path = pg_catalog, public as $$
    select t.id, t.authority_id, a.name, t.unit_id, u.name, t.staff_id,
           s.given_name, s.family_name, t.roles::text[], t.commission_hsa_id, t.valid_to,
           coalesce((
               select jsonb_agg(jsonb_build_array(c.authority_id, c.tasks) order by c.id)
                 from registry_cooperation c
                where c.operator_id = t.authority_id and c.in_force_from <= on_day
                  and (c.in_force_to is null or c.in_force_to >= on_day)
           ), '[]')
      from registry_assignment t
      join registry_authority a on a.id = t.authority_id
      join registry_unit u on u.id = t.unit_id
      join registry_staffmember s on s.id = t.staff_id
     where t.account_id = asking and t.suspended_at is null and t.valid_from <= on_day
       and (t.valid_to is null or t.valid_to >= on_day)
     order by t.authority_id, t.valid_from, t.id
$$;
revoke all on function registry_find_acting(uuid, date) from public;
grant execute on function registry_find_acting(uuid, date) to skjuts_app;
"""


class Migration(migrations.Migration):
    """The function that tells whom an account acts as."""

    dependencies = [("registry", "0004_staff_registers")]

    operations = [migrations.RunSQL(FIND_ACTING, "drop function registry_find_acting(uuid, date)")]
