"""Courses, enrolments, attempts, certificates of training, and what happened to delegations."""

import django.contrib.postgres.fields
import django.db.models.deletion
import skjuts.apps.tenancy.rows
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

TABLES = [
    "courseversion",
    "coursestatus",
    "courseedit",
    "enrolment",
    "pageread",
    "exerciseanswer",
    "attempt",
    "attemptoutcome",
    "attemptanswer",
    "trainingcertificate",
    "expiryreminder",
    "softertransition",
    "delegationstatus",
]
GROWING = [
    "coursestatus",
    "courseedit",
    "pageread",
    "exerciseanswer",
    "attempt",
    "attemptoutcome",
    "attemptanswer",
    "trainingcertificate",
    "expiryreminder",
    "delegationstatus",
]
# An open page asks by the code on the paper, without any authority entered. It learns what the paper says
# already, and the last four signs of the HSA-id to compare with the holder's card: no name.
CHECK_TRAINING_CERTIFICATE = """
create function check_training_certificate(code text)
returns table (course text, version text, authority text, hsa_suffix text, issued_at timestamptz, valid_to date)
language sql stable security definer set search_path = public, pg_temp
as $check$
    select v.title::text, v.version::text, a.name::text, right(s.hsa_id, 4), c.issued_at, c.valid_to
    from training_trainingcertificate c
    join training_courseversion v on v.id = c.version_id
    join registry_staffmember s on s.id = c.staff_id
    join registry_authority a on a.id = c.authority_id
    where c.check_code = code
$check$
"""
DROP_CHECK = "drop function check_training_certificate(text)"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0001_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("seed", models.CharField(max_length=32)),
                ("language", models.CharField(max_length=2)),
                (
                    "questions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80)),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AttemptOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("right", models.PositiveSmallIntegerField()),
                ("asked", models.PositiveSmallIntegerField()),
                ("has_passed", models.BooleanField()),
                ("submitted_at", models.DateTimeField()),
                (
                    "attempt",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="training.attempt",
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
            name="CourseVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("updates", models.SlugField(blank=True, default="", max_length=60)),
                ("version", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True, default="")),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2)),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60)),
                ),
                (
                    "touches",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("trip", "Sjukresa"),
                                ("escort", "Ledsagare"),
                                ("ride_alone", "Ensamåkning"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("is_demonstration", models.BooleanField(default=False)),
                ("files", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("in_review", "På granskning"),
                            ("published", "Publicerad"),
                            ("retired", "Ersatt"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("in_force_from", models.DateField(blank=True, null=True)),
                (
                    "author",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
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
                (
                    "based_on",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="training.courseversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CourseStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("in_review", "På granskning"),
                            ("published", "Publicerad"),
                            ("retired", "Ersatt"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("note", models.TextField(blank=True, default="")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "version",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="training.courseversion",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="CourseEdit",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField()),
                ("path", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "version",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="training.courseversion",
                    ),
                ),
            ],
            options={
                "ordering": ("revision",),
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("page", models.CharField(blank=True, default="", max_length=80)),
                ("started_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "staff",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="registry.staffmember",
                    ),
                ),
                (
                    "version",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="training.courseversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="attempt",
            name="enrolment",
            field=skjuts.apps.tenancy.rows.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="training.enrolment"
            ),
        ),
        migrations.CreateModel(
            name="ExerciseAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("exercise", models.CharField(max_length=80)),
                (
                    "chosen",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=1)),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "enrolment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exercise_answers",
                        to="training.enrolment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PageRead",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("page", models.CharField(max_length=80)),
                ("read_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "enrolment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages_read",
                        to="training.enrolment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SofterTransition",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("reason", models.CharField(max_length=400)),
                ("allowed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "allowed_by",
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
                (
                    "ended_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="softer_transitions",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrainingCertificate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("issued_at", models.DateTimeField()),
                ("valid_to", models.DateField()),
                ("check_code", models.CharField(max_length=16, unique=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "outcome",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_certificates",
                        to="training.attemptoutcome",
                    ),
                ),
                (
                    "staff",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_certificates",
                        to="registry.staffmember",
                    ),
                ),
                (
                    "version",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_certificates",
                        to="training.courseversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExpiryReminder",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("days_ahead", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "training_certificate",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="training.trainingcertificate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DelegationStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("granted", "Gäller"),
                            ("withdrawn", "Återkallad"),
                            ("expired", "Har gått ut"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "delegation",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="registry.delegation",
                    ),
                ),
                (
                    "softer_transition",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="training.softertransition",
                    ),
                ),
                (
                    "training_certificate",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="training.trainingcertificate",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="AttemptAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("question", models.CharField(max_length=80)),
                (
                    "chosen",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=1)),
                ),
                ("is_right", models.BooleanField()),
                (
                    "attempt",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="training.attempt",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "question"], name="attempt_answer_question")],
                "constraints": [
                    models.UniqueConstraint(fields=("attempt", "question"), name="attempt_answer_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="attemptoutcome",
            constraint=models.UniqueConstraint(fields=("attempt",), name="attempt_outcome_once"),
        ),
        migrations.AddConstraint(
            model_name="attemptoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("right__lte", models.F("asked"))), name="attempt_outcome_right"
            ),
        ),
        migrations.AddIndex(
            model_name="courseversion",
            index=models.Index(fields=["authority", "slug", "state"], name="course_version_slug"),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("authority", "slug"),
                name="course_published_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.UniqueConstraint(
                fields=("authority", "slug", "version"), name="course_version_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="course_published_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_force_from", None), ("updates", "")),
                    models.Q(models.Q(("updates", ""), _negated=True), ("in_force_from__isnull", False)),
                    _connector="OR",
                ),
                name="course_update_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("updates", models.F("slug")), _negated=True),
                name="course_updates_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseedit",
            constraint=models.UniqueConstraint(fields=("version", "revision"), name="course_edit_revision"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(fields=("staff", "version"), name="enrolment_once"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(fields=("enrolment", "number"), name="attempt_number"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("questions__len__gt", 0)), name="attempt_has_questions"
            ),
        ),
        migrations.AddIndex(
            model_name="exerciseanswer",
            index=models.Index(
                fields=["enrolment", "exercise", "-answered_at"], name="exercise_answer_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="pageread",
            constraint=models.UniqueConstraint(fields=("enrolment", "page"), name="page_read_once"),
        ),
        migrations.AddConstraint(
            model_name="softertransition",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                name="softer_transition_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="softertransition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="softer_transition_ended_by_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="trainingcertificate",
            index=models.Index(fields=["authority", "staff", "valid_to"], name="training_certificate_staff"),
        ),
        migrations.AddConstraint(
            model_name="trainingcertificate",
            constraint=models.UniqueConstraint(fields=("outcome",), name="training_certificate_once"),
        ),
        migrations.AddConstraint(
            model_name="expiryreminder",
            constraint=models.UniqueConstraint(
                fields=("training_certificate", "days_ahead"), name="expiry_reminder_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationstatus",
            constraint=models.UniqueConstraint(fields=("delegation", "state"), name="delegation_status_once"),
        ),
        migrations.AddConstraint(
            model_name="delegationstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), _negated=True),
                    ("training_certificate__isnull", False),
                    ("softer_transition__isnull", False),
                    _connector="OR",
                ),
                name="delegation_grant_leans_on_something",
            ),
        ),
        TenantTables(TABLES),
        AppendOnly(GROWING),
        migrations.RunSQL(CHECK_TRAINING_CERTIFICATE, DROP_CHECK),
    ]
