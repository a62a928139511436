"""Questions to the support function, and the handbook."""

import django.contrib.postgres.search
import django.db.models.deletion
import skjuts.apps.tenancy.rows
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = [
    "supportquestion",
    "supportmessage",
    "supportstatus",
    "reliefparameter",
    "handbookentry",
    "handbookrevision",
]
GROWING = ["supportmessage", "supportstatus", "handbookrevision"]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0001_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("mode", "Färdsätt"),
                            ("certificate", "Intyg"),
                            ("escort", "Ledsagare"),
                            ("ride_alone", "Ensamåkning och samåkning"),
                            ("series", "Serier och dialys"),
                            ("fee", "Egenavgift och ersättning"),
                            ("transport", "Sjuktransport"),
                            ("course", "Kursen och delegationer"),
                            ("system", "Hur Skjuts används"),
                            ("other", "Annat"),
                        ],
                        max_length=12,
                    ),
                ),
                ("page", models.CharField(blank=True, default="", max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Väntar på svar"),
                            ("taken", "Besvaras nu"),
                            ("answered", "Besvarad"),
                            ("withdrawn", "Återtagen"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("waiting_since", models.DateTimeField()),
                ("first_answered_at", models.DateTimeField(blank=True, null=True)),
                ("taken_by", models.UUIDField(blank=True, null=True)),
                ("taken_signed", models.CharField(blank=True, default="", max_length=240)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", config="swedish", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector("text", config="swedish", weight="B"),
                            django.contrib.postgres.search.SearchConfig("swedish"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "asked_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_questions",
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
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_questions",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupportMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_answer", models.BooleanField()),
                ("text", models.TextField()),
                ("by", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "question",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="rulebooks.supportquestion",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="HandbookEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("mode", "Färdsätt"),
                            ("certificate", "Intyg"),
                            ("escort", "Ledsagare"),
                            ("ride_alone", "Ensamåkning och samåkning"),
                            ("series", "Serier och dialys"),
                            ("fee", "Egenavgift och ersättning"),
                            ("transport", "Sjuktransport"),
                            ("course", "Kursen och delegationer"),
                            ("system", "Hur Skjuts används"),
                            ("other", "Annat"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("answer", models.TextField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("published_by", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("published_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.UUIDField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", config="swedish", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "answer", config="swedish", weight="B"
                            ),
                            django.contrib.postgres.search.SearchConfig("swedish"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "question",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handbook_entries",
                        to="rulebooks.supportquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupportStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Väntar på svar"),
                            ("taken", "Besvaras nu"),
                            ("answered", "Besvarad"),
                            ("withdrawn", "Återtagen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "question",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="rulebooks.supportquestion",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="HandbookRevision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("answer", models.TextField()),
                ("by", models.UUIDField()),
                ("signed", models.CharField(max_length=240)),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "entry",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="rulebooks.handbookentry",
                    ),
                ),
            ],
            options={
                "ordering": ("revision",),
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "revision"), name="handbook_revision_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReliefParameter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("in_force_from", models.DateField()),
                ("is_assumed", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=300)),
                ("decided_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "decided_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "in_force_from"), name="relief_parameter_day"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="supportquestion",
            index=models.Index(fields=["authority", "state", "waiting_since"], name="support_question_queue"),
        ),
        migrations.AddIndex(
            model_name="supportquestion",
            index=models.Index(fields=["asked_by", "asked_at"], name="support_question_asker"),
        ),
        migrations.AddConstraint(
            model_name="supportquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    ("first_answered_at__isnull", False),
                    _connector="OR",
                ),
                name="support_question_answered_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "taken"), _negated=True), ("taken_by__isnull", False), _connector="OR"
                ),
                name="support_question_taken_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="handbookentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="handbook_entry_withdrawn_by_someone",
            ),
        ),
        TenantTables(TABLES),
        AppendOnly(GROWING),
    ]
