"""What patients get back: credited, saved while it is small, and sent to payment."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import skjuts.apps.tenancy.rows
from skjuts.apps.tenancy.protected_rows import ProtectedRows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = ["payoutrow"]
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """A table; nothing that is there is touched."""

    dependencies = [("bookings", "0001_claims")]

    operations = [
        migrations.CreateModel(
            name="PayoutRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("credit", "Ersättning"), ("payout", "Till utbetalning")], max_length=6
                    ),
                ),
                ("amount_ore", models.IntegerField()),
                ("balance_ore", models.IntegerField()),
                ("posted_on", models.DateField()),
                ("text", models.CharField(max_length=400)),
                (
                    "authority",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="registry.authority"),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "claim",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="credits",
                        to="bookings.travelclaim",
                    ),
                ),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.AddConstraint(
            "payoutrow",
            models.UniqueConstraint(fields=("patient", "number"), name="payout_number_once"),
        ),
        TenantTables(TABLES),
        ProtectedRows(TABLES, subject="patient"),
        AppendOnly(TABLES),
    ]
