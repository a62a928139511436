"""Certificates, applications, assessments, decisions, permits and vouchers."""

import django.contrib.postgres.fields
import django.db.models.deletion
import skjuts.apps.tenancy.rows
import skjuts.apps.vault.fields
import uuid
from django.db import migrations, models

from skjuts.apps.tenancy.protected_rows import ProtectedRows
from skjuts.apps.tenancy.row_security import AppendOnly, TenantTables

ABOUT_A_PERSON = [
    "certificate",
    "certificatestatus",
    "application",
    "applicationstatus",
    "applicationpaper",
    "completionrequest",
    "completionanswer",
    "casenote",
    "assessment",
    "draftdecision",
    "decision",
    "decisionnotice",
    "decisionchange",
    "overridereview",
    "permit",
    "permitstatus",
    "permituse",
    "voucheruse",
]
OF_THE_AUTHORITY = ["bookcopy", "responsibility", "decisionright", "voucher"]
GROWING = [
    "certificatestatus",
    "applicationstatus",
    "applicationpaper",
    "completionrequest",
    "completionanswer",
    "casenote",
    "bookcopy",
    "assessment",
    "draftdecision",
    "decision",
    "decisionnotice",
    "decisionchange",
    "overridereview",
    "permitstatus",
    "permituse",
    "voucheruse",
    "responsibility",
]
# What was attested stays as it was; the state goes on. Only the owner writes it anew, under another key.
HOLD_ISSUED = """
create function permits_hold_issued() returns trigger language plpgsql as $$
begin
    if current_user = 'skjuts_app' and old.state not in ('draft', 'discarded') and (
        new.content, new.kinds, new.valid_from, new.valid_to, new.trips, new.issuer_id, new.unit_id,
        new.signed, new.profession, new.issued_at, new.patient_id, new.version
    ) is distinct from (
        old.content, old.kinds, old.valid_from, old.valid_to, old.trips, old.issuer_id, old.unit_id,
        old.signed, old.profession, old.issued_at, old.patient_id, old.version
    )
    then
        raise exception 'an issued certificate does not change' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger permits_hold_issued before update on permits_certificate
for each row execute function permits_hold_issued()
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0005_acting"),
        ("vault", "0002_guesses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
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
                            ("patient_trip", "Sjukresa"),
                            ("paratransit", "Färdtjänst"),
                            ("national_paratransit", "Riksfärdtjänst"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("certificate", "Sjukreseintyg"),
                            ("paper", "Pappersansökan"),
                            ("phone", "Telefon"),
                            ("renewal", "Förnyelse"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "arrival",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("letterbox", "Brevlåda"),
                            ("handed_over", "Lämnad på plats"),
                            ("phone", "Telefon"),
                            ("electronic", "Elektroniskt"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("paused_on", models.DateField(blank=True, null=True)),
                ("paused_days", models.PositiveSmallIntegerField(default=0)),
                ("content", skjuts.apps.vault.fields.EncryptedTextField(default="{}")),
                ("language", models.CharField(blank=True, default="", max_length=8)),
                ("needs_interpreter", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Inkommen"),
                            ("incomplete", "Väntar på komplettering"),
                            ("assessed", "Bedömd"),
                            ("in_review", "Väntar på beslut av en till"),
                            ("decided", "Beslutad"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("taken_by", models.UUIDField(blank=True, null=True)),
                ("taken_signed", models.CharField(blank=True, default="", max_length=240)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "representative",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="registry.representative",
                    ),
                ),
                (
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("reason", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Inkommen"),
                            ("incomplete", "Väntar på komplettering"),
                            ("assessed", "Bedömd"),
                            ("in_review", "Väntar på beslut av en till"),
                            ("decided", "Beslutad"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
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
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BookCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=80)),
                ("book", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=80)),
                ("content", models.TextField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField()),
                ("travel_day", models.DateField()),
                ("asked_mode", models.CharField(blank=True, default="", max_length=30)),
                ("facts", skjuts.apps.vault.fields.EncryptedTextField()),
                ("sources", skjuts.apps.vault.fields.EncryptedTextField()),
                ("verdicts", skjuts.apps.vault.fields.EncryptedTextField()),
                ("timetable", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                ("feed_version", models.CharField(blank=True, default="", max_length=120)),
                ("standing", models.CharField(max_length=10)),
                ("proposed_outcome", models.CharField(blank=True, default="", max_length=12)),
                ("proposed_mode", models.CharField(blank=True, default="", max_length=30)),
                ("missing", models.JSONField(default=list)),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
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
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "book",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="permits.bookcopy",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNote",
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
                    "teller",
                    models.CharField(
                        choices=[
                            ("applicant", "Den sökande"),
                            ("representative", "Företrädare"),
                            ("care", "Vården"),
                            ("other", "Någon annan"),
                        ],
                        max_length=14,
                    ),
                ),
                ("text", skjuts.apps.vault.fields.EncryptedTextField()),
                ("told_at", models.DateTimeField()),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
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
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("profession", models.CharField(blank=True, default="", max_length=80)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("issued", "Utfärdat"),
                            ("withdrawn", "Återkallat"),
                            ("superseded", "Ersatt"),
                            ("discarded", "Kastat utkast"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", skjuts.apps.vault.fields.EncryptedTextField(default="{}")),
                (
                    "kinds",
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
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("trips", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "copied_from",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="permits.certificate",
                    ),
                ),
                (
                    "issuer",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="registry.assignment",
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "supersedes",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="permits.certificate",
                    ),
                ),
                (
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationPaper",
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
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="permits.application",
                    ),
                ),
                (
                    "attachment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application_papers",
                        to="vault.attachment",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "certificate",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="permits.certificate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CertificateStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("reason", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("issued", "Utfärdat"),
                            ("withdrawn", "Återkallat"),
                            ("superseded", "Ersatt"),
                            ("discarded", "Kastat utkast"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "certificate",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="permits.certificate",
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
                "ordering": ("at",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CompletionRequest",
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
                    "facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list
                    ),
                ),
                ("text", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                ("answer_by", models.DateField()),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completion_requests",
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
        migrations.CreateModel(
            name="CompletionAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("received_on", models.DateField()),
                ("text", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "request",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="permits.completionrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("by_staff", models.UUIDField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "Bifall"),
                            ("partly", "Delvis bifall"),
                            ("denied", "Avslag"),
                            ("dismissed", "Avvisning"),
                            ("written_off", "Avskrivning"),
                        ],
                        max_length=12,
                    ),
                ),
                ("uses_judgement", models.BooleanField(default=True)),
                ("reasons", skjuts.apps.vault.fields.EncryptedTextField()),
                ("terms", skjuts.apps.vault.fields.EncryptedTextField(default="{}")),
                (
                    "override",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fact_wrong", "En uppgift stämmer inte"),
                            ("fact_missing", "Något viktigt saknas bland uppgifterna"),
                            ("rule_misses", "Regeln träffar inte det här fallet"),
                            ("timetable_wrong", "Tidtabellen stämmer inte i verkligheten"),
                            ("exceptional", "Särskilda skäl"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("override_text", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("patient_trip", "Sjukresa"),
                            ("paratransit", "Färdtjänst"),
                            ("national_paratransit", "Riksfärdtjänst"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("decided_on", models.DateField()),
                ("by_unit", models.UUIDField()),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("centre_approves", "Vården intygar, beställningscentralen godkänner"),
                            ("clinic_decides", "Kliniken beslutar"),
                            ("central_decides", "Den centrala enheten beslutar"),
                        ],
                        max_length=16,
                    ),
                ),
                ("legal_basis", models.CharField(max_length=200)),
                ("review_route", models.CharField(max_length=24)),
                (
                    "proposed_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Bifall"),
                            ("partly", "Delvis bifall"),
                            ("denied", "Avslag"),
                            ("dismissed", "Avvisning"),
                            ("written_off", "Avskrivning"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("prepared_by", models.UUIDField(blank=True, null=True)),
                ("prepared_signed", models.CharField(blank=True, default="", max_length=240)),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="permits.application",
                    ),
                ),
                (
                    "assessment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="permits.assessment",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
                (
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionNotice",
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
                    "event",
                    models.CharField(
                        choices=[("sent", "Skickat"), ("received", "Mottaget"), ("announced", "Anslaget")],
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
                    "decision",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="permits.decision",
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionRight",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField()),
                ("holder_staff", models.UUIDField()),
                ("holder_signed", models.CharField(max_length=240)),
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
                (
                    "outcomes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("granted", "Bifall"),
                                ("partly", "Delvis bifall"),
                                ("denied", "Avslag"),
                                ("dismissed", "Avvisning"),
                                ("written_off", "Avskrivning"),
                            ],
                            max_length=12,
                        )
                    ),
                ),
                ("point", models.CharField(max_length=80)),
                ("legal_basis", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("granted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.CharField(blank=True, default="", max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "granted_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "withdrawn_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionChange",
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
                    "verb",
                    models.CharField(
                        choices=[
                            ("corrected", "Rättat"),
                            ("improved", "Ändrat till den enskildes fördel"),
                            ("revoked", "Återkallat"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("clerical", "Uppenbart skrivfel, räknefel eller liknande"),
                            ("new_facts", "Nya omständigheter till den enskildes fördel"),
                            ("reserved", "Beslutet har förbehåll om återkallelse"),
                            ("safety", "Tvingande säkerhetsskäl"),
                            ("false_information", "Oriktiga eller vilseledande uppgifter"),
                        ],
                        max_length=18,
                    ),
                ),
                ("reasons", skjuts.apps.vault.fields.EncryptedTextField()),
                ("by_staff", models.UUIDField()),
                ("legal_basis", models.CharField(max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "decision",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
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
                    "right",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="permits.decisionright",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="right",
            field=skjuts.apps.tenancy.rows.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="permits.decisionright",
            ),
        ),
        migrations.CreateModel(
            name="DraftDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("by_staff", models.UUIDField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "Bifall"),
                            ("partly", "Delvis bifall"),
                            ("denied", "Avslag"),
                            ("dismissed", "Avvisning"),
                            ("written_off", "Avskrivning"),
                        ],
                        max_length=12,
                    ),
                ),
                ("uses_judgement", models.BooleanField(default=True)),
                ("reasons", skjuts.apps.vault.fields.EncryptedTextField()),
                ("terms", skjuts.apps.vault.fields.EncryptedTextField(default="{}")),
                (
                    "override",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fact_wrong", "En uppgift stämmer inte"),
                            ("fact_missing", "Något viktigt saknas bland uppgifterna"),
                            ("rule_misses", "Regeln träffar inte det här fallet"),
                            ("timetable_wrong", "Tidtabellen stämmer inte i verkligheten"),
                            ("exceptional", "Särskilda skäl"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("override_text", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                ("replaces", models.UUIDField(blank=True, null=True)),
                (
                    "application",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_decisions",
                        to="permits.application",
                    ),
                ),
                (
                    "assessment",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="permits.assessment",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
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
        migrations.CreateModel(
            name="OverrideReview",
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
                    "finding",
                    models.CharField(
                        choices=[
                            ("sound", "Rimligt avsteg"),
                            ("unsound", "Avsteget borde inte ha gjorts"),
                            ("rule_to_mend", "Regeln bör ändras"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "decision",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="override_reviews",
                        to="permits.decision",
                    ),
                ),
                (
                    "patient",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.patient"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Permit",
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
                            ("patient_trip", "Sjukresa"),
                            ("paratransit", "Färdtjänst"),
                            ("national_paratransit", "Riksfärdtjänst"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "travel_modes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30)),
                ),
                ("terms", skjuts.apps.vault.fields.EncryptedTextField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("season_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("season_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("trips_granted", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("trips_used", models.PositiveSmallIntegerField(default=0)),
                ("reassess_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "Gäller"),
                            ("revoked", "Återkallat"),
                            ("replaced", "Ersatt"),
                            ("relinquished", "Avstått"),
                            ("expired", "Har gått ut"),
                        ],
                        default="in_force",
                        max_length=12,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permits",
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
                    "replaces",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="permits.permit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PermitStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("reason", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "Gäller"),
                            ("revoked", "Återkallat"),
                            ("replaced", "Ersatt"),
                            ("relinquished", "Avstått"),
                            ("expired", "Har gått ut"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="permits.permit",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PermitUse",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=80)),
                ("trips", models.SmallIntegerField()),
                ("travel_day", models.DateField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="permits.permit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("patient_trip", "Sjukresa"),
                            ("paratransit", "Färdtjänst"),
                            ("national_paratransit", "Riksfärdtjänst"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("centre_approves", "Vården intygar, beställningscentralen godkänner"),
                            ("clinic_decides", "Kliniken beslutar"),
                            ("central_decides", "Den centrala enheten beslutar"),
                        ],
                        max_length=16,
                    ),
                ),
                ("in_force_from", models.DateField()),
                ("reason", models.CharField(max_length=400)),
                ("set_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "set_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("index", skjuts.apps.vault.fields.BlindIndexField(max_length=16)),
                ("ending", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[("blank", "Oanvänd"), ("used", "Använd"), ("void", "Makulerad")],
                        default="blank",
                        max_length=5,
                    ),
                ),
                ("printed_at", models.DateTimeField()),
                ("valid_to", models.DateField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
                    ),
                ),
                (
                    "printed_by",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.assignment",
                    ),
                ),
                (
                    "unit",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="registry.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VoucherUse",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_guarded", models.BooleanField(default=False)),
                ("by", models.UUIDField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("ridden_at", models.DateTimeField()),
                ("travel_mode", models.CharField(max_length=30)),
                ("from_place", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                ("to_place", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")),
                ("exceeds_permit", models.BooleanField(default=False)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.authority"
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
                        related_name="voucher_uses",
                        to="permits.permit",
                    ),
                ),
                (
                    "voucher",
                    skjuts.apps.tenancy.rows.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="permits.voucher"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "decided"), _negated=True),
                fields=["authority", "due_on", "id"],
                name="application_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["patient", "-received_on"], name="application_patient"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paused_on__isnull", False), ("state", "incomplete")),
                    models.Q(models.Q(("state", "incomplete"), _negated=True), ("paused_on", None)),
                    _connector="OR",
                ),
                name="application_pauses_when_incomplete",
            ),
        ),
        migrations.AddConstraint(
            model_name="bookcopy",
            constraint=models.UniqueConstraint(fields=("authority", "digest"), name="book_copy_once"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("application", "number"), name="assessment_number"),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["authority", "unit", "state", "-saved_at"], name="certificate_unit"),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["patient", "state", "-issued_at"], name="certificate_patient"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("issuer", "patient"),
                name="certificate_draft_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_at", None), ("state__in", ("draft", "discarded"))),
                    models.Q(
                        ("issued_at__isnull", False),
                        ("kinds__len__gt", 0),
                        ("state__in", ("issued", "withdrawn", "superseded")),
                        ("trips__gt", 0),
                        ("valid_from__isnull", False),
                        ("valid_to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="certificate_issued_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="certificate_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attachment__isnull", False), ("certificate", None)),
                    models.Q(("attachment", None), ("certificate__isnull", False)),
                    _connector="OR",
                ),
                name="application_paper_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationpaper",
            constraint=models.UniqueConstraint(
                fields=("application", "certificate"), name="application_paper_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="completionanswer",
            constraint=models.UniqueConstraint(fields=("request",), name="completion_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="decisionnotice",
            constraint=models.UniqueConstraint(fields=("decision", "event"), name="decision_notice_once"),
        ),
        migrations.AddIndex(
            model_name="decisionright",
            index=models.Index(fields=["holder", "valid_from"], name="decision_right_holder"),
        ),
        migrations.AddConstraint(
            model_name="decisionright",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="decision_right_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionright",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="decision_right_withdrawn_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "clerical"), ("verb", "corrected")),
                    models.Q(("ground", "new_facts"), ("verb", "improved")),
                    models.Q(
                        ("ground__in", ("reserved", "safety", "false_information")), ("verb", "revoked")
                    ),
                    _connector="OR",
                ),
                name="decision_change_has_listed_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__isnull", False)), name="decision_change_has_decider"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["authority", "decided_on"], name="decision_day"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("override", ""), _negated=True),
                fields=["authority", "decided_on"],
                name="decision_overrides",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("application",), name="decision_once"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("authority", "year", "number"), name="decision_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__isnull", False)), name="decision_has_decider"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("prepared_by", None),
                    models.Q(("prepared_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="decision_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed_outcome", ""),
                    ("outcome__in", ("dismissed", "written_off")),
                    ("outcome", models.F("proposed_outcome")),
                    models.Q(("override", ""), _negated=True),
                    _connector="OR",
                ),
                name="decision_departs_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="overridereview",
            constraint=models.UniqueConstraint(fields=("decision",), name="override_review_once"),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["patient", "kind", "state"], name="permit_patient"),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(
                condition=models.Q(("state", "in_force")),
                fields=["authority", "reassess_on"],
                name="permit_reassess",
            ),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(
                condition=models.Q(("state", "in_force")),
                fields=["authority", "valid_to"],
                name="permit_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trips_granted", None), ("trips_used__lte", models.F("trips_granted")), _connector="OR"
                ),
                name="permit_quota",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="permit_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("season_from", None), ("season_to", None)),
                    models.Q(("season_from__isnull", False), ("season_to__isnull", False)),
                    _connector="OR",
                ),
                name="permit_season_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("travel_modes__len__gt", 0)), name="permit_has_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="permituse",
            constraint=models.UniqueConstraint(fields=("permit", "key"), name="permit_use_once"),
        ),
        migrations.AddConstraint(
            model_name="permituse",
            constraint=models.CheckConstraint(
                condition=models.Q(("trips", 0), _negated=True), name="permit_use_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                fields=("authority", "kind", "unit", "in_force_from"),
                name="responsibility_day",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="voucher",
            index=models.Index(fields=["authority", "unit", "state"], name="voucher_unit"),
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.UniqueConstraint(fields=("authority", "index"), name="voucher_code"),
        ),
        migrations.AddConstraint(
            model_name="voucheruse",
            constraint=models.UniqueConstraint(fields=("voucher",), name="voucher_use_once"),
        ),
        TenantTables([*ABOUT_A_PERSON, *OF_THE_AUTHORITY]),
        ProtectedRows(ABOUT_A_PERSON, subject="patient"),
        AppendOnly(GROWING),
        migrations.RunSQL(HOLD_ISSUED, "drop function permits_hold_issued() cascade"),
    ]
