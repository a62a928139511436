"""Staff and units in Swedish order by index: a page of a list no longer sorts all of it."""

from django.db import migrations, models

from skjuts.apps.tenancy.swedish_order import SwedishOrder


class Migration(migrations.Migration):
    """An index for each."""

    dependencies = [
        ("registry", "0007_import_progress"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="staffmember",
            index=models.Index(
                SwedishOrder("family_name"), SwedishOrder("given_name"), "id", name="staff_member_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(SwedishOrder("name"), "id", name="unit_by_name"),
        ),
    ]
