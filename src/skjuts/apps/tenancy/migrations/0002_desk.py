"""Who speaks for protected persons, told by SET LOCAL like the authorities."""

from __future__ import annotations

from django.db import migrations

DESK = """
create function tenancy_desk() returns bigint[] language sql stable parallel safe
return string_to_array(nullif(current_setting('app.desk', true), ''), ',')::bigint[]
"""


class Migration(migrations.Migration):
    """After the wall."""

    dependencies = [("tenancy", "0001_wall")]
    operations = [migrations.RunSQL(DESK, "drop function tenancy_desk()")]
