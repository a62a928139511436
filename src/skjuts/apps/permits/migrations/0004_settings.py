"""Settings of permits with their days, reasons and two people."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from skjuts.apps.tenancy.row_security import TenantTables

NAMES = [("four_eyes", "Beslut som två handläggare fattar"), ("trip_prices", "Priser för jämförelse")]
STATES = [
    ("proposed", "Föreslagen"),
    ("approved", "Godkänd"),
    ("declined", "Avslagen"),
    ("taken_back", "Återtagen"),
]
APPROVED_BY_ANOTHER = ~models.Q(state="approved") | (
    models.Q(settled_by_staff__isnull=False) & ~models.Q(settled_by_staff=models.F("proposed_by_staff"))
)


class Migration(migrations.Migration):
    """A table; nothing that is there is touched."""

    dependencies = [("permits", "0003_presence_and_ladder")]

    operations = [
        migrations.CreateModel(
            name="PermitSetting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(choices=NAMES, max_length=12)),
                ("value", models.JSONField()),
                ("in_force_from", models.DateField()),
                ("reason", models.CharField(max_length=400)),
                ("state", models.CharField(choices=STATES, default="proposed", max_length=10)),
                ("proposed_by_staff", models.UUIDField()),
                ("proposed_signed", models.CharField(max_length=240)),
                ("proposed_at", models.DateTimeField()),
                ("settled_by_staff", models.UUIDField(blank=True, null=True)),
                ("settled_signed", models.CharField(blank=True, default="", max_length=240)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_reason", models.CharField(blank=True, default="", max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "permitsetting",
            models.Index(
                fields=["authority", "name", "state", "in_force_from"], name="permit_setting_in_force"
            ),
        ),
        migrations.AddConstraint(
            "permitsetting",
            models.UniqueConstraint(
                condition=models.Q(state="approved"),
                fields=("authority", "name", "in_force_from"),
                name="permit_setting_day",
            ),
        ),
        migrations.AddConstraint(
            "permitsetting",
            models.CheckConstraint(condition=APPROVED_BY_ANOTHER, name="permit_setting_two_people"),
        ),
        migrations.AddConstraint(
            "permitsetting",
            models.CheckConstraint(
                condition=models.Q(state="proposed") | models.Q(settled_at__isnull=False),
                name="permit_setting_settled",
            ),
        ),
        TenantTables(["permitsetting"]),
    ]
