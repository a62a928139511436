"""Code lists for certificates."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import TenantTables


class Migration(migrations.Migration):
    """A table; nothing that is there is touched."""

    dependencies = [("permits", "0004_settings")]

    operations = [
        migrations.CreateModel(
            name="ConditionCode",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("system", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=200)),
                ("fills", models.JSONField(default=dict)),
                ("imported_by_staff", models.UUIDField()),
                ("imported_signed", models.CharField(max_length=240)),
                ("imported_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "conditioncode",
            models.UniqueConstraint(fields=("authority", "system", "code"), name="condition_code_once"),
        ),
        TenantTables(["conditioncode"]),
    ]
