"""Who has a matter open, the ladder that an assessment climbed, and queues by unit and officer."""

from django.db import migrations, models

import skjuts.apps.vault.fields

WAITING = models.Q(("state", "decided"), _negated=True)


class Migration(migrations.Migration):
    """Columns with defaults: nothing is rewritten."""

    dependencies = [("permits", "0002_letters")]

    operations = [
        migrations.AddField("application", "opened_by", models.UUIDField(blank=True, null=True)),
        migrations.AddField(
            "application", "opened_signed", models.CharField(blank=True, default="", max_length=240)
        ),
        migrations.AddField("application", "opened_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("application", "renews", models.UUIDField(blank=True, null=True)),
        migrations.AddField(
            "assessment", "ladder", skjuts.apps.vault.fields.EncryptedTextField(blank=True, default="")
        ),
        migrations.AddField("assessment", "avoided_trips", models.PositiveSmallIntegerField(default=0)),
        migrations.AddIndex(
            "application",
            models.Index(
                fields=["authority", "unit", "due_on", "id"], condition=WAITING, name="application_unit_queue"
            ),
        ),
        migrations.AddIndex(
            "application",
            models.Index(fields=["taken_by", "due_on", "id"], condition=WAITING, name="application_mine"),
        ),
    ]
