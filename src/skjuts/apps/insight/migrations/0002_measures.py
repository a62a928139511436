"""Measures as they were described, and the verdicts that were asked for."""

import django.db.models.deletion
import skjuts.apps.tenancy.rows
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = ["measure", "measureverdict"]


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0001_savings_plans"),
        ("registry", "0006_follow_up_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True, default="")),
                ("design", models.JSONField()),
                ("foresight", models.JSONField(blank=True, null=True)),
                ("edition", models.TextField(blank=True, default="")),
                ("described_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("described_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
            options={
                "ordering": ("-described_at",),
            },
        ),
        migrations.CreateModel(
            name="MeasureVerdict",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("shown", "Visad"),
                            ("not_distinguishable", "Går inte att skilja från noll"),
                            ("contradicted", "Motsagd"),
                            ("description_only", "Enbart beskrivning"),
                        ],
                        max_length=20,
                    ),
                ),
                ("result", models.JSONField()),
                ("edition", models.TextField()),
                ("program", models.CharField(max_length=40)),
                ("asked_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("asked_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "measure",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="insight.measure",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at",),
            },
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(fields=("authority", "title"), name="measure_title"),
        ),
        TenantTables(TABLES),
        AppendOnly(TABLES),
    ]
