"""Losses of the access log that somebody answers for."""

from django.db import migrations, models

from skjuts.apps.tenancy.row_security import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_log")]

    operations = [
        migrations.CreateModel(
            name="AcceptedLoss",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("head", models.BigIntegerField()),
                ("chain", models.BinaryField()),
                ("entries_at_most", models.BigIntegerField()),
                ("accepted_at", models.DateTimeField()),
                ("accepted_by", models.CharField(max_length=31)),
                ("reason", models.CharField(max_length=400)),
                ("key_id", models.CharField(max_length=16)),
                ("signature", models.BinaryField()),
            ],
            options={"db_table": "audit_accepted_loss", "ordering": ("id",)},
        ),
        AppendOnly(["acceptedloss"]),
    ]
