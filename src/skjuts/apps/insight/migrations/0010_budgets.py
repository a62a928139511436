"""Budgets by month and contracts' index terms, as controllers enter them."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = ["budget", "indexterms"]


def _authority() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
    )


def _id() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0003_scenarios"),
    ]

    operations = [
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", _id()),
                ("month", models.PositiveIntegerField()),
                (
                    "ledger",
                    models.CharField(
                        choices=[("ordinary", "Ordinarie budget"), ("asylum", "Asylboenden")], max_length=10
                    ),
                ),
                ("amount_ore", models.BigIntegerField()),
                ("source", models.CharField(max_length=400)),
                ("entered_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("entered_at", models.DateTimeField()),
                ("authority", _authority()),
            ],
            options={
                "ordering": ("-entered_at", "month"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 23880), ("month__lt", 26400)), name="budget_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_ore__gte", 0)), name="budget_not_below_nought"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexTerms",
            fields=[
                ("id", _id()),
                ("clauses", models.JSONField()),
                ("series", models.JSONField()),
                ("source", models.CharField(max_length=400)),
                ("entered_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("entered_at", models.DateTimeField()),
                ("authority", _authority()),
            ],
            options={
                "ordering": ("-entered_at",),
            },
        ),
        TenantTables(TABLES),
        AppendOnly(TABLES),
    ]
