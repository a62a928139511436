"""Savings plans: sheets, statements and who answers for what."""

import django.db.models.deletion
import skjuts.apps.tenancy.rows
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = ["savingsplan", "plansheet", "planstatement", "packagefollowup"]
GROWING = ["plansheet", "planstatement", "packagefollowup"]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0006_follow_up_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavingsPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True, default="")),
                ("opened_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("opened_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanStatement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("entry", models.JSONField()),
                ("written_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("written_at", models.DateTimeField()),
                ("place", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "withdraws",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn_by",
                        to="insight.planstatement",
                    ),
                ),
                (
                    "plan",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="insight.savingsplan",
                    ),
                ),
            ],
            options={
                "ordering": ("place",),
            },
        ),
        migrations.CreateModel(
            name="PlanSheet",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.SlugField(max_length=60)),
                ("reading", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(choices=[("Mkr", "Mkr"), ("tkr", "tkr"), ("kr", "kr")], max_length=4),
                ),
                (
                    "blank",
                    models.CharField(choices=[("zero", "Ingenting"), ("unknown", "Okänt")], max_length=8),
                ),
                ("source", models.CharField(max_length=400)),
                ("population", models.CharField(blank=True, default="", max_length=400)),
                ("rows", models.JSONField()),
                ("read_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("read_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "plan",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="insight.savingsplan",
                    ),
                ),
            ],
            options={
                "ordering": ("year", "key", "reading"),
            },
        ),
        migrations.CreateModel(
            name="PackageFollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("package", models.CharField(max_length=20)),
                ("owner", models.CharField(blank=True, default="", max_length=200)),
                ("metric", models.CharField(blank=True, default="", max_length=400)),
                ("next_review", models.DateField(blank=True, null=True)),
                ("amount_ore", models.BigIntegerField(blank=True, null=True)),
                ("method", models.CharField(blank=True, default="", max_length=400)),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("claimed", "Påstått"),
                            ("booked", "Bokfört"),
                            ("evaluated", "Utvärderat"),
                            ("contradicted", "Motsagt"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("written_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("written_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "plan",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="insight.savingsplan",
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at",),
            },
        ),
        migrations.AddConstraint(
            model_name="savingsplan",
            constraint=models.UniqueConstraint(fields=("authority", "title"), name="savings_plan_title"),
        ),
        migrations.AddConstraint(
            model_name="planstatement",
            constraint=models.UniqueConstraint(fields=("plan", "place"), name="plan_statement_place"),
        ),
        migrations.AddConstraint(
            model_name="planstatement",
            constraint=models.UniqueConstraint(fields=("withdraws",), name="plan_statement_withdrawn_once"),
        ),
        migrations.AddConstraint(
            model_name="plansheet",
            constraint=models.UniqueConstraint(fields=("plan", "key", "reading"), name="plan_sheet_reading"),
        ),
        migrations.AddConstraint(
            model_name="plansheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1900), ("year__lte", 2200)), name="plan_sheet_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="packagefollowup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_ore", None),
                    models.Q(
                        models.Q(("method", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="package_amount_has_method",
            ),
        ),
        TenantTables(TABLES),
        AppendOnly(GROWING),
    ]
