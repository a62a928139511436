"""How a sign-in finds the person's staff rows in every authority, before any authority is entered."""

from __future__ import annotations

from django.db import migrations, models

# Runs as the tables' owner, so it sees every authority; it touches rows of the account's own HSA-id alone,
# and never takes one from another account: a registrar releases it first.
JOIN_ACCOUNT = """
create function registry_join_account(joining uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
    update registry_staffmember s set account_id = a.id
      from registry_account a
     where a.id = joining and a.hsa_id <> '' and s.hsa_id = a.hsa_id and s.account_id is null;
    update registry_assignment t set account_id = joining
      from registry_staffmember s
     where s.id = t.staff_id and s.authority_id = t.authority_id
       and s.account_id = joining and t.account_id is distinct from joining;
$$;
revoke all on function registry_join_account(uuid) from public;
grant execute on function registry_join_account(uuid) to skjuts_app;
"""


class Migration(migrations.Migration):
    """An index on HSA-ids, and the function that joins an account to its rows."""

    dependencies = [("registry", "0001_organisations")]

    operations = [
        migrations.AddIndex(
            model_name="staffmember",
            index=models.Index(fields=["hsa_id"], name="staff_member_by_hsa_id"),
        ),
        migrations.RunSQL(JOIN_ACCOUNT, "drop function registry_join_account(uuid)"),
    ]
