"""Guesses that missed, and which files of attachments have no row."""

import django.contrib.postgres.fields
from django.db import migrations, models

import skjuts.apps.vault.fields

# The worker that sweeps has no authority, so to it every file would look unknown.
UNKNOWN_FILES = """
create function vault_unknown_files(names text[]) returns table (name text)
language sql stable security definer set search_path = public, pg_temp
as $unknown$
    select one.name from unnest(names) one(name) where not exists (
        select from vault_attachment held where held.stored_as = one.name and held.removed_at is null)
$unknown$
"""
DROP_UNKNOWN_FILES = "drop function vault_unknown_files(text[])"


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_attachments")]

    operations = [
        migrations.CreateModel(
            name="Guesses",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "subject", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("subject", skjuts.apps.vault.fields.BlindIndexField(max_length=16)),
                (
                    "missed_at",
                    django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None),
                ),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "vault_guesses",
                "indexes": [models.Index(fields=["last_at"], name="vault_guesses_age")],
            },
        ),
        migrations.RunSQL(UNKNOWN_FILES, DROP_UNKNOWN_FILES),
    ]
