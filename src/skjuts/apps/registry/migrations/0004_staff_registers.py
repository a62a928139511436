"""Files read into the registers, what happens to assignments, and notes of an authority's way in."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models

import skjuts.apps.tenancy.rows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables


class Migration(migrations.Migration):
    """Three tables, and versions for changes that meet."""

    dependencies = [
        ("registry", "0003_patients"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="staffmember",
            name="left_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="staffmember",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="unit",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="AssignmentStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("given", "Gavs"),
                            ("changed", "Ändrades"),
                            ("suspended", "Pausades"),
                            ("resumed", "Återupptogs"),
                            ("ended", "Avslutades"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=400)),
                ("terms", models.JSONField(default=dict)),
                ("written_at", models.DateTimeField()),
                (
                    "assignment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="registry.assignment",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "written_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses_written",
                        to="registry.assignment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["assignment", "written_at"], name="assignment_status_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="OnboardingNote",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("step", models.CharField(max_length=40)),
                ("is_done", models.BooleanField()),
                ("note", models.CharField(blank=True, default="", max_length=400)),
                ("written_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "written_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "step"), name="onboarding_note_step")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("units", "Enheter"), ("staff", "Personal"), ("assignments", "Uppdrag")],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("faulty", "Har fel"),
                            ("checked", "Provläst"),
                            ("waiting", "Väntar på att läsas in"),
                            ("applied", "Inläst"),
                            ("failed", "Gick inte att läsa in"),
                            ("discarded", "Kastad"),
                        ],
                        max_length=12,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField(null=True)),
                ("closes_missing", models.BooleanField(default=False)),
                ("line_count", models.PositiveIntegerField(default=0)),
                ("problem_count", models.PositiveIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
                ("counts", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "begun_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports_begun",
                        to="registry.assignment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "-begun_at"], name="import_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("content", None), ("state__in", ("checked", "waiting")), _connector="OR"
                        ),
                        name="import_content_kept",
                    )
                ],
            },
        ),
        TenantTables(["assignmentstatus", "onboardingnote", "registerimport"]),
        AppendOnly(["assignmentstatus"]),
    ]
