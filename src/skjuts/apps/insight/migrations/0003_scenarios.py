"""Scenarios as they were asked, how far their answers have come, and the pieces of long ones."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import skjuts.apps.tenancy.rows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = ["scenario", "scenariorun", "scenariopiece"]


def _key() -> tuple[str, models.Field]:
    return "id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _authority() -> tuple[str, models.Field]:
    return "authority", models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0002_measures"),
        ("registry", "0006_follow_up_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                _key(),
                ("kind", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("inputs", models.JSONField()),
                ("versions", models.JSONField()),
                ("made_by_staff", models.UUIDField()),
                ("made_by_assignment", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("made_at", models.DateTimeField()),
                _authority(),
                (
                    "changed_from",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changed_into",
                        to="insight.scenario",
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at",),
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "title"), name="scenario_title")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioRun",
            fields=[
                _key(),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Väntar"),
                            ("running", "Räknar"),
                            ("done", "Klart"),
                            ("failed", "Gick inte"),
                            ("stopped", "Stoppat"),
                        ],
                        max_length=8,
                    ),
                ),
                ("attempt", models.PositiveIntegerField(default=1)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("answer", models.JSONField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, default="", max_length=80)),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                _authority(),
                (
                    "scenario",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="insight.scenario",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scenario",), name="scenario_run_once"),
                    models.CheckConstraint(condition=Q(done__lte=F("total")), name="scenario_run_progress"),
                    models.CheckConstraint(
                        condition=Q(state="done") & Q(answer__isnull=False)
                        | ~Q(state="done") & Q(answer__isnull=True),
                        name="scenario_run_answer",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="failed") | ~Q(fault=""), name="scenario_run_fault"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioPiece",
            fields=[
                _key(),
                ("key", models.CharField(max_length=200)),
                ("result", models.JSONField()),
                _authority(),
                (
                    "run",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="insight.scenariorun",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run", "key"), name="scenario_piece_once")],
            },
        ),
        TenantTables(TABLES),
        AppendOnly(["scenario", "scenariopiece"]),
    ]
