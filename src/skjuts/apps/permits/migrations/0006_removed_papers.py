"""Files that were taken out of a matter."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import skjuts.apps.tenancy.rows
import skjuts.apps.vault.fields
from skjuts.apps.tenancy.protected_rows import ProtectedRows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

REMOVALS = ["paperremoval"]


class Migration(migrations.Migration):
    """A table; nothing that is there is touched."""

    dependencies = [("permits", "0005_codes")]

    operations = [
        migrations.CreateModel(
            name="PaperRemoval",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("reason", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "paper",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="permits.applicationpaper",
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "paperremoval", models.UniqueConstraint(fields=("paper",), name="paper_removal_once")
        ),
        TenantTables(REMOVALS),
        ProtectedRows(REMOVALS, subject="patient"),
        AppendOnly(REMOVALS),
    ]
