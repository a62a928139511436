"""Roles for those who follow up."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_acting"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assignment",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("care_staff", "Vårdpersonal"),
                        ("unit_manager", "Enhetschef"),
                        ("support_officer", "Handläggare i stödfunktionen"),
                        ("case_officer", "Handläggare"),
                        ("booking_agent", "Beställningsmottagare"),
                        ("course_author", "Kursförfattare"),
                        ("course_reviewer", "Kursgranskare"),
                        ("registrar", "Registeransvarig"),
                        ("log_reviewer", "Logggranskare"),
                        ("protected_desk", "Handläggare för skyddade personer"),
                        ("controller", "Controller"),
                        ("leader", "Ledare"),
                        ("authority_admin", "Administratör för huvudmannen"),
                        ("system_admin", "Driftansvarig"),
                    ],
                    max_length=20,
                )
            ),
        ),
    ]
