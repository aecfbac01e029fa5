from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0006_who_owns_which_action"),
    ]

    operations = [
        migrations.AlterField(
            model_name="actionpoint",
            name="year",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="actionpoint",
            name="number",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="actionpoint",
            name="set_on",
            field=models.DateField(help_text="The day of the meeting, or on which it was entered by hand"),
        ),
    ]
