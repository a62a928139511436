"""The access log and its chain, domain events, the outbox and kept answers."""

import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
import skjuts.apps.tenancy.rows
import skjuts.apps.vault.fields
import uuid
from django.db import migrations, models

from skjuts.apps.audit.house import WHOLE_HOUSE
from skjuts.apps.audit.migrations import _log_tables as sql
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables


APPEND = ["Event", "Era", "Seal", "Checkpoint", "ReviewStep"]
TENANT = ["Event", "Message", "Review", "Delivery", "Alert", "ReviewItem", "ReviewStep"]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("tenancy", "0001_wall")]

    operations = [
        migrations.CreateModel(
            name="ChannelHealth",
            fields=[
                ("channel", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("rests_until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "audit_channel_health",
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField()),
                ("chain", models.BinaryField()),
                ("entries", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("key_id", models.CharField(max_length=16)),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "audit_checkpoint",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Era",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("base", models.BigIntegerField()),
                ("begun_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "audit_era",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("upto_position", models.BigIntegerField()),
                ("upto_id", models.BigIntegerField()),
                ("entries", models.IntegerField()),
                ("entries_before", models.BigIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("marks", models.BinaryField()),
                ("root", models.BinaryField()),
                ("chain", models.BinaryField()),
                ("sealed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "audit_seal",
                "ordering": ("sequence",),
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("aggregate_id", models.UUIDField()),
                ("number", models.BigIntegerField()),
                (
                    "payload",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("account_id", models.UUIDField(null=True)),
                ("staff_id", models.UUIDField(null=True)),
                ("assignment_id", models.UUIDField(null=True)),
                ("unit_id", models.UUIDField(null=True)),
                ("occurred_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("aggregate_id", "number"), name="audit_event_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                ("channel", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("line", models.CharField(blank=True, default="", max_length=200)),
                ("number", models.BigIntegerField()),
                ("payload", skjuts.apps.vault.fields.EncryptedTextField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Väntar"),
                            ("leased", "Skickas"),
                            ("sent", "Skickat"),
                            ("dead", "Gick inte att skicka"),
                            ("dropped", "Struket"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("failure", models.CharField(blank=True, default="", max_length=120)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "leased", "dead"))),
                        fields=["channel", "line", "number"],
                        name="audit_message_undone",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("channel", "key"), name="audit_message_key")],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(choices=[("sample", "Stickprov"), ("alert", "Larm")], max_length=10),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Väntar"), ("under_way", "Pågår"), ("closed", "Avslutad")],
                        max_length=10,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("population", models.PositiveIntegerField()),
                ("seed", models.BigIntegerField(default=0)),
                ("due_on", models.DateField()),
                ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reviewer_id", models.UUIDField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("conclusion", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority_id", "state", "due_on"], name="audit_review_waiting")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "sample")),
                        fields=("authority_id", "first_day", "last_day"),
                        name="audit_review_sample_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewer_id", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True), ("reviewer_id__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="audit_review_has_reviewer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at", None)),
                            _connector="OR",
                        ),
                        name="audit_review_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredAnswer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("account_id", models.UUIDField()),
                ("key", models.UUIDField()),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("headers", models.JSONField(default=dict)),
                ("body", skjuts.apps.vault.fields.EncryptedTextField(default="")),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "audit_stored_answer",
                "indexes": [models.Index(fields=["created_at"], name="audit_answer_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "key"), name="audit_answer_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                ("handler", models.CharField(max_length=80)),
                ("aggregate_id", models.UUIDField()),
                ("number", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Väntar"), ("done", "Levererad"), ("parked", "Parkerad")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("failure", models.CharField(blank=True, default="", max_length=120)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "event",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="audit.event",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "done"), _negated=True),
                        fields=["handler", "aggregate_id", "number"],
                        name="audit_delivery_undone",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "handler"), name="audit_delivery_handler"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("settled_at", None)),
                            _connector="OR",
                        ),
                        name="audit_delivery_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("staff_id", models.UUIDField()),
                ("unit_id", models.UUIDField()),
                ("patient_id", models.UUIDField(null=True)),
                ("accesses", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("score", models.FloatField(default=0)),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                (
                    "review",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="audit.review",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("review", None)),
                        fields=["authority_id", "day"],
                        name="audit_alert_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority_id", "day", "staff_id", "patient_id"),
                        name="audit_alert_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("staff_id", models.UUIDField()),
                ("unit_id", models.UUIDField()),
                ("patient_id", models.UUIDField(null=True)),
                ("accesses", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("score", models.FloatField(default=0)),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("random", "Slumpvis urval"), ("risk", "Riskurval"), ("alert", "Larm")],
                        max_length=10,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "Berättigad"),
                            ("explained", "Förklarad efter fråga"),
                            ("unjustified", "Obehörig, överlämnad till chefen"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("note", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                ("judged_by", models.UUIDField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "review",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="audit.review"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["review"], name="audit_item_review")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding", ""), ("judged_by", None)),
                            models.Q(models.Q(("finding", ""), _negated=True), ("judged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="audit_item_judged_by_someone",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("authority_id", models.BigIntegerField()),
                ("verb", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=10)),
                ("item_id", models.UUIDField(null=True)),
                ("finding", models.CharField(blank=True, default="", max_length=12)),
                ("staff_id", models.UUIDField(null=True)),
                ("assignment_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "review",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="audit.review"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [models.Index(fields=["review", "at"], name="audit_step_review")],
            },
        ),
        migrations.RunSQL(
            sql.ACCESS_LOG,
            sql.DROP_ACCESS_LOG,
            state_operations=[
                migrations.CreateModel(
                    name="AccessEntry",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "at", "id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("position", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("authority_id", models.BigIntegerField()),
                        ("actor_authority_id", models.BigIntegerField()),
                        ("account_id", models.UUIDField()),
                        ("staff_id", models.UUIDField()),
                        ("assignment_id", models.UUIDField()),
                        ("unit_id", models.UUIDField()),
                        ("patient_id", models.UUIDField(null=True)),
                        ("kind", models.CharField(max_length=40)),
                        ("subject_id", models.UUIDField(null=True)),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("read", "Läst"),
                                    ("search", "Sökt"),
                                    ("list", "Visat i lista"),
                                    ("print", "Skrivit ut"),
                                    ("export", "Exporterat"),
                                    ("alter", "Ändrat"),
                                    ("disclose", "Lämnat ut"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("context", models.CharField(max_length=80)),
                        ("request_id", models.CharField(max_length=64)),
                    ],
                    options={
                        "db_table": "audit_access",
                        "ordering": ("at", "id"),
                    },
                ),
            ],
        ),
        migrations.RunSQL(sql.MESSAGE_NUMBERS, sql.DROP_MESSAGE_NUMBERS),
        migrations.RunSQL(sql.ANSWERS, sql.DROP_ANSWERS),
        AppendOnly(APPEND),
        TenantTables(TENANT, read_also=dict.fromkeys(TENANT, WHOLE_HOUSE)),
    ]
