"""How far a file has come that a worker reads into the registers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rows done, of all."""

    dependencies = [
        ("registry", "0006_follow_up_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerimport",
            name="rows_done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="rows_in_all",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
