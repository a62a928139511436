"""Versions of rule books, the steps that they take, and their edits."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import skjuts.apps.tenancy.rows
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = ["rulebookversion", "rulebookstatus", "rulebookedit"]
GROWING = ["rulebookstatus", "rulebookedit"]


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_acting"),
        ("rulebooks", "0001_support"),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleBookVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("book", models.SlugField(max_length=60)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("patient_trip", "Sjukresa"),
                                ("paratransit", "Färdtjänst"),
                                ("national_paratransit", "Riksfärdtjänst"),
                            ],
                            max_length=20,
                        )
                    ),
                ),
                ("label", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("content", models.TextField()),
                ("cases", models.TextField(blank=True, default="")),
                ("fee_cases", models.TextField(blank=True, default="")),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("proposed", "Väntar på godkännande"),
                            ("approved", "Godkänd"),
                            ("withdrawn", "Återtagen"),
                            ("discarded", "Kasserad"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("packaged", models.CharField(blank=True, default="", max_length=60)),
                ("in_force_from", models.DateField(blank=True, null=True)),
                ("begun_by_staff", models.UUIDField()),
                ("begun_signed", models.CharField(max_length=240)),
                ("begun_at", models.DateTimeField()),
                ("approved_by_staff", models.UUIDField(blank=True, null=True)),
                ("approved_signed", models.CharField(blank=True, default="", max_length=240)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "based_on",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="rulebooks.rulebookversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RuleBookStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("verb", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("proposed", "Väntar på godkännande"),
                            ("approved", "Godkänd"),
                            ("withdrawn", "Återtagen"),
                            ("discarded", "Kasserad"),
                        ],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                ("by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("reason", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "version",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="rulebooks.rulebookversion",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="RuleBookEdit",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField()),
                ("changes", models.JSONField()),
                ("before", models.TextField()),
                ("by_staff", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "undoes",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="rulebooks.rulebookedit",
                    ),
                ),
                (
                    "version",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="rulebooks.rulebookversion",
                    ),
                ),
            ],
            options={
                "ordering": ("revision",),
            },
        ),
        migrations.AddIndex(
            model_name="rulebookversion",
            index=models.Index(fields=["authority", "state", "in_force_from"], name="rule_book_in_force"),
        ),
        migrations.AddIndex(
            model_name="rulebookversion",
            index=django.contrib.postgres.indexes.GinIndex(fields=["kinds"], name="rule_book_kinds"),
        ),
        migrations.AddConstraint(
            model_name="rulebookversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("withdrawn", "discarded")), _negated=True),
                fields=("authority", "book", "label"),
                name="rule_book_label",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved")),
                fields=("authority", "book", "in_force_from"),
                name="rule_book_one_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by_staff__isnull", False),
                        ("in_force_from__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="rule_book_approved_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kinds__len__gt", 0)), name="rule_book_has_kinds"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookedit",
            constraint=models.UniqueConstraint(
                fields=("version", "revision"), name="rule_book_edit_revision"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookedit",
            constraint=models.UniqueConstraint(fields=("undoes",), name="rule_book_edit_undone_once"),
        ),
        TenantTables(TABLES),
        AppendOnly(GROWING),
    ]
