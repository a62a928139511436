"""Letters, and how those came to be handed over that never leave by themselves."""

import django.db.models.deletion
import skjuts.apps.tenancy.rows
import skjuts.apps.vault.fields
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.protected_rows import ProtectedRows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables


LETTERS = ["letter", "letterhandover"]


class Migration(migrations.Migration):
    dependencies = [
        ("permits", "0001_matters"),
        ("registry", "0005_acting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "Beslut"),
                            ("completion", "Begäran om komplettering"),
                            ("change", "Ändring av beslut"),
                            ("notice", "Underrättelse före återkallelse"),
                            ("revocation", "Återkallelse"),
                            ("renewal", "Påminnelse om förnyelse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("outbox", "Skickas till utskrift"),
                            ("desk", "Lämnas av handläggare för skyddade personer"),
                            ("no_address", "Adress saknas, lämnas av handläggaren"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", skjuts.apps.vault.fields.EncryptedTextField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="permits.application",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "decision",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="permits.decision",
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "permit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="permits.permit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterHandover",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("posted", "Skickat för hand"),
                            ("given", "Lämnat personligen"),
                            ("forwarded", "Förmedlat av Skatteverket"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "letter",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="permits.letter",
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["application", "-at"], name="letter_application"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("authority", "key"), name="letter_once"),
        ),
        TenantTables(LETTERS),
        ProtectedRows(LETTERS, subject="patient"),
        AppendOnly(LETTERS),
    ]
