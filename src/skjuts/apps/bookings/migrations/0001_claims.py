"""Travel claims and the ledger of copayments."""

import django.db.models.deletion
import skjuts.apps.tenancy.rows
import skjuts.apps.vault.fields
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.protected_rows import ProtectedRows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables


TABLES = ["travelclaim", "claimwithdrawal", "ledgerrow"]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0006_follow_up_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="TravelClaim",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=120)),
                (
                    "origin",
                    models.CharField(
                        choices=[("permit", "Resa räknad på tillstånd"), ("entered", "Reseräkning")],
                        max_length=8,
                    ),
                ),
                ("travel_day", models.DateField()),
                ("claimed_on", models.DateField()),
                ("content", skjuts.apps.vault.fields.EncryptedTextField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
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
        migrations.CreateModel(
            name="LedgerRow",
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
                        choices=[
                            ("charge", "Avgift"),
                            ("recomputation", "Omräkning"),
                            ("withdrawal", "Återtagen resa"),
                        ],
                        max_length=13,
                    ),
                ),
                ("amount_ore", models.IntegerField()),
                ("posted_on", models.DateField()),
                ("text", models.CharField(max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "claim",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="bookings.travelclaim",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="ClaimWithdrawal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("reason", skjuts.apps.vault.fields.EncryptedTextField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "claim",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="bookings.travelclaim",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="travelclaim",
            index=models.Index(fields=["patient", "travel_day"], name="travel_claim_patient"),
        ),
        migrations.AddConstraint(
            model_name="travelclaim",
            constraint=models.UniqueConstraint(fields=("authority", "key"), name="travel_claim_once"),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.UniqueConstraint(fields=("patient", "number"), name="ledger_number_once"),
        ),
        migrations.AddConstraint(
            model_name="claimwithdrawal",
            constraint=models.UniqueConstraint(fields=("claim",), name="claim_withdrawal_once"),
        ),
        TenantTables(TABLES),
        ProtectedRows(TABLES, subject="patient"),
        AppendOnly(TABLES),
    ]
