"""Which version of a rule book a micro-retraining teaches."""

import django.db.models.deletion
from django.db import migrations

import skjuts.apps.tenancy.rows
from skjuts.apps.tenancy.row_security import TenantReference


class Migration(migrations.Migration):
    """A column that is empty for every version there is."""

    dependencies = [("rulebooks", "0002_books"), ("training", "0001_courses")]

    operations = [
        migrations.AddField(
            "courseversion",
            "rule_book",
            skjuts.apps.tenancy.rows.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="retrainings",
                to="rulebooks.rulebookversion",
            ),
        ),
        TenantReference("courseversion", "rule_book"),
    ]
