"""What the wall stands on: who is there, told by SET LOCAL, and Swedish order."""

from __future__ import annotations

from django.db import migrations

from skjuts.apps.tenancy.swedish_order import CREATE_SV_SORT

# A scalar subquery around these is evaluated once a statement; '' and an unset value give no rows.
AUTHORITIES = """
create function tenancy_authorities() returns bigint[] language sql stable parallel safe
return string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[]
"""
ACCOUNT = """
create function tenancy_account() returns uuid language sql stable parallel safe
return nullif(current_setting('app.account', true), '')::uuid
"""


class Migration(migrations.Migration):
    """First of all migrations."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(AUTHORITIES, "drop function tenancy_authorities()"),
        migrations.RunSQL(ACCOUNT, "drop function tenancy_account()"),
        migrations.RunSQL(CREATE_SV_SORT, "drop function sv_sort(text)"),
    ]
