"""What became of findings, drawn samples, subscriptions to the month's report, and open data."""

import django.contrib.postgres.fields
import django.db.models.deletion
import skjuts.apps.tenancy.rows
import uuid
from django.db import migrations, models


from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

GROWING = [
    "findingmark",
    "drawnsample",
    "sampleline",
    "linejudgement",
    "sentreport",
    "publication",
    "publicationstep",
]


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0010_budgets"),
        ("registry", "0006_follow_up_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawnSample",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("month", models.PositiveIntegerField()),
                ("contract", models.CharField(blank=True, default="", max_length=200)),
                ("seed", models.BigIntegerField()),
                ("strata", models.JSONField()),
                ("line_count", models.PositiveIntegerField()),
                ("amount_ore", models.BigIntegerField()),
                ("edition", models.TextField()),
                ("drawn_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("drawn_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
            options={
                "ordering": ("-drawn_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.SlugField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("about", models.TextField()),
                ("first_month", models.PositiveIntegerField()),
                ("last_month", models.PositiveIntegerField()),
                ("tables", models.JSONField()),
                ("population", models.CharField(max_length=300)),
                ("source", models.TextField()),
                ("edition", models.TextField()),
                ("free_on", models.DateField()),
                ("prepared_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("prepared_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
            options={
                "ordering": ("-prepared_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="PublicationStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("published", "Publicerad"), ("withdrawn", "Tillbakadragen")], max_length=9
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                ("taken_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("taken_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "publication",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="insight.publication",
                    ),
                ),
            ],
            options={
                "ordering": ("taken_at",),
            },
        ),
        migrations.CreateModel(
            name="ReportSubscription",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "figures",
                    django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=40)),
                ),
                ("day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("first_month", models.PositiveIntegerField()),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SampleLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("stratum", models.PositiveSmallIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("trip", models.CharField(max_length=64)),
                ("amount_ore", models.BigIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "sample",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="insight.drawnsample",
                    ),
                ),
            ],
            options={
                "ordering": ("place",),
            },
        ),
        migrations.CreateModel(
            name="LineJudgement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("error_ore", models.BigIntegerField()),
                ("note", models.TextField(blank=True, default="")),
                ("judged_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("judged_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "line",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="insight.sampleline",
                    ),
                ),
            ],
            options={
                "ordering": ("-judged_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="SentReport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("month", models.PositiveIntegerField()),
                ("is_sent", models.BooleanField()),
                ("sent_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "subscription",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="insight.reportsubscription",
                    ),
                ),
            ],
            options={
                "ordering": ("-month",),
            },
        ),
        migrations.CreateModel(
            name="FindingMark",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("finding", models.CharField(max_length=32)),
                ("rule", models.CharField(max_length=40)),
                ("month", models.PositiveIntegerField()),
                ("contract", models.CharField(max_length=200)),
                ("trips", models.JSONField()),
                ("at_stake_ore", models.BigIntegerField()),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Frågad"), ("answered", "Besvarad"), ("settled", "Avslutad")],
                        max_length=8,
                    ),
                ),
                ("agreed_ore", models.BigIntegerField(blank=True, null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("edition", models.TextField()),
                ("marked_by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("marked_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
            options={
                "ordering": ("-marked_at", "-id"),
                "indexes": [models.Index(fields=["authority", "month"], name="finding_mark_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "settled"), ("agreed_ore__isnull", True), _connector="OR"
                        ),
                        name="finding_mark_agreed",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                fields=("authority", "name", "version"), name="publication_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationstep",
            constraint=models.UniqueConstraint(fields=("publication", "kind"), name="publication_step_once"),
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("assignment",),
                name="report_subscription_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("day", None), models.Q(("day__gte", 1), ("day__lte", 28)), _connector="OR"
                ),
                name="report_subscription_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("figures__len__gt", 0)), name="report_subscription_figures"
            ),
        ),
        migrations.AddConstraint(
            model_name="sampleline",
            constraint=models.UniqueConstraint(fields=("sample", "trip"), name="sample_line_once"),
        ),
        migrations.AddConstraint(
            model_name="linejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("error_ore__gte", 0)), name="line_judgement_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="sentreport",
            constraint=models.UniqueConstraint(fields=("subscription", "month"), name="sent_report_once"),
        ),
        TenantTables([*GROWING, "reportsubscription"]),
        AppendOnly(GROWING),
    ]
